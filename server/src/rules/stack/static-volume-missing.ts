import { headOf } from '../../project/nginx/model';
import { settingsRule } from '../rule';
import { mountPlaces, whereOf } from '../shared/pathMismatch';
import { chainsOf, settingPlace } from '../shared/staticChain';
import { serveFrom } from '../shared/staticFixes';
import { matchOf } from '../shared/staticMatch';
import { mountFixes } from '../shared/volumeFixes';

export const rule = settingsRule({
  meta: {
    id: 'stack/static-volume-missing',
    title: 'The proxy container does not have the static files',
    category: 'static and media',
    severity: 'error',
    scope: 'production',
    fix: 'multi',
    references: [],
    summary: 'nginx serves a folder of its own container that nothing is mounted at, while static files are collected in another one.',
    settings: ['STATIC_ROOT', 'STATIC_URL', 'STORAGES'],
  },
  messages: {
    unmounted:
      'nginx in {proxy} answers {url} from {served}, and nothing is mounted there: the folder is empty.\ncollectstatic fills {folder}{where}, and every style sheet and script is 404.\nMount the same volume in both containers.',
  },
  check(context) {
    for (const chain of chainsOf(context, 'STATIC')) {
      const match = matchOf(context, chain);
      if (match?.kind === 'unknown') context.unknown(match.reason);
      if (match?.kind !== 'unmounted' || chain.answer.kind !== 'file') continue;
      const { proxy } = chain.site;
      context.report({
        message: 'unmounted',
        data: { proxy: proxy.words, url: chain.url, served: match.served, folder: chain.folder, where: whereOf(chain) },
        place: proxy.place,
        related: [
          { place: headOf(chain.answer.directive), message: 'nginx takes the files from here' },
          settingPlace(context, 'STATIC_ROOT'),
          ...mountPlaces(chain),
        ],
        fixes: mountFixes(context, chain, match.served, (folder) => serveFrom(context, chain, folder)),
      });
    }
  },
});
