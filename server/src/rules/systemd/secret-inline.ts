import type { Span } from '../../base/text';
import { isPlaceholder } from '../../project/environment/names';
import { isSecretName } from '../../project/mask';
import type { Project } from '../../project/project';
import type { UnitAssignment, UnitSubject } from '../../project/subjects/unit';
import { readSystemdEnvironment } from '../../syntax/envFile/systemd';
import { addUnitLines, removeFromValue, removeUnitEntry, type UnitEdits } from '../edit/unit';
import { type SubjectContext, subjectRule } from '../rule';
import { startOf, stemOf } from '../shared/units';

export const rule = subjectRule('unit', {
  meta: {
    id: 'systemd/secret-inline',
    title: 'A secret stands in the unit',
    category: 'containers and units',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-312', 'CWE-798'],
    summary: 'Environment= is no place for a secret: every user of the machine may read units and ask systemctl for them.',
    settings: [],
  },
  messages: {
    variable:
      'Environment= gives {name} its secret in clear.\nEvery account of the machine reads it with systemctl show, and everybody who has this repository has it too.\nPut it into a file that root alone may read, name that in EnvironmentFile=, and change the secret.',
    url: 'Environment= gives {name} an address with its password in clear.\nEvery account of the machine reads it with systemctl show, and everybody who has this repository has it too.\nPut it into a file that root alone may read, name that in EnvironmentFile=, and change the password.',
    credential:
      'SetCredential= holds the secret {name} in clear.\nEvery account of the machine may read the unit, and everybody who has this repository has it too.\nLoad it from a file with LoadCredential=, and change the secret.',
  },
  check(context) {
    if (!startOf(context)) return;
    const { subject: unit, project } = context;
    for (const entry of unit.all('Service', 'Environment')) {
      for (const { name, span, message } of secretsIn(entry)) {
        const edit = () => moved(project, unit, entry, span);
        const title = `Read ${name} from ${environmentFile(unit)}, where somebody has to put it`;
        context.report({ message, data: { name }, place: { file: entry.file, span }, fixes: [{ title, safe: false, edit }] });
      }
    }
    credentials(context);
  },
});

interface Found {
  readonly name: string;
  readonly message: 'variable' | 'url';
  /** Of the word, in the file. */
  readonly span: Span;
}

function secretsIn(entry: UnitAssignment): readonly Found[] {
  const reading = readSystemdEnvironment(entry.value);
  if (reading.kind === 'refused') return [];
  return reading.entries.flatMap(({ name, value, span }): readonly Found[] => {
    if (value === undefined) return [];
    const message = isSecret(name, value) ? 'variable' : hasPassword(value) ? 'url' : undefined;
    const place = { start: entry.offset(span.start), end: entry.offset(span.end - 1) + 1 };
    return message ? [{ name, message, span: place }] : [];
  });
}

/** A name that speaks of a secret, and a text that looks like one: no path, no number, no switch, nothing to be filled in. */
function isSecret(name: string, value: string): boolean {
  if (!isSecretName(name) || /_(FILE|PATH|DIR|ID|USER|ALGORITHM|TTL|AGE|HOST|PORT)$/i.test(name)) return false;
  if (/^django-insecure-.{30}/.test(value)) return true;
  if (value.length < 6 || isPlaceholder(value, true) || /^\$\{?\w+\}?$|\{\{|\}\}|\$\(/.test(value)) return false;
  return (
    !/^(\/|\.|~|https?:|\d+$|(true|false|none|null|yes|no|on|off)$)/i.test(value) &&
    !/^[a-z_]\w*(\.[a-z_]\w*)+$/i.test(value) &&
    !asks(value)
  );
}

/** `postgres://shop:password@db/shop`. */
function hasPassword(value: string): boolean {
  const [, user = '', password] = /^[a-z][a-z0-9+.-]*:\/\/([^\s:/?#@]*):([^\s@/]+)@/i.exec(value) ?? [];
  if (password === undefined || /[${}%]/.test(password)) return false;
  return !isPlaceholder(password, true) && !asks(password) && !(user === 'guest' && password === 'guest');
}

/** A text that names itself where the secret would stand. */
function asks(value: string): boolean {
  return /insert|fake|redacted|secret[-_ ]?key|insecure|not.?set|(^|[_-])(my|some|the)?(password|passwd|secret|token)([_-]|$)/i.test(value);
}

function environmentFile(unit: UnitSubject): string {
  const own = unit.all('Service', 'EnvironmentFile').find(({ value }) => /^-?\/[^%\s]+$/.test(value))?.value;
  return own?.replace(/^-/, '') ?? `/etc/${stemOf(unit)}.env`;
}

function moved(project: Project, unit: UnitSubject, entry: UnitAssignment, span: Span): UnitEdits {
  const isAlone = span.start <= entry.valueSpan.start && entry.valueSpan.end <= span.end;
  const removed = isAlone ? removeUnitEntry(project, entry) : removeFromValue(project, entry.file, span);
  if (unit.all('Service', 'EnvironmentFile').length > 0 || removed === undefined) return removed;
  const line = { key: 'EnvironmentFile', value: environmentFile(unit) };
  if (isAlone) return [{ file: entry.file, edits: [{ span: entry.span, newText: `${line.key}=${line.value}` }] }];
  const added = addUnitLines(project, unit, 'Service', [line], 'Environment');
  if (!added) return undefined;
  if (entry.file !== unit.file) return [...removed, ...added];
  return [{ file: entry.file, edits: [...removed, ...added].flatMap(({ edits }) => edits) }];
}

function credentials({ subject, report }: SubjectContext<'unit', 'credential' | 'url' | 'variable'>): void {
  for (const entry of subject.all('Service', 'SetCredential')) {
    const [, name = '', value = ''] = /^([^:]+):(.*)$/s.exec(entry.value) ?? [];
    if (isSecret(/secret|key|token|password/i.test(name) ? `${name}_SECRET` : name, value)) {
      report({ message: 'credential', data: { name }, place: { file: entry.file, span: entry.valueSpan } });
    }
  }
}
