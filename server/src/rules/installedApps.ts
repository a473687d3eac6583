import { alternatives, text } from '../evaluate/value';
import { certainTexts, type Verdict } from './judge';
import type { SettingsContext } from './rule';
import { extendsClass } from './subclass';

/** An item of INSTALLED_APPS that certainly is an application, by its module or by a class of its `apps` module. */
export function appItem(context: SettingsContext, app: string) {
  return certainTexts(context, 'INSTALLED_APPS').find((item) => isApp(item.text, app));
}

function isApp(item: string, app: string): boolean {
  return item === app || item.startsWith(`${app}.apps.`);
}

/**
 * Whether an application is installed. `never` only where every item is known and none can be it: a class of the workspace may extend
 * the application's own, and a class of a package that is not here is not known.
 */
export function isInstalled(context: SettingsContext, app: string): Verdict {
  if (appItem(context, app)) return 'always';
  const apps = context.value('INSTALLED_APPS');
  for (const list of alternatives(apps)) {
    if (list.kind !== 'list' && list.kind !== 'tuple') return 'unknown';
    // Without anything of Django's it is the start of a list that something unseen completes.
    if (!list.items.some((item) => item.kind === 'str' && item.value.startsWith('django.'))) return 'unknown';
    for (const item of list.items) {
      const path = item.kind === 'rest' ? undefined : text(item);
      if (path === undefined || mayBe(context, path, app)) return 'unknown';
    }
  }
  return 'never';
}

/** A class that configures an application can give it any name. */
function mayBe(context: SettingsContext, path: string, app: string): boolean {
  // What dynaconf reads as “and what is there already”.
  if (isApp(path, app) || /^dynaconf_merge/.test(path)) return true;
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (!/^[A-Z]/.test(name) || path.startsWith('django.')) return false;
  const config = app.replace(/^django\.contrib\.(\w+)$/, (_, last: string) => `${app}.apps.${capital(last)}Config`);
  return /\.apps\.\w+$/.test(path) ? extendsClass(context, path, config) : true;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
