import { allOf, isOn } from '../../project/servers/options';
import { subjectRule } from '../rule';
import { removeWords } from '../shared/commandEdit';

export const rule = subjectRule('server', {
  meta: {
    id: 'uvicorn/reload-on',
    title: 'The server reloads when a file changes',
    category: 'application server',
    severity: 'warning',
    scope: 'any',
    fix: 'quick',
    references: [],
    summary: 'Reloading is for developing: in production a release goes live file by file, in one process.',
    settings: [],
  },
  messages: {
    on: '{title} reloads in production.\nEvery changed file restarts it: a release goes live while it is still being copied, open requests are cut off, and workers are ignored.\nLeave the option to development.',
  },
  check(context) {
    const { subject, project } = context;
    const { options, program, title, isProduction, command } = subject;
    if (!options || !command || !/^(uvicorn|hypercorn|granian)$/.test(program))
      return context.notApplicable('it is none of the servers that have the option');
    if (!isProduction) return context.notApplicable('no file says that it is for production');
    const on = isOn(options, 'reload', false);
    if (on === undefined) return context.unknown('whether it reloads is not told');
    const last = allOf(options, 'reload').at(-1);
    if (!on || !last) return;
    const [word] = last.words;
    const at = word ? command.args.indexOf(word) : -1;
    const edit = () => (at < 0 ? undefined : removeWords(project, command, at, at));
    context.report({ message: 'on', data: { title }, place: last.place, fixes: [{ title: 'Leave reloading out', safe: false, edit }] });
  },
});
