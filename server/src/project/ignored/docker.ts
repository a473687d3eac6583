import { basename, dirname, join } from '../../base/paths';
import type { Place } from '../../base/text';
import type { Files } from '../../host/files';
import { dockerignoreVerdict, readDockerignore } from '../../syntax/ignore/dockerignore';

export interface DockerVerdict {
  readonly ignored: boolean;
  /** The line that decides; undefined where none matches. */
  readonly by: Place | undefined;
}

/** The file that says what docker leaves out when it builds a Dockerfile: one of the Dockerfile's own name goes before the folder's. */
export function dockerignoreFile(files: Files, dockerfile: string, context: string): string {
  const own = join(dirname(dockerfile), `${basename(dockerfile)}.dockerignore`);
  return files.kind(own) === 'file' ? own : join(context, '.dockerignore');
}

/** Whether docker leaves a file of the folder that it is sent (`context`, '' is the root) out; what lies elsewhere never comes in. */
export function dockerVerdict(files: Files, ignoreFile: string, context: string, path: string): DockerVerdict {
  if (context !== '' && !path.startsWith(`${context}/`)) return { ignored: true, by: undefined };
  const patterns = readDockerignore(files.read(ignoreFile) ?? '');
  const verdict = dockerignoreVerdict(patterns, context === '' ? path : path.slice(context.length + 1));
  return { ignored: verdict?.ignored ?? false, by: verdict && { file: ignoreFile, span: verdict.pattern.span } };
}
