import { closest } from '../base/closest';
import { djangoSettings, findDjangoSetting, NEWEST_DJANGO } from '../knowledge/django';
import { gunicornFlag, gunicornSetting, gunicornSettings } from '../knowledge/gunicorn';
import { middleware } from '../knowledge/middleware';
import { nginxDirective, nginxDirectives, nginxVariable } from '../knowledge/nginx';
import { renderGunicornSetting, renderMiddleware, renderSetting, renderThirdPartySetting } from '../knowledge/render';
import { type NginxRenderOptions, renderForeignNginxDirective, renderNginxDirective, renderNginxVariable } from '../knowledge/renderNginx';
import { formatNginxVersion, nginxAtLeast, nginxVersion } from '../project/nginx/version';
import { GUNICORN_LINES } from '../project/versions';
import type { RuleMeta } from '../rules/rule';
import { ruleUrl } from '../rules/url';
import { type Io, UsageError } from './io';
import type { Options } from './options';
import { allMetas } from './session';

/** Tells what a rule, a check id, a setting of Django, gunicorn or a known library, a middleware, or a directive or variable of nginx is about. */
export function explain(io: Io, options: Options): number {
  const [name, ...others] = options.positionals;
  if (name === undefined || others.length > 0) throw new UsageError('explain: give one rule id, setting, directive or variable.');
  const metas = allMetas(io);
  const meta = metas.find((one) => one.id === name || one.id.endsWith(`/${name}`)) ?? metas.find((one) => one.references.includes(name));
  const text = meta ? ruleText(meta) : knownText(name, options);
  if (text === undefined) throw new UsageError(`explain: nothing is known under “${name}”.${guess(name, metas)}`);
  const { id, title, severity, category, fix, references, summary } = meta ?? {};
  const document = meta ? { id, title, severity, category, fix, references, summary, url: ruleUrl(meta.id) } : { name, text };
  io.out(options.format === 'json' ? `${JSON.stringify(document, undefined, 2)}\n` : `${text.trimEnd()}\n`);
  return 0;
}

function knownText(name: string, options: Options): string | undefined {
  const format = { format: 'text' } as const;
  const django = options.djangoVersion ?? NEWEST_DJANGO;
  const setting = findDjangoSetting(name);
  if (setting) return renderSetting(setting, django, format);
  const known = middleware(name);
  if (known) return renderMiddleware(known, django, format);
  const server = gunicornSetting(name) ?? gunicornFlag(name);
  const gunicorn = options.gunicornVersion ?? GUNICORN_LINES.at(-1);
  if (server && gunicorn) return renderGunicornSetting(server, gunicorn, format);
  return renderThirdPartySetting(name, format) ?? nginxText(name, options);
}

/** A directive, in every meaning that it has, or a variable with its `$`. */
function nginxText(name: string, options: Options): string | undefined {
  const version = nginxVersion(options.nginxVersion ?? '', '--nginx-version');
  const format: NginxRenderOptions = {
    format: 'text',
    ...(version && { version: { text: formatNginxVersion(version), has: (since: string) => nginxAtLeast(version, since) } }),
  };
  if (name.startsWith('$')) {
    const variable = nginxVariable(name.slice(1), 'http') ?? nginxVariable(name.slice(1), 'stream');
    return variable && renderNginxVariable(name.slice(1).toLowerCase(), variable, format);
  }
  const definitions = nginxDirective(name)?.definitions ?? [];
  if (definitions.length === 0) return renderForeignNginxDirective(name, format);
  return definitions.map((definition) => renderNginxDirective(name, definition, format).trimEnd()).join('\n\n');
}

function ruleText(meta: RuleMeta): string {
  const fixes = { safe: 'a safe one', quick: 'one that changes behaviour', multi: 'one that edits several files', none: 'none' };
  return [
    `${meta.id}: ${meta.title}`,
    '',
    meta.summary,
    '',
    `severity    ${meta.severity}${meta.scope === 'production' ? ', on production profiles' : ''}`,
    `category    ${meta.category}`,
    `fix         ${fixes[meta.fix]}`,
    ...(meta.settings.length > 0 ? [`settings    ${meta.settings.join(', ')}`] : []),
    ...(meta.references.length > 0 ? [`also        ${meta.references.join(', ')}`] : []),
    `page        ${ruleUrl(meta.id)}`,
  ].join('\n');
}

function guess(name: string, metas: readonly RuleMeta[]): string {
  const settings = [...djangoSettings(), ...gunicornSettings()].map((setting) => setting.name);
  const directives = nginxDirectives().map((directive) => directive.name);
  const near = closest(name, [...metas.map((meta) => meta.id), ...settings, ...directives]);
  return near === undefined ? '' : ` Did you mean ${near}?`;
}
