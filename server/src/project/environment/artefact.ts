import { basename } from '../../base/paths';

/** Whether a file may be one for compose by its name; what it holds decides then. */
export function isCompose(path: string): boolean {
  return /^((docker-)?compose([._-][\w.-]*)?|(docker-)?(stack|swarm)|production|prod|staging|local|dev|development|deploy)\.ya?ml$/.test(
    basename(path),
  );
}

export function isDockerfile(path: string): boolean {
  return /^(Dockerfile|Containerfile)([._-][\w.-]+)?$|\.dockerfile$/i.test(basename(path));
}

export function isUnit(path: string): boolean {
  return path.endsWith('.service');
}

/** Whether systemd may read a file: a service, a socket, a timer, or what makes their folders (tmpfiles.d(5)). */
export function isUnitFile(path: string): boolean {
  return /\.(service|socket|timer)$/.test(path) || /(^|[/._-])tmpfiles(\.d)?(\/[^/]+)?\.conf$/.test(path);
}

export function isProcfile(path: string): boolean {
  return basename(path) === 'Procfile';
}

/** Whether a file may be supervisor's. */
export function isSupervisor(path: string): boolean {
  return /supervisord?[\w.-]*\.(conf|ini)$|(^|\/)supervisor[\w.-]*(\/conf\.d)?\/[^/]+\.(conf|ini)$/.test(path);
}

/** Whether a file may be a crontab, by its name. */
export function isCrontab(path: string): boolean {
  return /(^|\/)(crontab[\w.-]*|cron\.d\/[\w-]+|[\w.-]+\.cron(tab)?)$/.test(path);
}

/** Whether a file belongs to a hosting platform by its name. */
export function isPlatformFile(path: string): boolean {
  return /^(fly([.-][\w-]+)?\.toml|render\.ya?ml|railway\.(json|toml))$/.test(basename(path));
}

/** Whether a file may name compose files that are given together. */
export function givesFiles(path: string): boolean {
  return /(^|\/)(Makefile|justfile)$|\.sh$/.test(path);
}

/** Whether a file may say what environment a process starts with. */
export function isArtefact(path: string): boolean {
  return [isCompose, isDockerfile, isUnit, isProcfile, isPlatformFile, givesFiles, isSupervisor, isCrontab].some((is) => is(path));
}
