import { removeTopLevel } from '../edit/compose';
import { subjectRule } from '../rule';
import { isForSwarm } from '../shared/services';

export const rule = subjectRule('compose', {
  meta: {
    id: 'compose/version-obsolete',
    title: 'The key version means nothing any more',
    category: 'names and versions',
    severity: 'hint',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'Compose ignores version since its second generation, and warns about it on every command.',
    settings: [],
  },
  messages: {
    obsolete:
      'Compose ignores the key version, and warns about it on every command.\nIt looks as if it chose what the file may hold, and it does not.\nTake it out.',
  },
  check(context) {
    const { subject: group, project } = context;
    if (isForSwarm(group)) return context.notApplicable('docker stack deploy still reads it');
    for (const place of group.versions) {
      const edit = () => removeTopLevel(project, place.file, 'version');
      context.report({ message: 'obsolete', place, fixes: [{ title: 'Remove version', safe: true, edit }] });
    }
  },
});
