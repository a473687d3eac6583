import type { Span } from '../base/text';
import { djangoSetting } from '../knowledge/django';
import { gunicornSetting } from '../knowledge/gunicorn';
import { middleware } from '../knowledge/middleware';
import {
  type EffectiveText,
  type RenderOptions,
  renderGunicornSetting,
  renderMiddleware,
  renderSetting,
  renderThirdPartySetting,
} from '../knowledge/render';
import type { Project } from '../project/project';
import { type Effective, effectiveValues } from './effective';
import { effectiveInRuns } from './gunicorn/hover';
import { type StoryFormat, storyText } from './storyText';
import { type GunicornSubject, type Subject, subjectAt } from './subject';

export interface Hover {
  readonly text: string;
  /** What the hover is about. */
  readonly span: Span;
}

export type HoverOptions = StoryFormat;

/** What is known about the setting or middleware at an offset, and what it is in this project; undefined where there is nothing to say. */
export function hoverAt(project: Project, file: string, offset: number, options: HoverOptions): Hover | undefined {
  const subject = subjectAt(project, file, offset);
  const text = subject && render(project, subject, options);
  return subject && text !== undefined ? { text, span: subject.span } : undefined;
}

function render(project: Project, subject: Subject, options: HoverOptions): string | undefined {
  switch (subject.kind) {
    case 'setting': {
      const setting = djangoSetting(subject.name);
      const effective = effectiveValues(project, subject.top, subject.path).map((value) => profileText(project, value, options));
      return setting && renderSetting(setting, project.django.version, { format: options.format, effective });
    }
    case 'third-party': {
      const effective = effectiveValues(project, subject.name).map((value) => profileText(project, value, options));
      return renderThirdPartySetting(subject.name, { format: options.format, effective });
    }
    case 'middleware': {
      const known = middleware(subject.path);
      return known && renderMiddleware(known, project.django.version, { format: options.format });
    }
    case 'gunicorn': {
      const setting = gunicornSetting(subject.name);
      return setting && renderGunicornSetting(setting, project.gunicorn.version, gunicornOptions(project, subject, options));
    }
  }
}

function gunicornOptions(project: Project, { file, name }: GunicornSubject, options: HoverOptions): RenderOptions {
  return { format: options.format, effective: effectiveInRuns(project, file, name, options) };
}

/** Lines of a story that a hover shows below each value. */
const MOST_LINES = 5;

function profileText(project: Project, { profile, story, source }: Effective, options: HoverOptions): EffectiveText {
  const lead = story.lead && storyText(project, story.lead, options);
  const from = source === 'default' ? ', Django’s default' : lead ? `, ${lead}` : '';
  const shown = story.lines.slice(0, MOST_LINES).map((line) => storyText(project, line, options));
  const more = story.lines.length - shown.length;
  return {
    profile: profile.name,
    value: story.value,
    origin: `${profile.kind}${from}`,
    story: more > 0 ? [...shown, `and ${more} more`] : shown,
  };
}
