import { normalize } from '../../base/paths';
import type { Place } from '../../base/text';
import { alternatives, knownItems, text, type Value } from '../../evaluate/value';
import { type Answer, answerFor, type Held, heldAt, type Site, sitesOf } from '../../project/stack/paths/answerFor';
import { seenBy } from '../../project/stack/paths/codePlaces';
import { folderOf } from '../folders';
import { doubt } from '../judge';
import type { SettingsContext } from '../rule';
import { FILE_SYSTEM_STORAGE, hasOwnLocation, staticBackend, uploadBackend, usesStaticFiles } from '../storages';

export type Sort = 'STATIC' | 'MEDIA';

/** From a URL to the file: what Django calls it, who answers there, and where Django has the file. */
export interface Chain {
  readonly sort: Sort;
  readonly site: Site;
  /** `/static/` */
  readonly url: string;
  /** What visitors ask for: a path below the URL. */
  readonly probe: string;
  readonly answer: Answer;
  /** The folder, as the process of Django sees it. */
  readonly folder: string;
  readonly held: Held;
}

const PROBES: Readonly<Record<Sort, readonly string[]>> = {
  STATIC: ['css/site.css', 'admin/css/base.css', 'js/site.js'],
  MEDIA: ['x/picture.jpg', 'picture.png'],
};

/**
 * The chains of the settings at hand, one for each server of nginx that stands before them in production. What is not told goes to the
 * checklist.
 */
export function chainsOf(context: SettingsContext, sort: Sort): readonly Chain[] {
  const sites = sitesFor(context);
  if (sites.length === 0) {
    context.notApplicable('no nginx of the workspace stands before these settings');
    return [];
  }
  const url = urlOf(context, sort);
  const path = url === undefined || !isOnDisk(context, sort) ? undefined : rootOf(context, sort);
  if (url === undefined || path === undefined) return [];
  return sites.flatMap((site): readonly Chain[] => {
    const seen = seenBy(context.project, site.stack, site.app, site.profile, path);
    if (seen.kind === 'unknown') {
      context.unknown(seen.reason);
      return [];
    }
    const [probe = '', ...others] = PROBES[sort];
    const answer = answerFor(site, url + probe);
    if (answer.kind === 'unknown') context.unknown(answer.reason);
    const isOne = others.every((other) => blockOf(answerFor(site, url + other)) === blockOf(answer));
    if (!isOne) context.unknown(`several locations of ${site.configuration.file} answer below ${url}`);
    const held = heldAt(site.app, seen.path);
    return isOne && answer.kind !== 'unknown' ? [{ sort, site, url, probe, answer, folder: seen.path, held }] : [];
  });
}

/** The sites that these settings run behind. */
export function sitesFor({ project, profile }: SettingsContext): readonly Site[] {
  const stacks = project.subjects('stack').filter(({ kind }) => kind === 'production');
  return stacks.flatMap(sitesOf).filter((site) => site.profile.name === profile.name);
}

function blockOf(answer: Answer) {
  return answer.kind === 'unknown' ? undefined : answer.block;
}

/** The path of a URL setting, with both slashes; undefined for a site of its own, or what is not told. */
export function urlOf(context: SettingsContext, sort: Sort): string | undefined {
  const name = `${sort}_URL`;
  const value = context.value(name);
  const texts = new Set(alternatives(value).map(text));
  const [url] = texts;
  if (texts.size !== 1 || url === undefined) context.unknown(doubt(name, value));
  if (texts.size !== 1 || url === undefined || url === '' || url === '/') return undefined;
  if (/^([a-z]+:)?\/\//i.test(url)) {
    context.notApplicable(`${name} is an address of its own: ${url}`);
    return undefined;
  }
  const prefix = context.value('FORCE_SCRIPT_NAME');
  if (!url.startsWith('/') && prefix.kind !== 'none') {
    context.unknown(`${name} is relative, and FORCE_SCRIPT_NAME is set`);
    return undefined;
  }
  return `/${url.replace(/^\/+|\/+$/g, '')}/`;
}

/** Whether Django keeps these files in a folder. */
function isOnDisk(context: SettingsContext, sort: Sort): boolean {
  const backend = sort === 'STATIC' ? staticBackend(context) : uploadBackend(context);
  if (backend === undefined) context.unknown('the storage of these files is not known');
  if (backend === undefined) return false;
  const local = sort === 'MEDIA' ? backend === FILE_SYSTEM_STORAGE : /^(django\.contrib\.staticfiles|whitenoise)\.storage\./.test(backend);
  if (!local) context.notApplicable(`${backend} keeps these files`);
  if (sort === 'MEDIA') return local;
  const used = usesStaticFiles(context);
  if (used === undefined) context.unknown(doubt('INSTALLED_APPS', context.value('INSTALLED_APPS')));
  if (used === false) context.notApplicable('django.contrib.staticfiles is not installed');
  return local && used === true && !hasOwnLocation(context);
}

/** The folder of a root setting as the settings have it. */
export function rootOf(context: SettingsContext, sort: Sort): string | undefined {
  const name = `${sort}_ROOT`;
  const value: Value = context.value(name);
  const folders = new Set(alternatives(value).map(folderOf));
  const [folder] = folders;
  if (folders.size === 1 && folder !== undefined) return normalize(folder);
  if (value.kind === 'none' || (value.kind === 'str' && value.value === '')) context.notApplicable(`${name} is not set`);
  else context.unknown(doubt(name, value));
  return undefined;
}

/** The folder of nginx that stands for the URL: what is left of the file's path without the probe. */
export function servedFolder({ answer, probe }: Chain): string | undefined {
  if (answer.kind !== 'file' || !answer.path.endsWith(`/${probe}`)) return undefined;
  return answer.path.slice(0, -probe.length - 1) || '/';
}

/** Where the setting and what decides about the member's folder are written, for the reader. */
export function settingPlace(context: SettingsContext, name: string): { readonly place: Place; readonly message: string } {
  return { place: context.place(name), message: `${name} is set here` };
}

const STATIC_MIDDLEWARE = /whitenoise|servestatic|dj_static|blacknoise|staticfiles?middleware|StaticMiddleware/i;

/** Whether the application certainly sends no static file itself: no middleware of its list may be one that does. */
export function sendsNone(context: SettingsContext): boolean {
  const value = context.value('MIDDLEWARE');
  const lists = alternatives(value).map((list) => knownItems(list)?.map(text));
  const isKnown = lists.every((items) => items?.every((item) => item !== undefined) === true);
  if (!isKnown) context.unknown(doubt('MIDDLEWARE', value));
  const own = lists.flat().find((item) => item !== undefined && STATIC_MIDDLEWARE.test(item));
  return isKnown && own === undefined;
}

const WORKSPACE_TEXT =
  /(^|\/)((Docker|Container|Make|just|Proc|Vagrant|Jenkins|Task)file[\w.-]*|[\w.-]+\.(sh|bash|ya?ml|toml|cfg|ini|md|rst|mk|service|json|tf|conf|j2)|(fabfile|tasks)\.py|README[\w.-]*|[\w-]*(entrypoint|start|deploy|install|setup|run|build)[\w-]*)$/i;

/**
 * A file, other than those given, that speaks of a path: somebody may copy or link something there.
 * Text is enough for that: it only keeps a rule silent.
 */
export function speaksOf({ project }: Pick<SettingsContext, 'project'>, path: string, except: ReadonlySet<string>): string | undefined {
  const pattern = new RegExp(`${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`);
  const files = [...project.listing.filter((file) => WORKSPACE_TEXT.test(file)), ...hidden(project.files)];
  return files.find((file) => !except.has(file) && pattern.test(project.files.read(file) ?? ''));
}

/** The files of CI, which lie in folders that a listing leaves out. */
function hidden(files: SettingsContext['project']['files']): readonly string[] {
  const inside = (folder: string) => files.list(folder).map((name) => `${folder}/${name}`);
  return [...inside('.github/workflows'), ...inside('.circleci'), ...inside('.gitlab'), '.gitlab-ci.yml', '.travis.yml'].filter(
    (path) => files.kind(path) === 'file',
  );
}
