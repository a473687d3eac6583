import { toRegExp } from '../project/nginx/servers';
import { type Piece, readPattern } from './nginxRegex';

const ATTACKER = 'attacker.example';

/**
 * An origin of somebody else that an expression for `$http_origin` lets through; undefined where none was found. What is returned does
 * match: it was tried.
 */
export function foreignOrigin(source: string, ignoreCase: boolean): string | undefined {
  const pattern = readPattern(source, false);
  const test = toRegExp(source, ignoreCase);
  const sample = pattern && sampleOf(pattern.root);
  if (!test || sample === undefined) return undefined;
  const host = hostOf(sample);
  if (host === undefined) return undefined;
  const own = new RegExp(`(^|\\.)${escaped(registered(host))}$`);
  const isForeign = (origin: string) => {
    const name = hostOf(origin);
    return name !== undefined && test.test(origin) && !own.test(name);
  };
  return variantsOf(sample, host).find(isForeign);
}

/** Origins that a careless expression takes for the sample. */
function variantsOf(sample: string, host: string): readonly string[] {
  const scheme = /^https?:\/\//.exec(sample)?.[0] ?? 'https://';
  const domain = registered(host);
  const swapped = [...host.matchAll(/\./g)].map(({ index }) => `${scheme}${host.slice(0, index)}x${host.slice(index + 1)}`);
  return [
    `${scheme}${host}.${ATTACKER}`,
    `${scheme}attacker-${host}`,
    `${scheme}attacker${domain}`,
    `${scheme}attacker-${domain}`,
    ...swapped.filter((each) => isOtherDomain(each, domain)),
  ];
}

function isOtherDomain(origin: string, domain: string): boolean {
  const name = hostOf(origin);
  return name?.includes('.') === true && name.split('.').at(-1) === domain.split('.').at(-1) && registered(name) !== domain;
}

/** The last two labels: what somebody can register, for the domains that this is asked about. */
function registered(host: string): string {
  return host.split('.').slice(-2).join('.');
}

/** The host of an origin with a name of two labels or more. */
function hostOf(origin: string): string | undefined {
  const host = /^(?:https?:\/\/)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d+)?$/i.exec(origin)?.[1];
  return host?.toLowerCase();
}

function escaped(text: string): string {
  return text.replace(/[.\\+*?[\](){}|^$-]/g, '\\$&');
}

/** One short text that a piece matches, with letters where it leaves the choice. */
function sampleOf(piece: Piece): string | undefined {
  switch (piece.kind) {
    case 'set':
      return characterOf(piece.set);
    case 'group':
      return sampleOf(piece.body);
    case 'choice':
      return piece.options[0] && sampleOf(piece.options[0]);
    case 'repeat':
      return piece.min === 0 ? '' : sampleOf(piece.body)?.repeat(piece.min);
    case 'sequence':
      return piece.items.map(sampleOf).reduce((head, tail) => (head === undefined || tail === undefined ? undefined : head + tail), '');
    case 'look':
      return undefined;
    default:
      return '';
  }
}

function characterOf(set: ReadonlySet<number>): string | undefined {
  const [only] = set;
  if (set.size === 1 && only !== undefined) return String.fromCharCode(only);
  // An unescaped dot was meant for a dot.
  if (set.size > 200 && set.has(46)) return '.';
  return [...'abs1'].find((char) => set.has(char.charCodeAt(0)));
}
