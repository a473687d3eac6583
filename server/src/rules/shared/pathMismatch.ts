import { headOf } from '../../project/nginx/model';
import type { Related, SettingsContext } from '../rule';
import { type Chain, chainsOf, type Sort, settingPlace } from './staticChain';
import { serveFrom, useFolder } from './staticFixes';
import { matchOf } from './staticMatch';

/** Reports each nginx that serves another folder than the one that Django uses; media that its container does not have, too. */
export function reportMismatch(context: SettingsContext<'different'>, sort: Sort): void {
  const name = `${sort}_ROOT`;
  for (const chain of chainsOf(context, sort)) {
    const match = matchOf(context, chain);
    if (match?.kind === 'unknown') context.unknown(match.reason);
    const isOff = match?.kind === 'different' || (sort === 'MEDIA' && match?.kind === 'unmounted');
    if (!match || !isOff || chain.answer.kind !== 'file' || (match.kind !== 'different' && match.kind !== 'unmounted')) continue;
    const { directive } = chain.answer;
    if (directive.name === 'root' && match.served === chain.folder + chain.url.slice(0, -1)) {
      context.notApplicable('root repeats the path of its location, which is another fault');
      continue;
    }
    context.report({
      message: 'different',
      data: { url: chain.url, served: match.served, folder: chain.folder, where: whereOf(chain) },
      place: headOf(directive),
      related: [settingPlace(context, name), ...mountPlaces(chain)],
      fixes:
        match.kind === 'different'
          ? [
              ...(match.right === undefined ? [] : serveFrom(context, chain, match.right)),
              ...(match.reverse === undefined ? [] : useFolder(context, name, match.reverse)),
            ]
          : [],
    });
  }
}

/** In words, whose folder it is and what lies there. */
export function whereOf({ site, held }: Chain): string {
  if (!site.app.service) return '';
  const volume = held.kind === 'mount' && held.mount.kind === 'volume' ? `, the volume ${held.mount.source}` : '';
  return ` of ${site.app.name}${held.kind === 'own' ? ', which no other container sees' : volume}`;
}

/** Where the containers get the folders from. */
export function mountPlaces({ site, held, answer }: Chain): readonly Related[] {
  const app = held.kind === 'mount' ? [{ place: held.mount.place, message: `${site.app.name} has the folder from here` }] : [];
  if (!site.app.service || answer.kind !== 'file') return app;
  const { path } = answer;
  const own = site.proxy.mounts.filter(({ kind, target }) => kind !== 'image' && path.startsWith(`${target}/`));
  return [...app, ...own.map(({ place }) => ({ place, message: `${site.proxy.name} has what it serves from here` }))];
}
