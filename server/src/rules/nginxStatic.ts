import { alternatives } from '../evaluate/value';
import { djangoBlocks } from '../project/nginx/application';
import { effective } from '../project/nginx/inheritance';
import { answering, locationOf } from '../project/nginx/locations';
import { enclosing, type NginxBlock } from '../project/nginx/model';
import type { Project } from '../project/project';
import { isInternal, servesFiles } from './nginxPaths';
import type { NginxContext } from './rule';
import { effectiveValue } from './run';

type Asked = Pick<NginxContext, 'project' | 'configuration' | 'unknown' | 'notApplicable'>;

/** The locations from which nginx sends the project's static files, in servers that hand other requests to Django. */
export function staticBlocks(asked: Asked): readonly NginxBlock[] {
  return blocksFor(asked, 'STATIC_URL', '/static/', ['css/site.css']);
}

/** The same for what visitors upload. */
export function mediaBlocks(asked: Asked): readonly NginxBlock[] {
  return blocksFor(asked, 'MEDIA_URL', '/media/', ['x/page.html', 'x/picture.svg']);
}

/** @param probes paths below the URL; all of them have to come to the same location. */
function blocksFor(asked: Asked, setting: string, usual: string, probes: readonly string[]): readonly NginxBlock[] {
  const { configuration, project } = asked;
  const servers = new Set(djangoBlocks(configuration, project.listeners).flatMap(({ block }) => enclosing(block, 'server') ?? []));
  if (servers.size === 0) asked.notApplicable('nothing here hands requests to Django');
  const found = new Set<NginxBlock>();
  for (const server of servers) {
    for (const url of project.derived((asked) => pathsOf(asked, setting, usual), `paths of ${setting}`)) {
      const [block, ...others] = probes.map((probe) => answering(configuration, server, url + probe));
      if (!block) asked.unknown(`which location answers ${url} cannot be seen`);
      else if (others.every((other) => other === block) && sendsFrom(asked, block)) found.add(block);
    }
  }
  return [...found];
}

/** A location for these files alone, with a folder of its own or of its server. */
function sendsFrom({ configuration }: Asked, block: NginxBlock): boolean {
  const match = locationOf(block);
  if (!match || match.pattern === '/' || block.open !== undefined || !servesFiles(block) || isInternal(block)) return false;
  return block.all('alias').length > 0 || effective(configuration, block, 'root').kind === 'set';
}

/** The paths that production's settings give under a URL setting; the usual one where no settings tell. */
function pathsOf(project: Project, setting: string, usual: string): readonly string[] {
  const profiles = project.profiles.filter(({ kind }) => kind === 'production');
  const texts = profiles.flatMap((profile) =>
    alternatives(effectiveValue(project, project.evaluate(profile), setting)).map((value) =>
      value.kind === 'str' ? value.value : undefined,
    ),
  );
  if (texts.length === 0 || texts.includes(undefined)) return [usual];
  const paths = texts.flatMap((text) => {
    if (text === undefined || text === '' || /^([a-z]+:)?\/\//i.test(text)) return [];
    const path = text.startsWith('/') ? text : `/${text}`;
    return path === '/' ? [] : [path.endsWith('/') ? path : `${path}/`];
  });
  return [...new Set(paths)];
}
