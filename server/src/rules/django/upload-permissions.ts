import type { Value } from '../../evaluate/value';
import { doubt, judge, type Predicate, type Verdict } from '../judge';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';
import { FILE_SYSTEM_STORAGE, uploadBackend } from '../storages';

export const rule = settingsRule({
  meta: {
    id: 'django/upload-permissions',
    title: 'Uploads get permissions that nobody wanted',
    category: 'static and media',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-732'],
    summary: 'FILE_UPLOAD_PERMISSIONS is None, a number that was meant in octal, or lets everybody write.',
    settings: ['FILE_UPLOAD_PERMISSIONS', 'FILE_UPLOAD_DIRECTORY_PERMISSIONS', 'FILE_UPLOAD_HANDLERS', 'STORAGES', 'DEFAULT_FILE_STORAGE'],
  },
  messages: {
    mixed:
      'FILE_UPLOAD_PERMISSIONS is None.\nLarge uploads then keep the permissions of a temporary file, which only Django’s own user may read, and small ones get others: the web server answers 403 for some.\nSet 0o644.',
    decimal:
      '{name} is {value}, which is {octal} as permissions.\nPython takes the number for a decimal one without 0o in front: files get permissions that nobody meant, and may not even be read.\nWrite 0o{value}.',
    writable:
      '{name} is {octal}: every user of the machine may change what visitors upload.\nAnother process that is taken over can then put its own files in their place.\nSet {usual}.',
  },
  check(context) {
    const backend = uploadBackend(context);
    if (backend !== undefined && backend !== FILE_SYSTEM_STORAGE) {
      return context.notApplicable(`${backend} does not keep uploads as files of this machine`);
    }
    for (const { name, usual } of NAMES) {
      if (!context.setting(name)) continue;
      const value = context.value(name);
      const questions: readonly (readonly ['decimal' | 'writable' | 'mixed', Predicate])[] = [
        ['decimal', isDecimal],
        ['writable', isOpen],
        ...(name === 'FILE_UPLOAD_PERMISSIONS' ? [['mixed', isMixed] as const] : []),
      ];
      const verdicts = questions.map(([id, question]): readonly [typeof id, Verdict] => [id, judge(value, question)]);
      const fault = verdicts.find(([, verdict]) => verdict === 'always')?.[0];
      if (fault === undefined && verdicts.some(([, verdict]) => verdict !== 'never')) context.unknown(doubt(name, value));
      if (fault === undefined) continue;
      if (backend === undefined || context.setting('FILE_UPLOAD_HANDLERS')) {
        context.unknown('how uploads are stored is not known');
        continue;
      }
      const number = value.kind === 'int' ? value.value : 0n;
      context.report({
        message: fault,
        data: { name, value: String(number), octal: `0o${number.toString(8)}`, usual },
        place: context.place(name),
        ...(fault === 'decimal' && { severity: 'error' }),
        ...(fault === 'writable' && { severity: 'warning' }),
        fixes: [setTo(context, name, fault === 'decimal' ? `0o${number}` : usual, false)],
      });
    }
  },
});

const NAMES = [
  { name: 'FILE_UPLOAD_PERMISSIONS', usual: '0o644' },
  { name: 'FILE_UPLOAD_DIRECTORY_PERMISSIONS', usual: '0o755' },
] as const;

/** Numbers that are permissions when they are read in octal, and as decimal numbers give ones that nobody asks for. */
const WRITTEN: ReadonlySet<bigint> = new Set([
  400n,
  440n,
  444n,
  600n,
  640n,
  644n,
  660n,
  664n,
  666n,
  700n,
  710n,
  750n,
  755n,
  770n,
  775n,
  777n,
]);

function isDecimal(value: Value): boolean | undefined {
  if (value.kind === 'unknown') return undefined;
  return value.kind === 'int' && WRITTEN.has(value.value);
}

/** Others may write. */
function isOpen(value: Value): boolean | undefined {
  if (value.kind === 'unknown') return undefined;
  return value.kind === 'int' && !WRITTEN.has(value.value) && value.value <= 0o7777n && (value.value & 2n) === 2n;
}

function isMixed(value: Value): boolean | undefined {
  return value.kind === 'unknown' ? undefined : value.kind === 'none';
}
