import { basename, dirname } from '../../base/paths';
import type { Discovery } from '../discover';

/**
 * Whether a file holds variables by its name: `.env`, `.env.production`, `prod.env`, `env.example`, a file of `.envs/`. Examples for people
 * to copy are among them.
 */
export function namesEnvFile(path: string): boolean {
  const name = basename(path).toLowerCase();
  if (
    /\.(py|sh|bash|zsh|fish|ps1|bat|cmd|ya?ml|json|toml|md|rst|[cm]?[jt]sx?|html?|j2|jinja2?|tpl|tmpl|rb|erb|d\.ts|vault|keys|enc|gpg|age|sops|service|conf|ini)$/.test(
      name,
    )
  )
    return false;
  if (/^\.env([._-].*)?$|\.env$|^env$|\.env[._-](example|sample|template|dist)$/.test(name)) return true;
  if (/^(env|dotenv|dot-env|environment)[._-](example|sample|template|dist|prod|production|dev|development|local|staging|test)$/.test(name))
    return true;
  return /(^|\/)\.envs?\/[^/]/.test(path);
}

const MAX_DEPTH = 3;
const MAX_FILES = 200;

/** The env files of a workspace, those in hidden folders (`.envs/.production/.django`) too. */
export function findEnvFiles({ files, roles }: Discovery): readonly string[] {
  const bases = new Set(['', ...roles.manageFolders, ...roles.artefacts.map(dirname)]);
  const hidden = [...bases].flatMap((base) =>
    ['.env', '.envs'].flatMap((name) => {
      const folder = base === '' ? name : `${base}/${name}`;
      return files.kind(folder) === 'directory' ? below(files, folder, 1) : [];
    }),
  );
  return [...new Set([...roles.envFiles, ...hidden])].filter(namesEnvFile).slice(0, MAX_FILES);
}

function below(files: Discovery['files'], folder: string, depth: number): readonly string[] {
  return files.list(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    const kind = files.kind(path);
    if (kind === 'file') return [path];
    return kind === 'directory' && depth < MAX_DEPTH && files.realPath(path) === path && name !== 'lib' && name !== 'bin'
      ? below(files, path, depth + 1)
      : [];
  });
}
