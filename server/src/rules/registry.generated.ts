/** Written by scripts/generate.mjs from the rule files. */
import { rule as djangoAllowedHostsBlank } from './django/allowed-hosts-blank';
import { rule as djangoAllowedHostsEmpty } from './django/allowed-hosts-empty';
import { rule as djangoAllowedHostsMalformed } from './django/allowed-hosts-malformed';
import { rule as djangoAllowedHostsWildcard } from './django/allowed-hosts-wildcard';
import { rule as djangoClickjackingMiddlewareMissing } from './django/clickjacking-middleware-missing';
import { rule as djangoContentTypeSniffing } from './django/content-type-sniffing';
import { rule as djangoCsrfCookieInsecure } from './django/csrf-cookie-insecure';
import { rule as djangoCsrfMiddlewareMissing } from './django/csrf-middleware-missing';
import { rule as djangoCsrfTrustedOriginsMalformed } from './django/csrf-trusted-origins-malformed';
import { rule as djangoDebugDefaultOn } from './django/debug-default-on';
import { rule as djangoDebugEnabled } from './django/debug-enabled';
import { rule as djangoEnvStringAsBool } from './django/env-string-as-bool';
import { rule as djangoHstsOff } from './django/hsts-off';
import { rule as djangoHstsPreloadOff } from './django/hsts-preload-off';
import { rule as djangoHstsSubdomainsOff } from './django/hsts-subdomains-off';
import { rule as djangoMiddlewareDuplicate } from './django/middleware-duplicate';
import { rule as djangoMiddlewareOrder } from './django/middleware-order';
import { rule as djangoMiddlewareUnknown } from './django/middleware-unknown';
import { rule as djangoOpenerPolicyInvalid } from './django/opener-policy-invalid';
import { rule as djangoProxySslHeaderMalformed } from './django/proxy-ssl-header-malformed';
import { rule as djangoProxySslHeaderMissing } from './django/proxy-ssl-header-missing';
import { rule as djangoReferrerPolicyInvalid } from './django/referrer-policy-invalid';
import { rule as djangoReferrerPolicyUnset } from './django/referrer-policy-unset';
import { rule as djangoSecretKeyDefault } from './django/secret-key-default';
import { rule as djangoSecretKeyFallbackInsecure } from './django/secret-key-fallback-insecure';
import { rule as djangoSecretKeyHardcoded } from './django/secret-key-hardcoded';
import { rule as djangoSecretKeyInsecure } from './django/secret-key-insecure';
import { rule as djangoSecretKeyMissing } from './django/secret-key-missing';
import { rule as djangoSecretKeyPerProcess } from './django/secret-key-per-process';
import { rule as djangoSecurityMiddlewareMissing } from './django/security-middleware-missing';
import { rule as djangoSessionCookieInsecure } from './django/session-cookie-insecure';
import { rule as djangoSessionCookieScriptReadable } from './django/session-cookie-script-readable';
import { rule as djangoSettingMisspelt } from './django/setting-misspelt';
import { rule as djangoSettingRemoved } from './django/setting-removed';
import { rule as djangoSettingType } from './django/setting-type';
import { rule as djangoSilencedSecurityCheck } from './django/silenced-security-check';
import { rule as djangoSslRedirectOff } from './django/ssl-redirect-off';
import { rule as djangoStaticRootMissing } from './django/static-root-missing';
import { rule as djangoStorageSettingRemoved } from './django/storage-setting-removed';
import { rule as djangoStoragesIncomplete } from './django/storages-incomplete';
import { rule as djangoSubclassedMiddleware } from './django/subclassed-middleware';
import { rule as djangoWhitenoiseOrder } from './django/whitenoise-order';
import { rule as djangoXFrameOptionsInvalid } from './django/x-frame-options-invalid';
import { rule as djangoXFrameOptionsNotDeny } from './django/x-frame-options-not-deny';
import { rule as gunicornDaemonized } from './gunicorn/daemonized';
import { rule as gunicornForwardedAllowAll } from './gunicorn/forwarded-allow-all';
import { rule as gunicornInvalidValue } from './gunicorn/invalid-value';
import { rule as gunicornReloadOn } from './gunicorn/reload-on';
import { rule as gunicornRemovedSetting } from './gunicorn/removed-setting';
import { rule as gunicornTimeoutDisabled } from './gunicorn/timeout-disabled';
import { rule as gunicornUnknownSetting } from './gunicorn/unknown-setting';
import { rule as gunicornWorkerClassRemoved } from './gunicorn/worker-class-removed';
import type { Rule } from './rule';

/** Every rule, sorted by id. */
export const rules: readonly Rule[] = [
  djangoAllowedHostsBlank,
  djangoAllowedHostsEmpty,
  djangoAllowedHostsMalformed,
  djangoAllowedHostsWildcard,
  djangoClickjackingMiddlewareMissing,
  djangoContentTypeSniffing,
  djangoCsrfCookieInsecure,
  djangoCsrfMiddlewareMissing,
  djangoCsrfTrustedOriginsMalformed,
  djangoDebugDefaultOn,
  djangoDebugEnabled,
  djangoEnvStringAsBool,
  djangoHstsOff,
  djangoHstsPreloadOff,
  djangoHstsSubdomainsOff,
  djangoMiddlewareDuplicate,
  djangoMiddlewareOrder,
  djangoMiddlewareUnknown,
  djangoOpenerPolicyInvalid,
  djangoProxySslHeaderMalformed,
  djangoProxySslHeaderMissing,
  djangoReferrerPolicyInvalid,
  djangoReferrerPolicyUnset,
  djangoSecretKeyDefault,
  djangoSecretKeyFallbackInsecure,
  djangoSecretKeyHardcoded,
  djangoSecretKeyInsecure,
  djangoSecretKeyMissing,
  djangoSecretKeyPerProcess,
  djangoSecurityMiddlewareMissing,
  djangoSessionCookieInsecure,
  djangoSessionCookieScriptReadable,
  djangoSettingMisspelt,
  djangoSettingRemoved,
  djangoSettingType,
  djangoSilencedSecurityCheck,
  djangoSslRedirectOff,
  djangoStaticRootMissing,
  djangoStorageSettingRemoved,
  djangoStoragesIncomplete,
  djangoSubclassedMiddleware,
  djangoWhitenoiseOrder,
  djangoXFrameOptionsInvalid,
  djangoXFrameOptionsNotDeny,
  gunicornDaemonized,
  gunicornForwardedAllowAll,
  gunicornInvalidValue,
  gunicornReloadOn,
  gunicornRemovedSetting,
  gunicornTimeoutDisabled,
  gunicornUnknownSetting,
  gunicornWorkerClassRemoved,
];
