import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/text';
import { MemoryFiles } from '../../../server/src/host/files';
import { openProject } from '../../../server/src/project/open';
import {
  addEnvironment,
  addVolume,
  type ComposeEdits,
  declareVolume,
  listToMap,
  removeTopLevel,
  replaceText,
  type ServicePlace,
  setDependency,
  setServiceKey,
} from '../../../server/src/rules/edit/compose';

/** What an edit of `compose.yml` makes of a text; undefined where it makes none. */
function edited(text: string, edit: (place: ServicePlace) => ComposeEdits): string | undefined {
  const parsePython = () => ({ span: { start: 0, end: 0 }, body: [], comments: [] }) as never;
  const project = openProject(new MemoryFiles(new Map([['compose.yml', text]])), { parsePython });
  const edits = edit({ project, file: 'compose.yml', service: 'web' });
  return (
    edits &&
    applyEdits(
      text,
      edits.flatMap((one) => one.edits),
    )
  );
}

const web = (...lines: readonly string[]) =>
  ['services:', '  web:', ...lines.map((line) => `    ${line}`), '  db:', '    image: postgres:17', ''].join('\n');

describe('a key of a service', () => {
  it('comes below the last one, comments and all', () => {
    expect(edited(web('image: a # why', '# later'), (place) => setServiceKey(place, 'restart', 'always'))).toBe(
      web('image: a # why', 'restart: always', '# later'),
    );
    expect(edited(web('ports:', '- "80:80"'), (place) => setServiceKey(place, 'restart', 'no'))).toBe(
      web('ports:', '- "80:80"', 'restart: "no"'),
    );
    expect(edited(web('command: |', '  a', '  b'), (place) => setServiceKey(place, 'restart', 'always'))).toBe(
      web('command: |', '  a', '  b', 'restart: always'),
    );
  });

  it('is written in braces where the service is', () => {
    expect(edited('services: {web: {image: a}}\n', (place) => setServiceKey(place, 'restart', 'always'))).toBe(
      'services: {web: {image: a, restart: always}}\n',
    );
  });

  it('keeps line ends, and the end of a text without one', () => {
    expect(edited('services:\r\n  web:\r\n    image: a\r\n', (place) => setServiceKey(place, 'restart', 'always'))).toBe(
      'services:\r\n  web:\r\n    image: a\r\n    restart: always\r\n',
    );
    expect(edited('services:\n  web:\n    image: a', (place) => setServiceKey(place, 'restart', 'always'))).toBe(
      'services:\n  web:\n    image: a\n    restart: always',
    );
  });

  it('is not set where it is, where the service is an alias, and where there is none', () => {
    expect(edited(web('restart: always'), (place) => setServiceKey(place, 'restart', 'no'))).toBeUndefined();
    expect(edited('x: &x {image: a}\nservices:\n  web: *x\n', (place) => setServiceKey(place, 'restart', 'no'))).toBeUndefined();
    expect(edited('services:\n  db: {}\n', (place) => setServiceKey(place, 'restart', 'no'))).toBeUndefined();
  });
});

describe('a variable', () => {
  const add = (name: string, value: string) => (place: ServicePlace) => addEnvironment(place, name, value);

  it('is added in the form that is there', () => {
    expect(edited(web('environment:', '  A: "1"'), add('B', '2'))).toBe(web('environment:', '  A: "1"', '  B: "2"'));
    expect(edited(web('environment:', "  - 'A=1'"), add('B', '2'))).toBe(web('environment:', "  - 'A=1'", "  - 'B=2'"));
    expect(edited(web('environment: [A=1]'), add('B', '2'))).toBe(web('environment: [A=1, B=2]'));
    expect(edited(web('image: a'), add('B', 'x'))).toBe(web('image: a', 'environment:', '  B: x'));
  });

  it('gets another value where it is there', () => {
    expect(edited(web("environment: {A: '1'}"), add('A', '${A:?}'))).toBe(web("environment: {A: '${A:?}'}"));
    expect(edited(web('environment:', '  - A'), add('A', '1'))).toBe(web('environment:', '  - A=1'));
  });

  it('is not added to what stands elsewhere', () => {
    expect(edited(`x: &e {A: 1}\n${web('environment: *e')}`, add('B', '2'))).toBeUndefined();
  });
});

describe('a mount', () => {
  it('is a further item, or the first', () => {
    const mount = (place: ServicePlace) => addVolume(place, { source: 'static', target: '/static', readOnly: true });
    expect(edited(web('volumes:', '  - "a:/a"  # one'), mount)).toBe(web('volumes:', '  - "a:/a"  # one', '  - "static:/static:ro"'));
    expect(edited(web('volumes:', '- a:/a'), mount)).toBe(web('volumes:', '- a:/a', '- static:/static:ro'));
    expect(edited(web('image: a'), mount)).toBe(web('image: a', 'volumes:', '  - static:/static:ro'));
  });

  it('has its volume declared once', () => {
    const declare = ({ project, file }: ServicePlace) => declareVolume(project, file, 'static');
    expect(edited('services: {}\n', declare)).toBe('services: {}\n\nvolumes:\n  static:\n');
    expect(edited('volumes:\n  a:\nservices: {}\n', declare)).toBe('volumes:\n  a:\n  static:\nservices: {}\n');
    expect(edited('volumes:\n  a: {}\n', declare)).toBe('volumes:\n  a: {}\n  static:\n');
    expect(edited('volumes: {a: }\n', declare)).toBe('volumes: {a:, static: {} }\n');
    expect(edited('volumes:\n  static:\n', declare)).toBe('volumes:\n  static:\n');
  });
});

describe('a dependency', () => {
  const values = { db: { condition: 'service_healthy' } };

  it('becomes one with a condition', () => {
    const expected = web('depends_on:', '  db:', '    condition: service_healthy');
    expect(edited(web('depends_on:', '  - db'), (place) => listToMap(place.project, place, 'depends_on', values))).toBe(expected);
    expect(edited(web('depends_on: [db]'), (place) => listToMap(place.project, place, 'depends_on', values))).toBe(expected);
    const map = (condition: string) => web('depends_on:', '  db:', `    condition: ${condition} # why`);
    expect(edited(map('service_started'), (place) => setDependency(place, 'db', 'service_healthy'))).toBe(map('service_healthy'));
  });

  it('stays where a comment would be lost', () => {
    expect(
      edited(web('depends_on:', '  # first', '  - db # why'), (place) => listToMap(place.project, place, 'depends_on', values)),
    ).toBeUndefined();
  });
});

describe('other edits', () => {
  it('write another text with the quotes that are there', () => {
    const text = web("ports: ['80:80']");
    const span = { start: text.indexOf("'80"), end: text.indexOf("']") + 1 };
    expect(edited(text, ({ project, file }) => replaceText(project, { file, span }, '127.0.0.1:80:80'))).toBe(
      web("ports: ['127.0.0.1:80:80']"),
    );
  });

  it('take a key of the top out with its line', () => {
    const remove = ({ project, file }: ServicePlace) => removeTopLevel(project, file, 'version');
    expect(edited('version: "3"\n\nservices: {}\n', remove)).toBe('services: {}\n');
    expect(edited('# about\nversion: "3" # old\nservices: {}\n', remove)).toBe('# about\nservices: {}\n');
    expect(edited('services: {}\n\nversion: "3"\n', remove)).toBe('services: {}\n\n');
  });
});
