import { isOn, valueFor } from '../../project/servers/options';
import { subjectRule } from '../rule';
import { addWords } from '../shared/commandEdit';
import { isUnderSystemd } from '../shared/servers';

export const rule = subjectRule('server', {
  meta: {
    id: 'uvicorn/single-worker',
    title: 'uvicorn uses one core',
    category: 'application server',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'One process answers everything: the other cores are idle, and a restart is an outage.',
    settings: [],
  },
  messages: {
    single:
      'uvicorn has one worker on a machine of its own.\nIt uses one core, and everything that Django computes in it makes all visitors wait.\nGive it a worker per core.',
  },
  check(context) {
    const { subject, project } = context;
    const { program, options, command, process, listening } = subject;
    if (!options || !command || !process || program !== 'uvicorn') return context.notApplicable('it is not uvicorn');
    if (!isUnderSystemd(subject)) return context.notApplicable('a container or platform may start it several times');
    // A template, or a socket that is handed over, is for several of them.
    if (process.place.file.includes('@') || listening.listens.some(({ kind }) => kind === 'inherited')) return;
    if (isOn(options, 'reload', false) !== false) return;
    const workers = valueFor(options, 'workers');
    if (workers.kind === 'unknown') return context.unknown(workers.reason);
    if (workers.kind === 'value' && workers.value.trim() !== '1') return;
    const unit = project.subjects('unit').find(({ file }) => file === process.place.file);
    const files = unit?.all('Service', 'EnvironmentFile') ?? [];
    if (workers.kind === 'default' && (!unit || files.length > 0)) return context.unknown('WEB_CONCURRENCY may be set where it runs');
    const edit = () => addWords(project, command, ['--workers', '2']);
    const isGiven = workers.kind === 'value';
    context.report({
      message: 'single',
      place: isGiven ? workers.given.place : subject.place,
      fixes: isGiven ? [] : [{ title: 'Add --workers 2', safe: false, edit }],
    });
  },
});
