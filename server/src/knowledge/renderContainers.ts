import { flagsOf, wordsFor } from './containers';
import { code } from './document';
import { COMPOSE } from './prose/containers/compose';
import { DOCKERFILE } from './prose/containers/dockerfile';
import type { Prose } from './prose/prose';
import { closing, type EffectiveText, facts, finish, opening, proseFacts, type RenderOptions, rowsOf } from './render';

type Options = RenderOptions & { readonly effective?: readonly EffectiveText[] };

/** What we say about a key of a compose file; undefined for one that we say nothing about. */
export function composeProse(key: string): Prose | undefined {
  return Object.hasOwn(COMPOSE, key) ? COMPOSE[key] : undefined;
}

/** The same for an instruction of a Dockerfile, in upper case. */
export function dockerfileProse(keyword: string): Prose | undefined {
  return Object.hasOwn(DOCKERFILE, keyword) ? DOCKERFILE[keyword] : undefined;
}

/** Everything worth knowing about a key of a compose file. @param isTop it stands at the top level. */
export function renderComposeKey(key: string, isTop: boolean, options: Options = {}): string | undefined {
  const prose = composeProse(key);
  if (!prose) return undefined;
  const words = wordsFor(key);
  const anchor = isTop ? '' : `services/#${key}`;
  return finish(
    [
      { kind: 'title', name: key, context: isTop ? 'compose' : 'compose · service' },
      ...opening(prose, options.effective),
      facts([...proseFacts(prose), ...rowsOf([['Takes', words.length > 0 ? words.map(code).join(', ') : undefined]])]),
      ...closing(prose),
      { kind: 'link', label: 'compose documentation', url: `https://docs.docker.com/reference/compose-file/${anchor}` },
    ],
    options,
  );
}

/** Everything worth knowing about an instruction of a Dockerfile. */
export function renderInstruction(keyword: string, options: Options = {}): string | undefined {
  const prose = dockerfileProse(keyword);
  if (!prose) return undefined;
  const flags = flagsOf(keyword);
  return finish(
    [
      { kind: 'title', name: keyword, context: 'Dockerfile' },
      ...opening(prose, options.effective),
      facts([
        ...proseFacts(prose),
        ...rowsOf([['Flags', flags.length > 0 ? flags.map((flag) => code(`--${flag}`)).join(', ') : undefined]]),
      ]),
      ...closing(prose),
      { kind: 'link', label: 'Dockerfile reference', url: `https://docs.docker.com/reference/dockerfile/#${keyword.toLowerCase()}` },
    ],
    options,
  );
}
