import { locationOf, locationsOf } from '../../project/nginx/locations';
import { headOf, type NginxBlock, type NginxDirective } from '../../project/nginx/model';
import { heldAt, sameFiles } from '../../project/stack/paths/answerFor';
import { setSetting } from '../edit';
import { replaceWord } from '../edit/nginx';
import { literalPath } from '../nginxPaths';
import { isOneAssignment } from '../remedy';
import { type Fix, type SettingsContext, settingsRule } from '../rule';
import { type Chain, chainsOf, type Sort, sendsNone, settingPlace } from '../shared/staticChain';
import { folderServedBy } from '../shared/staticLocations';
import { otherSender } from '../shared/staticServers';

export const rule = settingsRule({
  meta: {
    id: 'stack/static-url-mismatch',
    title: 'nginx serves the files under another URL than the one that pages ask for',
    category: 'static and media',
    severity: 'error',
    scope: 'production',
    fix: 'multi',
    references: [],
    summary: 'The location that serves STATIC_ROOT or MEDIA_ROOT has another prefix than STATIC_URL or MEDIA_URL: every file is 404.',
    settings: ['STATIC_URL', 'STATIC_ROOT', 'MEDIA_URL', 'MEDIA_ROOT', 'MIDDLEWARE'],
  },
  messages: {
    other:
      'nginx serves {root} under {prefix}, and pages ask for {url}.\nA request for {url}{probe} goes to {who}, and is 404.\nMake the location {url}, or set {setting} to {prefix}.',
  },
  check(context) {
    for (const sort of ['STATIC', 'MEDIA'] as const) for (const chain of chainsOf(context, sort)) judgeChain(context, sort, chain);
  },
});

function judgeChain(context: SettingsContext<'other'>, sort: Sort, chain: Chain) {
  const { answer, site, url, probe } = chain;
  if (answer.kind !== 'application') return;
  const found = locationsOf(site.server).filter((block) => servesSame(chain, block));
  const [block] = found;
  const match = block && locationOf(block);
  if (!block?.opener || !match || found.length > 1 || (sort === 'STATIC' && !sendsNone(context))) return;
  const sender = otherSender(context);
  if (sender !== undefined) return context.unknown(sender);
  const prefix = match.pattern.endsWith('/') ? match.pattern : `${match.pattern}/`;
  const setting = `${sort}_URL`;
  context.report({
    message: 'other',
    data: { root: `${sort}_ROOT`, prefix, url, probe, setting, who: 'Django, which sends no file with DEBUG off' },
    place: headOf(block.opener),
    related: [settingPlace(context, setting), settingPlace(context, `${sort}_ROOT`)],
    fixes: [
      ...locationFix(context, block, match.word, match.pattern.endsWith('/') ? url : url.slice(0, -1)),
      ...(isOneAssignment(context, setting)
        ? [{ title: `Set ${setting} to ${prefix}`, safe: false, edit: () => setSetting(context, setting, `"${prefix}"`) }]
        : []),
    ],
  });
}

/** A location whose folder is the one that Django fills. */
function servesSame({ site, held }: Chain, block: NginxBlock): boolean {
  const folder = folderServedBy(site.configuration, block);
  return folder !== undefined && sameFiles(heldAt(site.proxy, folder), held) === 'same';
}

/** With a root, the path of the location is a part of the folder: only an alias lets it change alone. */
function locationFix({ project }: SettingsContext, block: NginxBlock, word: NginxDirective['args'][number], text: string): readonly Fix[] {
  const [alias] = block.all('alias');
  const { opener } = block;
  if (!opener || !alias || literalPath(alias) === undefined) return [];
  return [{ title: `Make the location ${text}`, safe: false, edit: () => replaceWord(project, opener, word, text) }];
}
