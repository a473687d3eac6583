import type { Project } from '../project/project';

/** The files of the project name one release line of Django. A range leaves open that an older one is meant as well. */
export function isExactDjango({ django }: Project): boolean {
  return !/^(assumed|the newest that)\b/.test(django.source);
}
