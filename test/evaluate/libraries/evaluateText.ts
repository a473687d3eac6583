import { environmentOf } from '../../../server/src/evaluate/environment';
import { evaluateModule } from '../../../server/src/evaluate/evaluate';
import type { EvaluatedSettings } from '../../../server/src/evaluate/settings';
import { alternatives, type Value } from '../../../server/src/evaluate/value';
import { MemoryFiles } from '../../../server/src/host/files';
import { parsePython } from '../../../server/src/syntax/python/parse';
import { python } from '../../support/python';

export type Files = Readonly<Record<string, string>>;

export interface Surroundings {
  readonly files: Files;
  /** What the process has. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether other variables may be set too. */
  readonly open?: boolean;
  readonly djangoVersion?: string;
}

/** Evaluates `settings.py` of a workspace in memory. */
export async function evaluateText({
  files,
  environment = {},
  open = false,
  djangoVersion = '5.2',
}: Surroundings): Promise<EvaluatedSettings> {
  const parser = await python();
  const workspace = new MemoryFiles(new Map(Object.entries(files)));
  const variables = new Map(Object.entries(environment).map(([name, value]) => [name, { value, source: 'the test' }]));
  return evaluateModule(
    {
      files: workspace,
      parse: (path) => {
        const text = workspace.read(path);
        return text === undefined ? undefined : parsePython(parser, text);
      },
      pythonPath: [''],
      environment: environmentOf(variables, !open),
      djangoVersion,
    },
    'settings',
  );
}

/** The name of the exception with which the evaluation stopped. */
export function raisedType(settings: EvaluatedSettings): string | undefined {
  return /^it stops with (\w+)/.exec(settings.incomplete ?? '')?.[1];
}

/** Base classes of exceptions that the packages define themselves. */
const FAMILIES: Readonly<Record<string, string>> = {
  ParseError: 'ValueError',
  UnknownSchemeError: 'ValueError',
  JSONDecodeError: 'ValueError',
  EnvError: 'ValueError',
  EnvNotSetError: 'ValueError',
  EnvValidationError: 'ValueError',
  TOMLDecodeError: 'ValueError',
  ComposerError: 'Exception',
  ValidationError: 'ValueError',
  SettingsError: 'ValueError',
  FileNotFoundError: 'OSError',
  MissingSectionHeaderError: 'Exception',
  DuplicateOptionError: 'Exception',
  InterpolationSyntaxError: 'Exception',
  InterpolationMissingOptionError: 'Exception',
  InterpolationDepthError: 'Exception',
  ParsingError: 'Exception',
  NoSectionError: 'Exception',
  NoOptionError: 'Exception',
  DuplicateSectionError: 'Exception',
};

export function sameException(recorded: string, found: string | undefined): boolean {
  return found === recorded || (found !== undefined && FAMILIES[recorded] === found);
}

/** A value as Python's `repr` writes it; what is not known in angle brackets. */
export function shown(value: Value | undefined): string {
  if (!value) return '<not set>';
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'int':
      return String(value.value);
    case 'float':
      if (!Number.isFinite(value.value)) return String(value.value).replace('Infinity', 'inf').replace('NaN', 'nan');
      return Number.isInteger(value.value) ? `${Object.is(value.value, -0) ? '-0' : value.value}.0` : String(value.value);
    case 'str':
      return quoted(value.value);
    case 'bytes':
      return `b'${[...value.value].map((byte) => (byte >= ' ' && byte <= '~' ? byte : `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`)).join('')}'`;
    case 'path':
      return `PosixPath(${quoted(value.value)})`;
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset': {
      const items = value.items.map((item) => (item.kind === 'rest' ? '<rest>' : shown(item))).join(', ');
      return value.kind === 'list'
        ? `[${items}]`
        : value.kind === 'tuple'
          ? `(${items}${value.items.length === 1 ? ',' : ''})`
          : `{${items}}`;
    }
    case 'dict': {
      const entries = value.entries.map((entry) => `${shown(entry.key)}: ${shown(entry.value)}`);
      return `{${[...entries, ...(value.rest === undefined ? [] : ['<rest>'])].join(', ')}}`;
    }
    case 'choice':
      return value.options.map((option) => shown(option.value)).join(' or ');
    case 'unset':
      return '<unset>';
    case 'opaque':
      return `<${value.type}>`;
    case 'unknown':
      return `<unknown${value.type ? ` ${value.type}` : ''}>`;
  }
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll('\xa0', '\\xa0');
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

/** Whether a value that may have unknown parts can be what is recorded. */
export function admits(value: Value | undefined, recorded: string): boolean {
  if (!value) return false;
  return alternatives(value).some(
    (one) =>
      one.kind === 'unknown' ||
      one.kind === 'opaque' ||
      shown(one) === recorded ||
      /<(unknown|rest|unset)/.test(shown(one)) ||
      shown(one).includes(' or '),
  );
}
