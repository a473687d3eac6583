import { findAttribute } from '../interpreter/attributes';
import { callWith } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import { iterate } from '../interpreter/iteration';
import { NORMAL } from '../interpreter/machine';
import { truthOf } from '../interpreter/truth';
import { ALWAYS, not } from '../runtime/guard';
import { type Item, isSequence, list, NONE, type R, str } from '../runtime/objects';
import { optionName } from './configparserInterpolation';
import { type Called, knownText } from './configparserParser';
import { DEFAULT_NAME, type ErrorClasses, iniError, loadSections, openParser } from './configparserState';
import { DEFAULT_SYNTAX, IniError, type IniSyntax, readIni } from './envFiles/ini';
import { findFile, pathText } from './envFiles/load';

/** `parser.read(filenames)`: the files that are there, in order; gives the names of those that were read. */
export function readFiles(called: Called, errors: ErrorClasses): R {
  const { machine } = called;
  const given = called.value('filenames') ?? NONE;
  const known = machine.refined(given);
  const names: readonly Item[] = isSequence(known) ? iterate(machine, known) : [known];
  return list(names.flatMap((name) => readNamed(called, errors, name)));
}

/**
 * One file. Where the environment is not told whole, production has a file of its own under that name, or none. Where it is told whole, a
 * file outside the workspace is not there, as an env file is not: a parser goes on without it.
 */
function readNamed(called: Called, errors: ErrorClasses, name: Item): readonly Item[] {
  const { machine } = called;
  const value = name.t === 'rest' || name.t === 'maybe' ? undefined : machine.refined(name);
  const path = value && pathText(value);
  const open = machine.request.environment.open;
  if (path === undefined) {
    const home = value?.t === 'unknown' && value.symbol?.startsWith('home');
    if (home && !open) return [];
    return opened(called, value?.t === 'unknown' ? value.reason : 'the name of a configuration file is not known');
  }
  const found = findFile(machine, path);
  if (open) return opened(called, `it is read from the file ${path}, and production may have another one`);
  if (!found) return [];
  const load = () => {
    loadText(called, errors, found.text);
    return NORMAL;
  };
  if (found.guard === ALWAYS) load();
  else machine.fork(found.guard, not(found.guard), load, () => NORMAL);
  return found.guard === ALWAYS ? [str(path)] : [{ t: 'maybe', guard: found.guard, value: str(path) }];
}

function opened({ machine, self }: Called, reason: string): readonly Item[] {
  openParser(machine, self, reason);
  return [{ t: 'rest', reason }];
}

/** `parser.read_file(file)`: an open file, or any iterable of lines. */
export function readOpenFile(called: Called, errors: ErrorClasses): R {
  const { machine, self, args } = called;
  const source = machine.refined(called.value('f') ?? called.value('fp') ?? NONE);
  if (isSequence(source)) {
    const lines = iterate(machine, source).map((item) => (item.t === 'str' ? item.v : undefined));
    if (lines.includes(undefined)) openParser(machine, self, 'the lines that were read are not known');
    else loadText(called, errors, lines.map((line) => (line?.endsWith('\n') ? line : `${line}\n`)).join(''));
    return NONE;
  }
  const read = findAttribute(machine, source, 'read', args.at);
  return readText(called, errors, read ? callWith(machine, read, [], args.at) : machine.unknown('the content of a file is not known'));
}

/** `parser.read_string(text)`. */
export function readText(called: Called, errors: ErrorClasses, text: R): R {
  const { machine, self } = called;
  const known = machine.refined(text);
  if (known.t === 'str') loadText(called, errors, known.v);
  else openParser(machine, self, known.t === 'unknown' ? known.reason : 'a text that was read is not known');
  return NONE;
}

function loadText(called: Called, errors: ErrorClasses, text: string): void {
  const { machine, self, args } = called;
  const syntax = syntaxOf(called);
  if (!syntax) {
    openParser(machine, self, 'how a configuration file is read is not known');
    return;
  }
  try {
    loadSections(machine, self, readIni(text, syntax));
  } catch (error) {
    if (!(error instanceof IniError)) throw error;
    const raised = iniError(errors, error.type, error.message);
    raised.at = args.at;
    throw raised;
  }
}

/** What the parser was told when it was made; undefined where that is not known. */
function syntaxOf(called: Called): IniSyntax | undefined {
  const { machine, self, args } = called;
  const defaultSection = knownText(machine, self.names.get(DEFAULT_NAME));
  const flag = (name: string, fallback: boolean): boolean | undefined => {
    const truth = truthOf(machine, self.names.get(name) ?? { t: 'bool', v: fallback });
    return truth.no.length === 0 ? true : truth.yes.length === 0 ? false : undefined;
  };
  const flags = [flag('_strict', true), flag('_empty_lines_in_values', true), flag('_allow_no_value', false)] as const;
  const [strict, emptyLinesInValues, allowNoValue] = flags;
  const delimiters = texts(called, '_delimiters', DEFAULT_SYNTAX.delimiters);
  const comments = texts(called, '_comment_prefixes', DEFAULT_SYNTAX.comments);
  const inlineComments = texts(called, '_inline_comment_prefixes', []);
  if (strict === undefined || emptyLinesInValues === undefined || allowNoValue === undefined || defaultSection === undefined)
    return undefined;
  if (!delimiters || !comments || !inlineComments || optionName(machine, self, 'A', args.at) === undefined) return undefined;
  const name = (written: string): string => {
    const made = optionName(machine, self, written, args.at);
    if (made === undefined) throw new PythonError('*', 'the name of an option is not known');
    return made;
  };
  return { strict, emptyLinesInValues, allowNoValue, defaultSection, delimiters, comments, inlineComments, optionName: name };
}

/** A tuple of texts, or a text as its characters; undefined when it is not known. */
function texts({ machine, self }: Called, name: string, fallback: readonly string[]): readonly string[] | undefined {
  const value = self.names.get(name);
  const known = value && machine.refined(value);
  if (!known) return fallback;
  if (known.t === 'none') return [];
  if (known.t === 'str') return [...known.v];
  if (!isSequence(known)) return undefined;
  const items = known.content.map((item) => (item.t === 'str' ? item.v : undefined));
  return items.includes(undefined) ? undefined : (items as readonly string[]);
}
