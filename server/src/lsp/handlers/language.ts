import type { LanguageParams } from '../../protocol';
import type { ServerContext } from '../context';

/** djangoPreflight/language: what a file is by its place and content, where its name alone does not tell. */
export function language({ workspace }: ServerContext, { uri }: LanguageParams): 'nginx' | null {
  const located = workspace.locate(uri);
  return located?.folder.analysis()?.project.nginx(located.path) ? 'nginx' : null;
}
