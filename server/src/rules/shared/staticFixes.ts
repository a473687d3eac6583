import type { NginxDirective } from '../../project/nginx/model';
import { setSetting } from '../edit';
import { replaceDirective, replaceWord } from '../edit/nginx';
import { isOneAssignment } from '../remedy';
import type { Fix, SettingsContext } from '../rule';
import type { Chain } from './staticChain';

/** Lets nginx take the files of a URL from another folder: its alias, or its root where that adds the path of the URL. */
export function serveFrom({ project }: SettingsContext, { answer, url }: Chain, folder: string): readonly Fix[] {
  if (answer.kind !== 'file') return [];
  const { directive } = answer;
  const [word] = directive.args;
  if (!word || directive.args.length !== 1) return [];
  const slash = directive.name === 'root' || word.text.endsWith('/') ? '/' : '';
  const rooted = rootFor(folder, url);
  const edit = () => {
    if (directive.name === 'alias') return replaceWord(project, directive, word, `${folder}${slash}`);
    if (rooted !== undefined && isOwn(directive, answer.block)) return replaceWord(project, directive, word, rooted);
    return isOwn(directive, answer.block) ? replaceDirective(project, directive, `alias ${folder}/;`) : undefined;
  };
  return [{ title: `Let nginx serve ${folder}`, safe: false, edit }];
}

/** The root below which a folder is the path of the URL: `/srv/shop` for `/srv/shop/static` and `/static/`. */
function rootFor(folder: string, url: string): string | undefined {
  const part = url.replace(/\/$/, '');
  return folder.endsWith(part) && folder !== part ? folder.slice(0, -part.length) : undefined;
}

function isOwn(directive: NginxDirective, block: NginxDirective['parent']): boolean {
  return directive.parent === block;
}

/** Lets Django use another folder, where one plain statement says which it is. */
export function useFolder(context: SettingsContext, name: string, folder: string): readonly Fix[] {
  if (!isOneAssignment(context, name)) return [];
  return [{ title: `Set ${name} to ${folder}`, safe: false, edit: () => setSetting(context, name, `"${folder}"`) }];
}
