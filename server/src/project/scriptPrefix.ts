import type { EvaluatedSettings } from '../evaluate/settings';
import type { Value } from '../evaluate/value';

/**
 * A setting as `django.conf.settings` hands it out: STATIC_URL and MEDIA_URL get the script prefix before a relative path.
 * https://docs.djangoproject.com/en/5.2/ref/settings/#static-url
 */
export function asDjangoReads(name: string, value: Value, settings: EvaluatedSettings): Value {
  if (name !== 'STATIC_URL' && name !== 'MEDIA_URL') return value;
  const prefix = scriptPrefix(settings.settings.get('FORCE_SCRIPT_NAME')?.value);
  return withPrefix(value, prefix);
}

function scriptPrefix(forced: Value | undefined): string | undefined {
  if (forced === undefined || forced.kind === 'none') return '/';
  if (forced.kind !== 'str') return undefined;
  return forced.value.endsWith('/') ? forced.value : `${forced.value}/`;
}

function withPrefix(value: Value, prefix: string | undefined): Value {
  if (value.kind === 'choice')
    return { ...value, options: value.options.map((option) => ({ ...option, value: withPrefix(option.value, prefix) })) };
  if (value.kind !== 'str' || /^(https?:\/\/|\/)/.test(value.value)) return value;
  if (prefix === undefined) return { kind: 'unknown', reason: 'it depends on FORCE_SCRIPT_NAME, which is not known', type: 'str' };
  return { ...value, value: prefix + value.value };
}
