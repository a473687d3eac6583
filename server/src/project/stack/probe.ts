import type { Place } from '../../base/text';
import { readScript } from '../../syntax/shell/script';
import { plainText } from '../../syntax/shell/word';
import type { ComposedHealthcheck } from '../compose/model';

/** A request that a health check makes. */
export interface Probe {
  readonly program: 'curl' | 'wget' | 'python';
  /** As written: `http://localhost:8000/health/`. */
  readonly url: string;
  readonly scheme: 'http' | 'https';
  /** In lower case. */
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** It gives headers of its own. */
  readonly hasHeaders: boolean;
  /** It fails on 400. */
  readonly failsOnRefusal: boolean;
  /** It goes where a redirect points. */
  readonly follows: boolean;
  readonly place: Place;
}

/** The request of a health check that is nothing but one; undefined for every other check, and where a variable has a say. */
export function probeOf({ kind, test }: ComposedHealthcheck): Probe | undefined {
  if (!test || (kind !== 'shell' && kind !== 'exec')) return undefined;
  const { command, place } = test;
  const words = command.form === 'exec' ? wordsOf(command.words.map(({ text }) => text)) : shellWords(command.line.text);
  return words && readProbe(words, place);
}

/** `["CMD", …]` is run as it is, `["CMD-SHELL", …]` by a shell. */
function wordsOf([kind, ...words]: readonly string[]): readonly string[] | undefined {
  if (kind === 'CMD') return words;
  return kind === 'CMD-SHELL' && words[0] !== undefined ? shellWords(words[0]) : undefined;
}

/** The words of the first command, where nothing but `|| exit 1` follows it. */
function shellWords(line: string): readonly string[] | undefined {
  const [first, ...others] = readScript(line);
  const texts = first?.words.map(({ parts }) => plainText(parts));
  const isAlone = others.every(({ words }) => /^(exit|false)$/.test(plainText(words[0]?.parts ?? []) ?? ''));
  if (!texts || !isAlone || texts.includes(undefined) || /[|&;]/.test(line.replace(/\|\|\s*(exit\b[^|&;]*|false\s*)$/, '')))
    return undefined;
  return texts.flatMap((text) => text ?? []);
}

function readProbe(words: readonly string[], place: Place): Probe | undefined {
  const [program = '', ...args] = words;
  const name = program.replace(/^.*\//, '');
  if (name === 'curl' || name === 'wget') return fetched(name, args, place);
  if (!/^python[\d.]*$/.test(name) || args[0] !== '-c') return undefined;
  const url =
    /^\s*import urllib\.request\s*[;\n]\s*(?:urllib\.request\.)?urlopen\(\s*(["'])(http[^"']*)\1\s*(?:,\s*timeout=\d+\s*)?\)\s*(?:\.read\(\))?\s*;?\s*$/.exec(
      args[1] ?? '',
    )?.[2];
  return url === undefined ? undefined : probe({ program: 'python', url, hasHeaders: false, failsOnRefusal: true, follows: true, place });
}

/** Source: curl(1), “--fail” and “--location”; wget(1), “Exit status”. */
function fetched(program: 'curl' | 'wget', args: readonly string[], place: Place): Probe | undefined {
  const urls = args.filter((arg) => /^https?:\/\//.test(arg));
  const [url] = urls;
  if (url === undefined || urls.length > 1) return undefined;
  const has = (letter: string, ...long: readonly string[]) =>
    args.some((arg) => long.includes(arg) || new RegExp(`^-[A-Za-z]*${letter}`).test(arg));
  const isCurl = program === 'curl';
  return probe({
    program,
    url,
    hasHeaders: args.some((arg) => /^(-H|--header|--resolve|-x|--proxy|--unix-socket|--max-redirect)/.test(arg)),
    failsOnRefusal: !isCurl || has('f', '--fail', '--fail-with-body'),
    follows: !isCurl || has('L', '--location'),
    place,
  });
}

function probe(made: Omit<Probe, 'scheme' | 'host' | 'port' | 'path'>): Probe | undefined {
  const match = /^(https?):\/\/(\[[^\]]+\]|[^/:?#]+)(?::(\d+))?([/?#].*)?$/.exec(made.url);
  if (!match) return undefined;
  const [, scheme, host = '', port, path = '/'] = match;
  const isTls = scheme === 'https';
  return {
    ...made,
    scheme: isTls ? 'https' : 'http',
    host: host.toLowerCase(),
    port: port === undefined ? (isTls ? 443 : 80) : Number(port),
    path,
  };
}
