import { basename } from '../../base/paths';
import type { Project } from '../../project/project';

const CONTAINER =
  /^((.*\.)?(Dockerfile|Containerfile)(\..*)?|(docker-)?compose(\..*)?\.ya?ml|Procfile|fly\.toml|render\.yaml|railway\.(json|toml)|app\.json|heroku\.yml|nixpacks\.toml|captain-definition|app\.yaml|Chart\.yaml|kustomization\.ya?ml)$/i;

/** A file of the workspace that shows that a server runs in a container or on a platform, whose router is the only way to it. */
export function containerFile(project: Project): string | undefined {
  return project.listing.find((path) => CONTAINER.test(basename(path)));
}
