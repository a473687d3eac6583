import { contains } from '../../base/text';
import { caddyDirectives, caddyProse } from '../../knowledge/caddy';
import { renderCaddyDirective } from '../../knowledge/renderServers';
import { isCaddyfile } from '../../project/caddy/sites';
import type { Project } from '../../project/project';
import { type CaddyDirective, parseCaddy } from '../../syntax/caddy/parse';
import type { Completion, FileFeatures } from '../files/fileFeatures';
import type { Hover } from '../hover';
import type { StoryFormat } from '../storyText';

/** Caddyfiles: what the directives before Django do. */
export const caddyFeatures: FileFeatures = {
  owns: (_project, file) => isCaddyfile(file),
  hover: caddyHover,
  completions: caddyCompletions,
};

function caddyHover(project: Project, file: string, offset: number, { format }: StoryFormat): Hover | undefined {
  const directive = directiveAt(
    parseCaddy(project.files.read(file) ?? '').blocks.flatMap(({ body }) => body),
    offset,
  );
  if (!directive) return undefined;
  const text = renderCaddyDirective(directive.name.text, { format });
  return text === undefined ? undefined : { text, span: directive.name.span };
}

/** The directive whose name stands at an offset. */
function directiveAt(body: readonly CaddyDirective[], offset: number): CaddyDirective | undefined {
  for (const directive of body) {
    if (!contains(directive.span, offset)) continue;
    if (contains(directive.name.span, offset)) return directive;
    return directive.block && directiveAt(directive.block.body, offset);
  }
  return undefined;
}

/** Directives where a line within a site begins. */
function caddyCompletions(project: Project, file: string, offset: number): readonly Completion[] {
  const text = project.files.read(file) ?? '';
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const [, lead = '', typed] = /^([ \t]*)([\w]*)$/.exec(text.slice(start, offset)) ?? [];
  const isInside = parseCaddy(text).blocks.some(
    (block) => block.open !== undefined && block.open.end <= offset && offset <= (block.close?.start ?? text.length),
  );
  if (typed === undefined || !isInside) return [];
  const span = { start: start + lead.length, end: offset };
  return caddyDirectives().map((name) => {
    const documentation = renderCaddyDirective(name);
    return {
      label: name,
      kind: 'key',
      span,
      text: name,
      detail: caddyProse(name)?.what ?? '',
      isCommon: true,
      ...(documentation !== undefined && { documentation }),
    };
  });
}
