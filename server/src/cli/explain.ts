import { closest } from '../base/closest';
import { djangoSettings, findDjangoSetting, NEWEST_DJANGO } from '../knowledge/django';
import { gunicornFlag, gunicornSetting, gunicornSettings } from '../knowledge/gunicorn';
import { middleware } from '../knowledge/middleware';
import { renderGunicornSetting, renderMiddleware, renderSetting, renderThirdPartySetting } from '../knowledge/render';
import { GUNICORN_LINES } from '../project/versions';
import type { RuleMeta } from '../rules/rule';
import { ruleUrl } from '../rules/url';
import { type Io, UsageError } from './io';
import type { Options } from './options';
import { allMetas } from './session';

/** Tells what a rule, a check id, a setting of Django, gunicorn or a known library, or a middleware is about. */
export function explain(io: Io, options: Options): number {
  const [name, ...others] = options.positionals;
  if (name === undefined || others.length > 0) throw new UsageError('explain: give one rule id or setting name.');
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
  return renderThirdPartySetting(name, format);
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
  const near = closest(name, [...metas.map((meta) => meta.id), ...settings]);
  return near === undefined ? '' : ` Did you mean ${near}?`;
}
