import type { Span } from '../base/text';
import { djangoSetting } from '../knowledge/django';
import { code } from '../knowledge/document';
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
import { type Effective, effectiveGunicorn, effectiveValues } from './effective';
import { type GunicornSubject, type Subject, subjectAt } from './subject';

export interface Hover {
  readonly text: string;
  /** What the hover is about. */
  readonly span: Span;
}

export interface HoverOptions {
  readonly format: 'markdown' | 'text';
  /** The target of a link to a line (one-based) of a file; only for Markdown. */
  readonly link: (file: string, line: number) => string;
}

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
      const effective = effectiveValues(project, subject.top, subject.path).map((value) => profileText(value, options));
      return setting && renderSetting(setting, project.django.version, { format: options.format, effective });
    }
    case 'third-party': {
      const effective = effectiveValues(project, subject.name).map((value) => profileText(value, options));
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
  const found = effectiveGunicorn(project, file, name);
  const origin = found?.origin ? { origin: lineText(found.origin, options) } : {};
  return { format: options.format, effective: found ? [{ profile: file, value: found.text, ...origin }] : [] };
}

function profileText(effective: Effective, options: HoverOptions): EffectiveText {
  const { profile, text, origin, source } = effective;
  const from = origin ? `, ${lineText(origin, options)}` : source === 'default' ? ', Django’s default' : '';
  return { profile: profile.name, value: text, origin: `${profile.kind}${from}` };
}

function lineText({ file, line }: NonNullable<Effective['origin']>, { format, link }: HoverOptions): string {
  const label = `${file}:${line}`;
  // An underscore in the target could be taken for a mark of Markdown, or for part of a setting's name.
  return format === 'text' ? label : `[${code(label)}](${link(file, line).replaceAll('_', '%5F')})`;
}
