import { expect, it } from 'vitest';
import { readProcfile } from '../../../server/src/syntax/procfile/procfile';

it('has process types with where their commands stand', () => {
  const text = '# a note\nweb: gunicorn a.wsgi  \r\nworker-2:celery\nbroken\n: none\nempty:\n';
  expect(readProcfile(text).map(({ name, command, span }) => [name, command, text.slice(span.start, span.end)])).toEqual([
    ['web', 'gunicorn a.wsgi', 'gunicorn a.wsgi'],
    ['worker-2', 'celery', 'celery'],
  ]);
});
