import type { Place } from '../../base/text';
import type { Word } from '../../syntax/shell/word';
import type { PartPlace } from '../../syntax/written';
import { blurred, type Variables } from './held';
import type { GunicornStart } from './process';
import type { RunCommand } from './runCommand';

/** A server that a command line comes to start. */
export interface Start {
  /** `development`: Django's own server, or one that reloads. */
  readonly kind: 'production' | 'development';
  readonly variables: Variables;
  readonly app: string | undefined;
  readonly gunicorn: GunicornStart | undefined;
  readonly command: RunCommand;
}

/** A word, with the file and the place where it is written. */
export interface Written {
  readonly word: Word;
  readonly at: Place;
  /** As it is written: `"$@"`. */
  readonly raw: string;
  /** The file has just the word's text at its place. */
  readonly exact: boolean;
  /** Where a part of the word's text stands in the file. */
  part(start: number, end: number): PartPlace;
}

/** Django's own server, as `manage.py` starts it; undefined for another command of it. */
export function manage(words: readonly Written[], texts: readonly string[], command: RunCommand): Start | undefined {
  if (!/^(run(ssl)?server(_plus)?|sslserver)$/.test(texts[0] ?? '')) return undefined;
  const settings = option(texts, ['--settings']);
  const place = words[0]?.at;
  const changed = new Map(command.variables);
  if (settings !== undefined && place) changed.set('DJANGO_SETTINGS_MODULE', { kind: 'value', value: settings, place });
  return { kind: 'development', variables: changed, app: undefined, gunicorn: undefined, command };
}

/** A server of Python applications, by the words behind its name. */
export function serverStart(
  server: string,
  reloads: readonly string[],
  words: readonly Written[],
  texts: readonly string[],
  command: RunCommand,
): Start {
  const variables = new Map(command.variables);
  const pairs =
    server === 'gunicorn' || server === 'uwsgi' ? optionPairs(words, texts, server === 'gunicorn' ? ['-e', '--env'] : ['--env']) : [];
  for (const { text, at } of pairs) {
    const [, name, value] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(text) ?? [];
    if (name !== undefined && value !== undefined) variables.set(name, { kind: 'value', value, place: at });
  }
  const config = server === 'gunicorn' ? option(texts, ['-c', '--config']) : undefined;
  const reload = texts.some((text) => reloads.some((flag) => text === flag || text.startsWith(`${flag}=`)));
  return {
    kind: reload ? 'development' : 'production',
    // A configuration file of uWSGI may set variables too.
    variables:
      server === 'uwsgi' && texts.some((text) => /\.(ini|ya?ml|xml|json)$/.test(text))
        ? blurred(variables, 'in the file of uWSGI')
        : variables,
    app: appOf(texts),
    gunicorn: server === 'gunicorn' ? { config: config?.replace(/^file:/, ''), hasEnv: pairs.length > 0 } : undefined,
    command,
  };
}

/** The word that names what is served: `config.wsgi`, `config.asgi:application`. */
function appOf(texts: readonly string[]): string | undefined {
  const found =
    texts.find((text) => /^[A-Za-z_]\w*(\.\w+)*:[A-Za-z_][\w.()]*$/.test(text)) ??
    texts.find((text) => /^([A-Za-z_]\w*\.)*[wa]sgi$/.test(text));
  return found?.replace(/:.*$/, '');
}

function option(texts: readonly string[], names: readonly string[]): string | undefined {
  for (const [index, text] of texts.entries()) {
    if (names.includes(text)) return texts[index + 1];
    const long = names.find((name) => name.startsWith('--') && text.startsWith(`${name}=`));
    if (long) return text.slice(long.length + 1);
    const short = names.find((name) => /^-\w$/.test(name) && text.startsWith(name) && !text.startsWith('--'));
    if (short && text.length > 2) return text.slice(2);
  }
  return undefined;
}

/** The values of an option that may stand several times. */
function optionPairs(
  words: readonly Written[],
  texts: readonly string[],
  names: readonly string[],
): readonly { text: string; at: Place }[] {
  return texts.flatMap((text, index) => {
    const long = names.find((name) => name.startsWith('--') && text.startsWith(`${name}=`));
    const value = names.includes(text) ? texts[index + 1] : long && text.slice(long.length + 1);
    const at = words[index]?.at;
    return value !== undefined && value !== '' && at ? [{ text: value, at }] : [];
  });
}
