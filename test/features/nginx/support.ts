import type { Project } from '../../../server/src/project/project';
import { projectOf } from '../../support/project';

/** A text with `|` where the cursor stands. */
export interface Marked {
  readonly project: Project;
  readonly file: string;
  readonly offset: number;
  readonly text: string;
}

/** A project of nginx's files; the first of them holds the cursor. */
export async function marked(marks: string, others: Readonly<Record<string, string>> = {}, file = 'nginx/nginx.conf'): Promise<Marked> {
  const offset = marks.indexOf('|');
  const text = offset < 0 ? marks : marks.slice(0, offset) + marks.slice(offset + 1);
  return { project: await projectOf({ [file]: text, ...others }), file, offset, text };
}
