import { join, normalize } from '../../base/paths';
import type { UnitAssignment, UnitSubject } from '../../project/subjects/unit';
import { replaceUnitValue } from '../edit/unit';
import { subjectRule } from '../rule';
import { startOf } from '../shared/units';

export const rule = subjectRule('unit', {
  meta: {
    id: 'systemd/environment-file-missing',
    title: 'systemd reads no such file of variables',
    category: 'containers and units',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary:
      'EnvironmentFile= takes an absolute path without quotes; anything else is left out with a warning, and the variables are missing.',
    settings: [],
  },
  messages: {
    relative:
      'EnvironmentFile= takes an absolute path only, and WorkingDirectory= does not count for it.\nsystemd leaves the line out: the service starts without these variables, or fails for want of them.\nWrite the whole path.',
    quoted:
      'EnvironmentFile= takes the quotes for a part of the path, which is then not absolute.\nsystemd leaves the line out: the service starts without these variables, or fails for want of them.\nLeave the quotes out.',
    variable:
      'EnvironmentFile= puts no variables in and knows no ~.\nsystemd leaves the line out: the service starts without these variables, or fails for want of them.\nWrite the whole path; %h stands for the home directory of whoever runs systemd.',
  },
  check(context) {
    const { subject: unit } = context;
    if (!startOf(context)) return;
    for (const entry of unit.all('Service', 'EnvironmentFile')) {
      const path = entry.value.replace(/^-/, '');
      // A specifier may become anything, also a path.
      if (path.startsWith('/') || path.startsWith('%')) continue;
      const quoted = /^(["'])(\/.*)\1$/.exec(path)?.[2];
      const message = quoted !== undefined ? 'quoted' : /^[~$]/.test(path) ? 'variable' : 'relative';
      const whole = quoted ?? absolutePath(unit, path);
      const edit = () => replaceUnitValue(entry, prefixOf(entry) + (whole ?? ''));
      context.report({
        message,
        place: { file: entry.file, span: entry.valueSpan },
        fixes: whole === undefined ? [] : [{ title: `Make it ${whole}`, safe: false, edit }],
      });
    }
  },
});

/** What was meant: the file in the folder that the service works in. */
function absolutePath(unit: UnitSubject, path: string): string | undefined {
  const folder = unit.one('Service', 'WorkingDirectory')?.value.replace(/^-/, '');
  return folder?.startsWith('/') && /^[\w.][\w./-]*$/.test(path) ? normalize(join(folder, path)) : undefined;
}

function prefixOf({ value }: UnitAssignment): string {
  return value.startsWith('-') ? '-' : '';
}
