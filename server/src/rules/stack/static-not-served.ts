import { locationsOf } from '../../project/nginx/locations';
import { headOf, type NginxBlock } from '../../project/nginx/model';
import type { Project } from '../../project/project';
import { samePlaceIn } from '../../project/stack/paths/answerFor';
import { insertBeside, insertInto } from '../edit/nginx';
import { isFalsy, judge } from '../judge';
import { routerOf } from '../platform';
import { SECURITY_MIDDLEWARE } from '../presence';
import { insertMiddleware } from '../remedy';
import { type Fix, type SettingsContext, settingsRule } from '../rule';
import { type Chain, chainsOf, sendsNone, settingPlace, sitesFor, urlOf } from '../shared/staticChain';
import { otherSender } from '../shared/staticServers';
import { staticBackend, usesStaticFiles } from '../storages';
import { WHITENOISE_MIDDLEWARE } from '../whiteNoise';

export const rule = settingsRule({
  meta: {
    id: 'stack/static-not-served',
    title: 'Nobody serves the static files',
    category: 'static and media',
    severity: 'error',
    scope: 'production',
    fix: 'multi',
    references: [],
    summary: 'Requests for static files reach Django with DEBUG off, and no middleware, proxy or storage serves them: all of them are 404.',
    settings: ['STATIC_URL', 'STATIC_ROOT', 'DEBUG', 'MIDDLEWARE', 'STORAGES', 'ROOT_URLCONF'],
  },
  messages: {
    proxied:
      'nginx hands {url}{probe} on to Django, which sends no static file with DEBUG off.\nPages come without style and script, the admin too: every one of these files is 404.\nServe {folder} in a location {url}, or let WhiteNoise do it.',
    platform:
      '{platform} ({file}) hands every request to the process, and nothing there sends static files with DEBUG off.\nPages come without style and script, the admin too: every file below {url} is 404.\nLet WhiteNoise send them, or keep them in a storage service.',
  },
  check(context) {
    if (judge(context.value('DEBUG'), isFalsy) === 'never') return context.notApplicable('DEBUG is on, which is another fault');
    if (sitesFor(context).length === 0) return judgePlatform(context);
    for (const chain of chainsOf(context, 'STATIC')) judgeChain(context, chain);
  },
});

function judgeChain(context: SettingsContext<'proxied' | 'platform'>, chain: Chain) {
  const { answer, site, url, probe, folder } = chain;
  if (answer.kind !== 'application') return;
  if (site.stack.open !== undefined) return context.unknown(site.stack.open);
  if (!sendsNone(context)) return;
  const sender = otherSender(context) ?? locationBeside(site.server);
  if (sender !== undefined) return context.unknown(sender);
  const place = answer.block.opener ? headOf(answer.block.opener) : context.place('STATIC_URL');
  context.report({
    message: 'proxied',
    data: { url, probe, folder },
    place,
    related: [settingPlace(context, 'STATIC_URL'), settingPlace(context, 'STATIC_ROOT')],
    fixes: [...locationFix(context, chain), ...whiteNoiseFix(context)],
  });
}

/** A location that sends files under another prefix is another fault, or no fault at all. */
function locationBeside(server: NginxBlock): string | undefined {
  const other = locationsOf(server).find((block) => /static|asset|media/i.test(block.opener?.args.map(({ text }) => text).join(' ') ?? ''));
  return other && `location ${other.opener?.args.map(({ text }) => text).join(' ')} may serve them`;
}

/** A location with the folder, where nginx has it. */
function locationFix({ project }: SettingsContext, { answer, held, site, url }: Chain): readonly Fix[] {
  const folder = held.kind === 'machine' ? held.path : samePlaceIn(site.proxy, held);
  if (folder === undefined || answer.kind !== 'application') return [];
  const { block } = answer;
  const lines = [`location ${url} {\n    alias ${folder}/;\n}\n`];
  const edit = () =>
    block.opener?.name === 'location' ? insertBeside(project, block.opener, 'before', lines) : insertInto(project, site.server, lines);
  return [{ title: `Serve ${folder} in a location ${url}`, safe: false, edit }];
}

function whiteNoiseFix(context: SettingsContext): readonly Fix[] {
  if (context.project.requirements?.has('whitenoise') !== true) return [];
  return insertMiddleware(context, WHITENOISE_MIDDLEWARE, [{ after: SECURITY_MIDDLEWARE }, 'start'], false);
}

/** Where a router that serves no files is all that stands before the process. */
function judgePlatform(context: SettingsContext<'proxied' | 'platform'>) {
  const { project } = context;
  const platform = routerOf(project.files);
  if (!platform) return context.notApplicable('no proxy and no platform of the workspace stands before these settings');
  const server = otherServerFile(project);
  if (server !== undefined) return context.unknown(`${server} may bring a web server that sends the files`);
  const url = urlOf(context, 'STATIC');
  const backend = staticBackend(context);
  if (url === undefined || usesStaticFiles(context) !== true || backend?.startsWith('django.contrib.staticfiles.storage.') !== true) {
    return context.unknown('how static files are stored and asked for is not told, or is another matter');
  }
  if (!sendsNone(context)) return;
  const sender = otherSender(context);
  if (sender !== undefined) return context.unknown(sender);
  context.report({
    message: 'platform',
    data: { platform: platform.name, file: platform.file, url },
    place: context.place('STATIC_URL'),
    related: [{ place: { file: platform.file, span: { start: 0, end: 0 } }, message: `${platform.name} is told here what to run` }],
    fixes: whiteNoiseFix(context),
  });
}

function otherServerFile(project: Project): string | undefined {
  return project.listing.find((path) => /(^|\/)(Dockerfile[\w.-]*|[\w-]*nginx[\w.-]*|Caddyfile|Aptfile|\.buildpacks)$/i.test(path));
}
