import { gunicornRule } from '../rule';
import { isMemory } from '../shared/gunicornHost';
import { nameOf, placeOf, setFix } from '../shared/gunicornRun';

const MEMORY = '/dev/shm';

export const rule = gunicornRule({
  meta: {
    id: 'gunicorn/heartbeat-on-disk',
    title: 'The heartbeat of workers waits for a disk',
    category: 'application server',
    severity: 'info',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary:
      'A worker shows that it lives by touching a file; in a container that file is on a disk, and a busy disk makes workers look dead.',
    settings: ['worker_tmp_dir'],
  },
  messages: {
    unset:
      'worker_tmp_dir is not set, so workers touch their heartbeat file in /tmp, which is on the disk of the container.\nWhen that disk is busy the touch waits, and gunicorn kills workers that are well.\nSet it to /dev/shm, which is memory.',
    disk: '{name} is {folder}, on the disk of the container.\nWhen that disk is busy the touch waits, and gunicorn kills workers that are well.\nSet it to /dev/shm, which is memory.',
  },
  check(context) {
    if (context.run.host !== 'container') return context.notApplicable('only in a container /tmp is certainly on a disk');
    const setting = context.run.setting('worker_tmp_dir');
    const { value } = setting;
    if (value.kind !== 'none' && value.kind !== 'str') return context.unknown('worker_tmp_dir is not known');
    const folder = value.kind === 'str' && value.value.trim() !== '' ? value.value.trim() : '/tmp';
    if (!/^\/(tmp|var|home|srv|opt|app|usr)(\/|$)/.test(folder) || isMemory(context, folder)) return;
    const fixes = setFix(context, 'worker_tmp_dir', { python: `"${MEMORY}"`, flag: MEMORY }, `Keep the heartbeat in ${MEMORY}`, true);
    const message = value.kind === 'none' ? 'unset' : 'disk';
    context.report({ message, data: { name: nameOf(setting), folder }, place: placeOf(context, setting), fixes });
  },
});
