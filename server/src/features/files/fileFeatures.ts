import type { Place, Span } from '../../base/text';
import type { Project } from '../../project/project';
import type { Hover } from '../hover';
import type { StoryFormat } from '../storyText';

/** What the editor is told in one sort of files. Offsets are UTF-16 units of the file's text. */
export interface FileFeatures {
  /** Whether a file may be of this sort; where it is not, nothing else is asked. Cheap: it is called for every request. */
  owns(project: Project, file: string): boolean;
  hover?(project: Project, file: string, offset: number, format: StoryFormat): Hover | undefined;
  completions?(project: Project, file: string, offset: number): readonly Completion[];
  definition?(project: Project, file: string, offset: number): readonly Place[];
  /** Every place of the workspace that means the same, the one at the offset included. */
  references?(project: Project, file: string, offset: number): readonly Place[];
}

export interface Completion {
  readonly label: string;
  readonly kind: 'key' | 'value' | 'flag' | 'variable' | 'name';
  /** What is replaced. */
  readonly span: Span;
  readonly text: string;
  /** `text` has places to fill in (`$1`, `${1:name}`). */
  readonly isSnippet?: boolean;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Most people who write such a file want it: it comes first. */
  readonly isCommon?: boolean;
}
