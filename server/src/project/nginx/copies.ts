import { basename, dirname, join, normalize } from '../../base/paths';
import type { Files } from '../../host/files';
import type { Stage } from '../../syntax/dockerfile/dockerfile';
import type { Mount } from './includes';

/** What a `COPY` of an image takes from the workspace. */
export interface Copy extends Mount {
  /** All files of a folder by a pattern: folders among them lose their own name on the way. */
  readonly byPattern: boolean;
}

/** What a stage of a Dockerfile copies from the workspace to absolute places: paths from the folder of the Dockerfile, else from the root. */
export function copiesOf(files: Files, dockerfile: string, { steps }: Stage): readonly Copy[] {
  return steps.flatMap((step): readonly Copy[] => {
    if (step.kind !== 'copy' || step.from !== undefined || !step.target.startsWith('/')) return [];
    return step.sources.flatMap((given): readonly Copy[] => {
      const source = given.replace(/\/\*[\w.]*$/, '');
      const places = [join(dirname(dockerfile) || '.', source), source].map((path) => normalize(path).replace(/^\.$/, ''));
      const found = places.find((path) => !path.startsWith('..') && files.kind(path) !== undefined);
      return found === undefined ? [] : [{ source: found, target: targetOf(files, found, step.target), byPattern: source !== given }];
    });
  });
}

/** `COPY nginx.conf /etc/nginx`: a folder that is there takes the file under its own name. */
function targetOf(files: Files, source: string, target: string): string {
  const name = basename(source);
  const isInto = target.endsWith('/') || (name.includes('.') && !basename(target).replace(/\.d$/, '').includes('.'));
  return normalize(isInto && files.kind(source) === 'file' ? join(target, name) : target);
}
