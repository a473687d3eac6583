import { contains } from '../../base/text';
import { everyDirective, type NginxConfiguration, type NginxDirective } from '../../project/nginx/model';
import type { NginxSource, Project } from '../../project/project';
import type { VariablePart, Word } from '../../syntax/nginx/ast';

/** What stands at an offset of one of nginx's files. */
export interface NginxPlace {
  readonly source: NginxSource;
  /** The first configuration that reads the file. */
  readonly configuration: NginxConfiguration;
  /** The innermost directive around the offset. */
  readonly directive: NginxDirective;
  /** Its name, or one of its words, that the offset is in or at the end of. */
  readonly word: Word | undefined;
  readonly variable: VariablePart | undefined;
}

/** Undefined outside of directives, and in a file that is not nginx's. */
export function placeAt(project: Project, file: string, offset: number): NginxPlace | undefined {
  const source = project.nginx(file);
  const configuration = configurationOf(project, file);
  if (!source || !configuration) return undefined;
  const directive = directiveAt(configuration, file, offset);
  if (!directive) return undefined;
  const word = [directive.syntax.name, ...directive.args].find(({ span }) => contains(span, offset));
  const variable = word?.parts.find((part): part is VariablePart => part.kind === 'variable' && contains(part.span, offset));
  return { source, configuration, directive, word, variable };
}

/** The first configuration that reads a file. */
export function configurationOf(project: Project, file: string): NginxConfiguration | undefined {
  return project.nginxConfigurations.find((one) => one.files.includes(file));
}

/** The innermost directive of a file around an offset, as the configuration first reads it. */
export function directiveAt(configuration: NginxConfiguration, file: string, offset: number): NginxDirective | undefined {
  let found: NginxDirective | undefined;
  for (const directive of everyDirective(configuration.top)) {
    if (directive.file !== file || !contains(directive.syntax.span, offset)) continue;
    if (!found || directive.syntax.span.start > found.syntax.span.start) found = directive;
  }
  return found;
}
