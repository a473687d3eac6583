import { definitionFor, nginxDirective, nginxVariable } from '../../knowledge/nginx';
import type { EffectiveText } from '../../knowledge/render';
import {
  type NginxRenderOptions,
  renderForeignNginxDirective,
  renderNginxDirective,
  renderNginxVariable,
} from '../../knowledge/renderNginx';
import { effective } from '../../project/nginx/inheritance';
import { argsOf, type NginxBlock, type NginxDirective, SHIPPED } from '../../project/nginx/model';
import { definitionsOf } from '../../project/nginx/variables';
import { formatNginxVersion, nginxAtLeast } from '../../project/nginx/version';
import type { Project } from '../../project/project';
import type { Hover } from '../hover';
import { lineOf, placeText, type StoryFormat } from '../storyText';
import { type NginxPlace, placeAt } from './place';

/** What is known about the directive or variable at an offset of one of nginx's files, and what it is here. */
export function nginxHoverAt(project: Project, file: string, offset: number, format: StoryFormat): Hover | undefined {
  const place = placeAt(project, file, offset);
  if (!place) return undefined;
  const { directive, word, variable } = place;
  if (variable) {
    const text = variableText(project, place, variable.name.toLowerCase(), format);
    return text === undefined ? undefined : { text, span: variable.span };
  }
  if (word !== directive.syntax.name || directive.parent.context === 'entries') return undefined;
  const text = directiveText(project, place, format);
  return text === undefined ? undefined : { text, span: word.span };
}

function directiveText(project: Project, place: NginxPlace, format: StoryFormat): string | undefined {
  const { directive } = place;
  const definition = definitionFor(directive.name, directive.parent.context) ?? nginxDirective(directive.name)?.definitions[0];
  if (!definition) return renderForeignNginxDirective(directive.name, { format: format.format });
  return renderNginxDirective(directive.name, definition, {
    ...optionsOf(place, format),
    effective: effectiveHere(project, place, format),
  });
}

function optionsOf({ configuration }: NginxPlace, { format }: StoryFormat): NginxRenderOptions {
  const { version } = configuration;
  return {
    format,
    ...(version.known && { version: { text: formatNginxVersion(version), has: (since: string) => nginxAtLeast(version, since) } }),
  };
}

/** What holds of the directive in the block that it stands in, where that is more than the line itself says. */
function effectiveHere(project: Project, { configuration, directive }: NginxPlace, format: StoryFormat): readonly EffectiveText[] {
  if (directive.block || directive.name === 'include') return [];
  const found = effective(configuration, directive.parent, directive.name);
  if (found.kind !== 'set' || (found.directives.length < 2 && found.open === undefined)) return [];
  const block = titleOf(directive.parent);
  const shown = found.directives.map((each) => `\`${argsOf(each).join(' ')}\`${originOf(project, each, format)}`);
  const more = found.open === undefined ? [] : [`and what else may stand here: ${found.open}`];
  return [{ profile: block, value: `${found.directives.length} in force`, story: [...shown, ...more] }];
}

function originOf(project: Project, directive: NginxDirective, format: StoryFormat): string {
  if (directive.file === SHIPPED) return ' — from a file that comes with nginx';
  const place = { file: directive.file, span: directive.syntax.name.span };
  return ` — ${placeText(place.file, lineOf(project, place), format)}`;
}

function titleOf(block: NginxBlock): string {
  if (!block.opener) return block.context;
  return [block.opener.name, ...argsOf(block.opener)].join(' ');
}

function variableText(project: Project, place: NginxPlace, name: string, format: StoryFormat): string | undefined {
  const area = place.directive.parent.context.startsWith('stream') ? 'stream' : 'http';
  const known = nginxVariable(name, area);
  const made = definitionsOf(place.configuration, name).map((definition): EffectiveText => {
    const { directive } = definition;
    const words = [directive.name, ...argsOf(directive)].join(' ');
    return { profile: `$${name}`, value: words, origin: placeText(definition.place.file, lineOf(project, definition.place), format) };
  });
  if (known) return renderNginxVariable(name, known, { ...optionsOf(place, format), effective: made });
  if (made.length === 0) return undefined;
  return renderNginxVariable(name, { name, area, module: 'this configuration' }, { format: format.format, effective: made });
}
