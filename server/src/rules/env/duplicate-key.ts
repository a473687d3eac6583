import type { EnvFileSubject } from '../../project/subjects/envFile';
import type { EnvAssignment } from '../../syntax/envFile/lines';
import { removeEnvLine } from '../edit/envFile';
import { subjectRule } from '../rule';

export const rule = subjectRule('envFile', {
  meta: {
    id: 'env/duplicate-key',
    title: 'Variable given twice in one env file',
    category: 'debug and secrets',
    severity: 'warning',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'Of two lines for one variable the last one holds; who edits the first changes nothing.',
    settings: [],
  },
  messages: {
    replaced: '{name} is given again further down, and the last one holds.\nWho changes this line changes nothing.\nRemove it.',
    same: '{name} is given again further down, with the same value.\nWho changes one of the lines alone gets whatever stands last.\nRemove this one.',
  },
  check({ subject, report }) {
    if (subject.named === 'sample' || subject.isTemplate) return;
    const last = new Map(subject.assignments.map((assignment) => [assignment.name, assignment]));
    for (const assignment of subject.assignments) {
      const holds = last.get(assignment.name);
      if (!holds || holds === assignment || isUsedBetween(subject, assignment)) continue;
      report({
        message: holds.value === assignment.value ? 'same' : 'replaced',
        data: { name: assignment.name },
        place: { file: subject.path, span: assignment.nameSpan },
        related: [{ place: { file: subject.path, span: holds.nameSpan }, message: 'this one holds' }],
        fixes: [
          {
            title: `Remove the earlier ${assignment.name}`,
            safe: true,
            edit: () => [{ file: subject.path, edits: [removeEnvLine(subject.text, assignment)] }],
          },
        ],
      });
    }
  },
});

/** `A=1`, `B=${A}`, `A=2`: the first one counts for what refers to it, and `A=${A}:x` is a way to add to it. */
function isUsedBetween({ assignments }: EnvFileSubject, { name, span }: EnvAssignment): boolean {
  const reference = new RegExp(`\\$\\{?${name.replace(/[^\w]/g, '\\$&')}\\b`);
  return assignments.some((other) => other.span.start > span.start && reference.test(other.value));
}
