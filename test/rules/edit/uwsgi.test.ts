import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/text';
import { lastOf } from '../../../server/src/project/servers/uwsgi/query';
import { addUwsgiOption, replaceUwsgiKey, replaceUwsgiValue, type UwsgiEdits } from '../../../server/src/rules/edit/uwsgi';
import { projectOf } from '../../support/project';

/** A project with one uWSGI: an ini file alone, or a command line. */
async function opened(files: Readonly<Record<string, string>>) {
  const project = await projectOf(files);
  const [subject] = project.subjects('server');
  if (!subject?.uwsgi) throw new Error('there is no uWSGI');
  const done = (edits: UwsgiEdits) => {
    const [change] = edits ?? [];
    return change && applyEdits(files[change.file] ?? '', change.edits);
  };
  return { project, subject, run: subject.uwsgi, done };
}

async function added(text: string, key = 'vacuum', value = 'true') {
  const { project, subject, done } = await opened({ 'uwsgi.ini': text });
  return done(addUwsgiOption(project, subject, key, value));
}

describe('an option that is added', () => {
  it.each([
    ['[uwsgi]\nmodule = x\n', '[uwsgi]\nmodule = x\nvacuum = true\n'],
    ['[uwsgi]\nmodule=x', '[uwsgi]\nmodule=x\nvacuum=true'],
    ['[uwsgi]\r\n  module  = x\r\n', '[uwsgi]\r\n  module  = x\r\n  vacuum  = true\r\n'],
    ['[uwsgi]\nmodule = x\n\n[other]\na = 1\n', '[uwsgi]\nmodule = x\nvacuum = true\n\n[other]\na = 1\n'],
    ['[uwsgi]\nmodule = x\nmaster\n', '[uwsgi]\nmodule = x\nmaster\nvacuum = true\n'],
    ['[uwsgi]\nmodule = x\nif-env = A\nb = 1\nendif =\n', '[uwsgi]\nmodule = x\nvacuum = true\nif-env = A\nb = 1\nendif =\n'],
  ])('goes behind the others: %j', async (text, expected) => {
    expect(await added(text)).toBe(expected);
  });

  it('goes to the command line where there is no file', async () => {
    const { project, subject, done } = await opened({ Procfile: 'web: uwsgi --http :$PORT --module config.wsgi\n' });
    expect(done(addUwsgiOption(project, subject, 'master', 'true'))).toBe('web: uwsgi --master --http :$PORT --module config.wsgi\n');
    expect(done(addUwsgiOption(project, subject, 'harakiri', '60'))).toBe('web: uwsgi --harakiri=60 --http :$PORT --module config.wsgi\n');
  });
});

describe('a value and a key that are replaced', () => {
  it.each([
    ['[uwsgi]\nmodule = x\nchmod-socket = 666\n', '[uwsgi]\nmodule = x\nchmod-socket = 660\n'],
    ['[uwsgi]\nmodule = x\nchmod-socket\n', '[uwsgi]\nmodule = x\nchmod-socket = 660\n'],
  ])('%j', async (text, expected) => {
    const { project, run, done } = await opened({ 'uwsgi.ini': text });
    const setting = lastOf(run, 'chmod-socket');
    expect(setting && done(replaceUwsgiValue(project, setting, '660'))).toBe(expected);
    expect(setting && done(replaceUwsgiKey(setting, 'chmod'))).toBe(text.replace('chmod-socket', 'chmod'));
  });

  it('on a command line too', async () => {
    const { project, run, done } = await opened({ Procfile: 'web: uwsgi --chmod-socket=666 --http-socket 0.0.0.0:80 -w x\n' });
    const [mode, socket] = [lastOf(run, 'chmod-socket'), lastOf(run, 'http-socket')];
    expect(socket && done(replaceUwsgiValue(project, socket, '[::1]:81'))).toBe(undefined);
    expect(socket && done(replaceUwsgiValue(project, socket, '127.0.0.1:81'))).toBe(
      'web: uwsgi --chmod-socket=666 --http-socket 127.0.0.1:81 -w x\n',
    );
    expect(socket && done(replaceUwsgiKey(socket, 'socket'))).toBe('web: uwsgi --chmod-socket=666 --socket 0.0.0.0:80 -w x\n');
    expect(mode && done(replaceUwsgiValue(project, mode, '660'))).toBe('web: uwsgi --chmod-socket=660 --http-socket 0.0.0.0:80 -w x\n');
  });
});
