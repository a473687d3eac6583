import type { Place } from '../base/text';
import { code } from '../knowledge/document';
import type { Project } from '../project/project';
import type { StoryLine, StoryPart } from './story';

export interface StoryFormat {
  readonly format: 'markdown' | 'text';
  /** The target of a link to a line (one-based) of a file; only for Markdown. */
  readonly link: (file: string, line: number) => string;
}

/** A line of a story as Markdown with links, or as plain text. Of several places in one file the later ones are only lines. */
export function storyText(project: Project, line: StoryLine, format: StoryFormat): string {
  return line.map((part, at) => partText(project, part, fileBefore(line, at), format)).join('');
}

function partText(project: Project, part: StoryPart, before: string | undefined, format: StoryFormat): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return format.format === 'text' ? part.text : code(part.text);
    case 'place':
      return placeText(part.place.file, lineOf(project, part.place), format, part.place.file === before);
  }
}

/** The file of the place before a part of a line. */
function fileBefore(line: StoryLine, at: number): string | undefined {
  const last = line.slice(0, at).findLast((part) => part.kind === 'place');
  return last?.kind === 'place' ? last.place.file : undefined;
}

/** `settings.py:12`, or `line 12` where the file has just been named; in Markdown as a link. */
export function placeText(file: string, line: number, { format, link }: StoryFormat, isSame = false): string {
  const label = isSame ? `line ${line}` : `${file}:${line}`;
  if (format === 'text') return label;
  // An underscore in the target could be taken for a mark of Markdown, or for part of a setting's name.
  return `[${isSame ? label : code(label)}](${link(file, line).replaceAll('_', '%5F')})`;
}

/** The line of a place as people count: from one. */
export function lineOf(project: Project, { file, span }: Place): number {
  return (project.source(file)?.lines.position(span.start).line ?? 0) + 1;
}
