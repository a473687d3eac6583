import { hits, type Texts } from './repository';

export const MOST_LINES = 400;

/** Paths of one person's machine. `/home/me` and the like stand for anybody's. */
export function machinePaths(texts: Texts): readonly string[] {
  return hits(texts, /(?<![\w.$}])(?:\/home\/(?!(?:me|user|deploy|x)\b)|\/Users\/|\/root\/|[A-Z]:\\Users\\)[\w.-]*/g);
}

/** Hosts that packages come from: which one is used is the affair of the machine. */
export function packageHosts(texts: Texts): readonly string[] {
  return hits(texts, /\/\/registry\.[a-z]+\.[a-z]+[\w./-]*|--(?:index-url|registry)[= ]\S+|"resolved":[^\n]*/g);
}

/** Promises that nobody has written down: one with a number, `TODO(#12)`, is an issue. */
export function unnumberedPromises(texts: Texts): readonly string[] {
  return hits(texts, /\b(?:TODO|FIXME|XXX|HACK)\b(?! ?\(?#\d)[^\n]*/g);
}

/** Ways round the types. */
export function typeEscapes(texts: Texts): readonly string[] {
  return hits(texts, /@ts-(?:ignore|nocheck|expect-error)|(?:[:<,|&]|\bas)\s*any(?=\s*(?:[;,)>|&={\]]|\[\]|$))/gm);
}

/** State that belongs to nobody: it outlives the object that it is about, and one test meets what another left. */
export function moduleState(texts: Texts): readonly string[] {
  return hits(texts, /^(?:export )?(?:(?:let|var)\b.*|const \w+(?:: [^=\n]+)? = new (?:Map|WeakMap|Set|WeakSet)(?:<.*>)?\(\);)/gm);
}

/** Files that hold two things. Written by a generator they may be as long as they are. */
export function longFiles(texts: Texts): readonly string[] {
  return [...texts].flatMap(([path, text]) => {
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    return lines > MOST_LINES && !path.endsWith('.generated.ts') ? [`${path}: ${lines} lines`] : [];
  });
}
