import type { Span } from '../../base/text';

/** A process type of a Procfile. */
export interface ProcessType {
  readonly name: string;
  /** What the shell runs. */
  readonly command: string;
  /** Of the command. */
  readonly span: Span;
}

/** Reads a Procfile: `name: command` lines. Source: https://devcenter.heroku.com/articles/procfile */
export function readProcfile(text: string): readonly ProcessType[] {
  return [...text.matchAll(/^([A-Za-z0-9_-]+):[ \t]*([^\r\n]+)/gm)].map((match) => {
    const [whole, name = '', command = ''] = match;
    const start = match.index + whole.length - command.length;
    return { name, command: command.trimEnd(), span: { start, end: start + command.trimEnd().length } };
  });
}
