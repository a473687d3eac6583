import { argsOf, everyDirective, type NginxBlock, type NginxConfiguration } from '../../../server/src/project/nginx/model';
import { projectOf } from '../../support/project';

/** What nginx would read of a workspace: the configuration of a file, or the only one. */
export async function configurationOf(files: Readonly<Record<string, string>>, file?: string): Promise<NginxConfiguration> {
  const found = (await projectOf(files)).nginxConfigurations;
  const one = file === undefined ? found[0] : found.find((each) => each.file === file);
  if (!one) throw new Error(`no configuration ${file ?? ''} among ${found.map((each) => each.file).join(', ')}`);
  return one;
}

/** The block that a directive with these words opens: `location /static/`. */
export function blockOf(configuration: NginxConfiguration, words: string): NginxBlock {
  for (const directive of everyDirective(configuration.top)) {
    if (directive.block && [directive.name, ...argsOf(directive)].join(' ') === words) return directive.block;
  }
  throw new Error(`there is no ${words}`);
}

/** Directives as one line each. */
export function lines(
  directives: readonly { readonly name: string; readonly args: readonly { readonly text: string }[] }[],
): readonly string[] {
  return directives.map(({ name, args }) => [name, ...args.map(({ text }) => text)].join(' '));
}
