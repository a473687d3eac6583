/** Written by scripts/generate.mjs from the rule files. */
import { rule as ciNoCollectstatic } from './ci/no-collectstatic';
import { rule as ciNoDeployCheck } from './ci/no-deploy-check';
import { rule as ciNoMigrationCheck } from './ci/no-migration-check';
import { rule as ciNoTests } from './ci/no-tests';
import { rule as composeDependsWithoutHealth } from './compose/depends-without-health';
import { rule as composeImageUnpinned } from './compose/image-unpinned';
import { rule as composeNoHealthcheck } from './compose/no-healthcheck';
import { rule as composeNoRestart } from './compose/no-restart';
import { rule as composePortPublished } from './compose/port-published';
import { rule as composeSecretLiteral } from './compose/secret-literal';
import { rule as composeVersionObsolete } from './compose/version-obsolete';
import { rule as composeVolumeMissing } from './compose/volume-missing';
import { rule as djangoAdminDefaultPath } from './django/admin-default-path';
import { rule as djangoAllowedHostsBlank } from './django/allowed-hosts-blank';
import { rule as djangoAllowedHostsEmpty } from './django/allowed-hosts-empty';
import { rule as djangoAllowedHostsMalformed } from './django/allowed-hosts-malformed';
import { rule as djangoAllowedHostsWildcard } from './django/allowed-hosts-wildcard';
import { rule as djangoAutoescapeOff } from './django/autoescape-off';
import { rule as djangoCacheDefaultMissing } from './django/cache-default-missing';
import { rule as djangoCacheDummy } from './django/cache-dummy';
import { rule as djangoCacheFileUnsafe } from './django/cache-file-unsafe';
import { rule as djangoCacheOptionsMismatch } from './django/cache-options-mismatch';
import { rule as djangoCachePerProcess } from './django/cache-per-process';
import { rule as djangoCeleryEager } from './django/celery-eager';
import { rule as djangoCeleryNoTimeLimit } from './django/celery-no-time-limit';
import { rule as djangoCeleryPickle } from './django/celery-pickle';
import { rule as djangoChannelLayerInMemory } from './django/channel-layer-in-memory';
import { rule as djangoClickjackingMiddlewareMissing } from './django/clickjacking-middleware-missing';
import { rule as djangoConnectionHealthChecksOff } from './django/connection-health-checks-off';
import { rule as djangoConnectionPoolConflict } from './django/connection-pool-conflict';
import { rule as djangoConnectionReuseOff } from './django/connection-reuse-off';
import { rule as djangoContentTypeSniffing } from './django/content-type-sniffing';
import { rule as djangoCookiePrefixBroken } from './django/cookie-prefix-broken';
import { rule as djangoCorsAllowAll } from './django/cors-allow-all';
import { rule as djangoCorsMalformed } from './django/cors-malformed';
import { rule as djangoCredentialHardcoded } from './django/credential-hardcoded';
import { rule as djangoCspInvalid } from './django/csp-invalid';
import { rule as djangoCspMissing } from './django/csp-missing';
import { rule as djangoCspUnsafe } from './django/csp-unsafe';
import { rule as djangoCsrfCookieInsecure } from './django/csrf-cookie-insecure';
import { rule as djangoCsrfMiddlewareMissing } from './django/csrf-middleware-missing';
import { rule as djangoCsrfTrustedOriginsMalformed } from './django/csrf-trusted-origins-malformed';
import { rule as djangoDatabaseUnencrypted } from './django/database-unencrypted';
import { rule as djangoDebugDefaultOn } from './django/debug-default-on';
import { rule as djangoDebugEnabled } from './django/debug-enabled';
import { rule as djangoDevelopmentApp } from './django/development-app';
import { rule as djangoDrfBrowsableApi } from './django/drf-browsable-api';
import { rule as djangoDrfNoThrottle } from './django/drf-no-throttle';
import { rule as djangoDrfOpenByDefault } from './django/drf-open-by-default';
import { rule as djangoEmailAddressDefault } from './django/email-address-default';
import { rule as djangoEmailBackendDevelopment } from './django/email-backend-development';
import { rule as djangoEmailHostDefault } from './django/email-host-default';
import { rule as djangoEmailTimeoutUnset } from './django/email-timeout-unset';
import { rule as djangoEmailTlsSslConflict } from './django/email-tls-ssl-conflict';
import { rule as djangoEnvStringAsBool } from './django/env-string-as-bool';
import { rule as djangoForwardedHostUntrusted } from './django/forwarded-host-untrusted';
import { rule as djangoHstsOff } from './django/hsts-off';
import { rule as djangoHstsPreloadIneligible } from './django/hsts-preload-ineligible';
import { rule as djangoHstsPreloadOff } from './django/hsts-preload-off';
import { rule as djangoHstsSubdomainsOff } from './django/hsts-subdomains-off';
import { rule as djangoLoggingBroken } from './django/logging-broken';
import { rule as djangoLoggingDisablesLoggers } from './django/logging-disables-loggers';
import { rule as djangoLoggingMailNobody } from './django/logging-mail-nobody';
import { rule as djangoLoggingRotationRace } from './django/logging-rotation-race';
import { rule as djangoLoggingSql } from './django/logging-sql';
import { rule as djangoLoggingUnset } from './django/logging-unset';
import { rule as djangoMediaStaticOverlap } from './django/media-static-overlap';
import { rule as djangoMiddlewareClassesObsolete } from './django/middleware-classes-obsolete';
import { rule as djangoMiddlewareDuplicate } from './django/middleware-duplicate';
import { rule as djangoMiddlewareOrder } from './django/middleware-order';
import { rule as djangoMiddlewareRemoved } from './django/middleware-removed';
import { rule as djangoMiddlewareRequirementMissing } from './django/middleware-requirement-missing';
import { rule as djangoMiddlewareUnknown } from './django/middleware-unknown';
import { rule as djangoNaiveDatetimes } from './django/naive-datetimes';
import { rule as djangoOpenerPolicyInvalid } from './django/opener-policy-invalid';
import { rule as djangoPasswordHasherWeak } from './django/password-hasher-weak';
import { rule as djangoPasswordValidatorsMissing } from './django/password-validators-missing';
import { rule as djangoProxySslHeaderMalformed } from './django/proxy-ssl-header-malformed';
import { rule as djangoProxySslHeaderMissing } from './django/proxy-ssl-header-missing';
import { rule as djangoReferrerPolicyInvalid } from './django/referrer-policy-invalid';
import { rule as djangoReferrerPolicyUnset } from './django/referrer-policy-unset';
import { rule as djangoSamesiteNoneInsecure } from './django/samesite-none-insecure';
import { rule as djangoSecretKeyDefault } from './django/secret-key-default';
import { rule as djangoSecretKeyFallbackInsecure } from './django/secret-key-fallback-insecure';
import { rule as djangoSecretKeyHardcoded } from './django/secret-key-hardcoded';
import { rule as djangoSecretKeyInsecure } from './django/secret-key-insecure';
import { rule as djangoSecretKeyMissing } from './django/secret-key-missing';
import { rule as djangoSecretKeyPerProcess } from './django/secret-key-per-process';
import { rule as djangoSecurityMiddlewareMissing } from './django/security-middleware-missing';
import { rule as djangoSentryLeaks } from './django/sentry-leaks';
import { rule as djangoSessionCookieInsecure } from './django/session-cookie-insecure';
import { rule as djangoSessionCookieScriptReadable } from './django/session-cookie-script-readable';
import { rule as djangoSessionEngineUnknown } from './django/session-engine-unknown';
import { rule as djangoSessionPickle } from './django/session-pickle';
import { rule as djangoSessionStoreVolatile } from './django/session-store-volatile';
import { rule as djangoSettingDeprecated } from './django/setting-deprecated';
import { rule as djangoSettingMisspelt } from './django/setting-misspelt';
import { rule as djangoSettingRemoved } from './django/setting-removed';
import { rule as djangoSettingType } from './django/setting-type';
import { rule as djangoSettingValueInvalid } from './django/setting-value-invalid';
import { rule as djangoSettingsModuleDevelopment } from './django/settings-module-development';
import { rule as djangoSettingsModuleMissing } from './django/settings-module-missing';
import { rule as djangoSilencedSecurityCheck } from './django/silenced-security-check';
import { rule as djangoSqliteInProduction } from './django/sqlite-in-production';
import { rule as djangoSslRedirectOff } from './django/ssl-redirect-off';
import { rule as djangoStaticDirMissing } from './django/static-dir-missing';
import { rule as djangoStaticNotHashed } from './django/static-not-hashed';
import { rule as djangoStaticRootInDirs } from './django/static-root-in-dirs';
import { rule as djangoStaticRootMissing } from './django/static-root-missing';
import { rule as djangoStaticServedByView } from './django/static-served-by-view';
import { rule as djangoStaticUrlNoSlash } from './django/static-url-no-slash';
import { rule as djangoStaticfilesDirsInvalid } from './django/staticfiles-dirs-invalid';
import { rule as djangoStorageSettingRemoved } from './django/storage-setting-removed';
import { rule as djangoStoragesBackendUnknown } from './django/storages-backend-unknown';
import { rule as djangoStoragesIncomplete } from './django/storages-incomplete';
import { rule as djangoSubclassedMiddleware } from './django/subclassed-middleware';
import { rule as djangoTemplateDebug } from './django/template-debug';
import { rule as djangoTemplateLoadersConflict } from './django/template-loaders-conflict';
import { rule as djangoUploadLimitDisabled } from './django/upload-limit-disabled';
import { rule as djangoUploadPermissions } from './django/upload-permissions';
import { rule as djangoWhitenoiseDevelopmentMode } from './django/whitenoise-development-mode';
import { rule as djangoWhitenoiseMiddlewareMissing } from './django/whitenoise-middleware-missing';
import { rule as djangoWhitenoiseOrder } from './django/whitenoise-order';
import { rule as djangoXFrameOptionsInvalid } from './django/x-frame-options-invalid';
import { rule as djangoXFrameOptionsNotDeny } from './django/x-frame-options-not-deny';
import { rule as dockerCopyBeforeRequirements } from './docker/copy-before-requirements';
import { rule as dockerNoHealthcheck } from './docker/no-healthcheck';
import { rule as dockerPythonEndOfLife } from './docker/python-end-of-life';
import { rule as dockerRootUser } from './docker/root-user';
import { rule as dockerRunserver } from './docker/runserver';
import { rule as dockerSecretInImage } from './docker/secret-in-image';
import { rule as dockerShellForm } from './docker/shell-form';
import { rule as dockerUnbufferedMissing } from './docker/unbuffered-missing';
import { rule as envDuplicateKey } from './env/duplicate-key';
import { rule as envExampleDrift } from './env/example-drift';
import { rule as envInsecureValue } from './env/insecure-value';
import { rule as envInvalidLine } from './env/invalid-line';
import { rule as envPythonLiteral } from './env/python-literal';
import { rule as envReaderDependent } from './env/reader-dependent';
import { rule as gunicornControlSocketUnwritable } from './gunicorn/control-socket-unwritable';
import { rule as gunicornDaemonized } from './gunicorn/daemonized';
import { rule as gunicornDebugLogLevel } from './gunicorn/debug-log-level';
import { rule as gunicornForwardedAllowAll } from './gunicorn/forwarded-allow-all';
import { rule as gunicornGracefulLongerThanStop } from './gunicorn/graceful-longer-than-stop';
import { rule as gunicornHeartbeatOnDisk } from './gunicorn/heartbeat-on-disk';
import { rule as gunicornInvalidValue } from './gunicorn/invalid-value';
import { rule as gunicornJitterMissing } from './gunicorn/jitter-missing';
import { rule as gunicornLogToFileInContainer } from './gunicorn/log-to-file-in-container';
import { rule as gunicornLoopbackInContainer } from './gunicorn/loopback-in-container';
import { rule as gunicornNoAccessLog } from './gunicorn/no-access-log';
import { rule as gunicornPreloadWithReload } from './gunicorn/preload-with-reload';
import { rule as gunicornPublicBind } from './gunicorn/public-bind';
import { rule as gunicornReloadOn } from './gunicorn/reload-on';
import { rule as gunicornRemovedSetting } from './gunicorn/removed-setting';
import { rule as gunicornRequestLimitsOff } from './gunicorn/request-limits-off';
import { rule as gunicornSingleWorker } from './gunicorn/single-worker';
import { rule as gunicornSocketInTmp } from './gunicorn/socket-in-tmp';
import { rule as gunicornThreadsIgnored } from './gunicorn/threads-ignored';
import { rule as gunicornTimeoutDisabled } from './gunicorn/timeout-disabled';
import { rule as gunicornTimeoutExcessive } from './gunicorn/timeout-excessive';
import { rule as gunicornTooManyWorkers } from './gunicorn/too-many-workers';
import { rule as gunicornUnknownOption } from './gunicorn/unknown-option';
import { rule as gunicornUnknownSetting } from './gunicorn/unknown-setting';
import { rule as gunicornUvicornWorkerDeprecated } from './gunicorn/uvicorn-worker-deprecated';
import { rule as gunicornWorkerClassRemoved } from './gunicorn/worker-class-removed';
import { rule as gunicornWorkerDependencyMissing } from './gunicorn/worker-dependency-missing';
import { rule as nginxAliasSlashMismatch } from './nginx/alias-slash-mismatch';
import { rule as nginxAliasTraversal } from './nginx/alias-traversal';
import { rule as nginxAllowWithoutDeny } from './nginx/allow-without-deny';
import { rule as nginxArgumentCount } from './nginx/argument-count';
import { rule as nginxAutoindexEnabled } from './nginx/autoindex-enabled';
import { rule as nginxBodyLimitDefault } from './nginx/body-limit-default';
import { rule as nginxCaptureMissing } from './nginx/capture-missing';
import { rule as nginxCatchAllMissing } from './nginx/catch-all-missing';
import { rule as nginxCompressionOff } from './nginx/compression-off';
import { rule as nginxCorsOriginOpen } from './nginx/cors-origin-open';
import { rule as nginxCurveUnknownToOpenssl } from './nginx/curve-unknown-to-openssl';
import { rule as nginxDefaultServerByFileName } from './nginx/default-server-by-file-name';
import { rule as nginxDirectiveDeprecated } from './nginx/directive-deprecated';
import { rule as nginxDirectiveRemoved } from './nginx/directive-removed';
import { rule as nginxDuplicateDirective } from './nginx/duplicate-directive';
import { rule as nginxErrorLogOff } from './nginx/error-log-off';
import { rule as nginxExactPathAsRegex } from './nginx/exact-path-as-regex';
import { rule as nginxExtensionUnanchored } from './nginx/extension-unanchored';
import { rule as nginxForwardedForMissing } from './nginx/forwarded-for-missing';
import { rule as nginxForwardedProtoHardcoded } from './nginx/forwarded-proto-hardcoded';
import { rule as nginxForwardedProtoMissing } from './nginx/forwarded-proto-missing';
import { rule as nginxForwardedProtoPassthrough } from './nginx/forwarded-proto-passthrough';
import { rule as nginxHeaderContentType } from './nginx/header-content-type';
import { rule as nginxHeaderMultiline } from './nginx/header-multiline';
import { rule as nginxHeaderWithoutAlways } from './nginx/header-without-always';
import { rule as nginxHostHeaderMissing } from './nginx/host-header-missing';
import { rule as nginxHstsWeak } from './nginx/hsts-weak';
import { rule as nginxHttpsRedirectMissing } from './nginx/https-redirect-missing';
import { rule as nginxIfSkipsTryFiles } from './nginx/if-skips-try-files';
import { rule as nginxIncludeMissing } from './nginx/include-missing';
import { rule as nginxInvalidValue } from './nginx/invalid-value';
import { rule as nginxKeepaliveBroken } from './nginx/keepalive-broken';
import { rule as nginxKeepaliveRequestsLow } from './nginx/keepalive-requests-low';
import { rule as nginxKnownVulnerability } from './nginx/known-vulnerability';
import { rule as nginxLineEndInHeader } from './nginx/line-end-in-header';
import { rule as nginxLocationNeverUsed } from './nginx/location-never-used';
import { rule as nginxMapDefaultMissing } from './nginx/map-default-missing';
import { rule as nginxMisplacedDirective } from './nginx/misplaced-directive';
import { rule as nginxMissingSemicolon } from './nginx/missing-semicolon';
import { rule as nginxProjectExposed } from './nginx/project-exposed';
import { rule as nginxProtocolMismatch } from './nginx/protocol-mismatch';
import { rule as nginxProxyBufferingOff } from './nginx/proxy-buffering-off';
import { rule as nginxProxyHeadersDropped } from './nginx/proxy-headers-dropped';
import { rule as nginxProxyPathJoinedWrongly } from './nginx/proxy-path-joined-wrongly';
import { rule as nginxQuicLostOnReload } from './nginx/quic-lost-on-reload';
import { rule as nginxRealIpSpoofable } from './nginx/real-ip-spoofable';
import { rule as nginxRefererGuardOpen } from './nginx/referer-guard-open';
import { rule as nginxRegexExplodes } from './nginx/regex-explodes';
import { rule as nginxRejectServerAnswers } from './nginx/reject-server-answers';
import { rule as nginxRequestUriEncodedTwice } from './nginx/request-uri-encoded-twice';
import { rule as nginxResolverMissing } from './nginx/resolver-missing';
import { rule as nginxResolverPublic } from './nginx/resolver-public';
import { rule as nginxReturnBeforeDeny } from './nginx/return-before-deny';
import { rule as nginxRootInLocation } from './nginx/root-in-location';
import { rule as nginxSecurityHeaderDropped } from './nginx/security-header-dropped';
import { rule as nginxSingleWorker } from './nginx/single-worker';
import { rule as nginxStaplingUseless } from './nginx/stapling-useless';
import { rule as nginxStaticNotCached } from './nginx/static-not-cached';
import { rule as nginxStaticRootDoubled } from './nginx/static-root-doubled';
import { rule as nginxStatusPageExposed } from './nginx/status-page-exposed';
import { rule as nginxSyntaxError } from './nginx/syntax-error';
import { rule as nginxTlsCertificateMissing } from './nginx/tls-certificate-missing';
import { rule as nginxTlsCiphersWeak } from './nginx/tls-ciphers-weak';
import { rule as nginxTlsNotEnabled } from './nginx/tls-not-enabled';
import { rule as nginxTlsProtocolsWeak } from './nginx/tls-protocols-weak';
import { rule as nginxTryFilesBeforeProxy } from './nginx/try-files-before-proxy';
import { rule as nginxUnknownDirective } from './nginx/unknown-directive';
import { rule as nginxUnknownVariable } from './nginx/unknown-variable';
import { rule as nginxUploadsExecutable } from './nginx/uploads-executable';
import { rule as nginxUpstreamAddressFrozen } from './nginx/upstream-address-frozen';
import { rule as nginxUpstreamNameAsHost } from './nginx/upstream-name-as-host';
import { rule as nginxUpstreamResolveIncomplete } from './nginx/upstream-resolve-incomplete';
import { rule as nginxUwsgiParamsMissing } from './nginx/uwsgi-params-missing';
import { rule as nginxVariableInTwoCases } from './nginx/variable-in-two-cases';
import { rule as nginxVersionDisclosure } from './nginx/version-disclosure';
import { rule as nginxVisitorChosenUpstream } from './nginx/visitor-chosen-upstream';
import { rule as nginxWebsocketUpgradeMissing } from './nginx/websocket-upgrade-missing';
import { rule as nginxWorkerFilesTooFew } from './nginx/worker-files-too-few';
import { rule as processAsgiWsgiMismatch } from './process/asgi-wsgi-mismatch';
import { rule as processRunserver } from './process/runserver';
import { rule as processTargetMissing } from './process/target-missing';
import { rule as repoDjangoUnsupported } from './repo/django-unsupported';
import { rule as repoEnvInImage } from './repo/env-in-image';
import { rule as repoEnvNotIgnored } from './repo/env-not-ignored';
import { rule as repoStaticfilesNotIgnored } from './repo/staticfiles-not-ignored';
import { rule as repoUnpinnedRequirement } from './repo/unpinned-requirement';
import { rule as stackAppServerReachable } from './stack/app-server-reachable';
import { rule as stackCeleryEnvDrift } from './stack/celery-env-drift';
import { rule as stackCollectstaticMissing } from './stack/collectstatic-missing';
import { rule as stackCollectstaticNeedsSecret } from './stack/collectstatic-needs-secret';
import { rule as stackEnvMissing } from './stack/env-missing';
import { rule as stackEnvUnused } from './stack/env-unused';
import { rule as stackHeaderConflict } from './stack/header-conflict';
import { rule as stackHealthCheckRefused } from './stack/health-check-refused';
import { rule as stackHostNotAllowed } from './stack/host-not-allowed';
import { rule as stackHstsWithoutHttps } from './stack/hsts-without-https';
import { rule as stackMediaPathMismatch } from './stack/media-path-mismatch';
import { rule as stackOriginNotTrusted } from './stack/origin-not-trusted';
import { rule as stackProxyHeaderMismatch } from './stack/proxy-header-mismatch';
import { rule as stackProxyHeaderUnset } from './stack/proxy-header-unset';
import { rule as stackRedirectLoop } from './stack/redirect-loop';
import { rule as stackRequirementMissing } from './stack/requirement-missing';
import { rule as stackScriptNameMismatch } from './stack/script-name-mismatch';
import { rule as stackSettingsModuleConflict } from './stack/settings-module-conflict';
import { rule as stackStaticNotServed } from './stack/static-not-served';
import { rule as stackStaticPathMismatch } from './stack/static-path-mismatch';
import { rule as stackStaticUrlMismatch } from './stack/static-url-mismatch';
import { rule as stackStaticVolumeMissing } from './stack/static-volume-missing';
import { rule as stackTimeoutMismatch } from './stack/timeout-mismatch';
import { rule as stackUnknownService } from './stack/unknown-service';
import { rule as stackUploadLimitMismatch } from './stack/upload-limit-mismatch';
import { rule as stackUpstreamMismatch } from './stack/upstream-mismatch';
import { rule as systemdEnvironmentFileMissing } from './systemd/environment-file-missing';
import { rule as systemdHardeningMissing } from './systemd/hardening-missing';
import { rule as systemdLineRefused } from './systemd/line-refused';
import { rule as systemdNoRestart } from './systemd/no-restart';
import { rule as systemdReloadMissing } from './systemd/reload-missing';
import { rule as systemdRoot } from './systemd/root';
import { rule as systemdRuntimeDirectoryMissing } from './systemd/runtime-directory-missing';
import { rule as systemdSecretInline } from './systemd/secret-inline';
import { rule as systemdTypeMismatch } from './systemd/type-mismatch';
import { rule as uvicornForwardedAllowAll } from './uvicorn/forwarded-allow-all';
import { rule as uvicornProxyHeadersOff } from './uvicorn/proxy-headers-off';
import { rule as uvicornReloadOn } from './uvicorn/reload-on';
import { rule as uvicornSingleWorker } from './uvicorn/single-worker';
import { rule as uwsgiHttpExposed } from './uwsgi/http-exposed';
import { rule as uwsgiNoDieOnTerm } from './uwsgi/no-die-on-term';
import { rule as uwsgiNoHarakiri } from './uwsgi/no-harakiri';
import { rule as uwsgiNoMaster } from './uwsgi/no-master';
import { rule as uwsgiNoNeedApp } from './uwsgi/no-need-app';
import { rule as uwsgiNoVacuum } from './uwsgi/no-vacuum';
import { rule as uwsgiRoot } from './uwsgi/root';
import { rule as uwsgiSingleProcess } from './uwsgi/single-process';
import { rule as uwsgiUnknownOption } from './uwsgi/unknown-option';
import { rule as uwsgiWorldWritableSocket } from './uwsgi/world-writable-socket';
import type { Rule } from './rule';

/** Every rule, sorted by id. */
export const rules: readonly Rule[] = [
  ciNoCollectstatic,
  ciNoDeployCheck,
  ciNoMigrationCheck,
  ciNoTests,
  composeDependsWithoutHealth,
  composeImageUnpinned,
  composeNoHealthcheck,
  composeNoRestart,
  composePortPublished,
  composeSecretLiteral,
  composeVersionObsolete,
  composeVolumeMissing,
  djangoAdminDefaultPath,
  djangoAllowedHostsBlank,
  djangoAllowedHostsEmpty,
  djangoAllowedHostsMalformed,
  djangoAllowedHostsWildcard,
  djangoAutoescapeOff,
  djangoCacheDefaultMissing,
  djangoCacheDummy,
  djangoCacheFileUnsafe,
  djangoCacheOptionsMismatch,
  djangoCachePerProcess,
  djangoCeleryEager,
  djangoCeleryNoTimeLimit,
  djangoCeleryPickle,
  djangoChannelLayerInMemory,
  djangoClickjackingMiddlewareMissing,
  djangoConnectionHealthChecksOff,
  djangoConnectionPoolConflict,
  djangoConnectionReuseOff,
  djangoContentTypeSniffing,
  djangoCookiePrefixBroken,
  djangoCorsAllowAll,
  djangoCorsMalformed,
  djangoCredentialHardcoded,
  djangoCspInvalid,
  djangoCspMissing,
  djangoCspUnsafe,
  djangoCsrfCookieInsecure,
  djangoCsrfMiddlewareMissing,
  djangoCsrfTrustedOriginsMalformed,
  djangoDatabaseUnencrypted,
  djangoDebugDefaultOn,
  djangoDebugEnabled,
  djangoDevelopmentApp,
  djangoDrfBrowsableApi,
  djangoDrfNoThrottle,
  djangoDrfOpenByDefault,
  djangoEmailAddressDefault,
  djangoEmailBackendDevelopment,
  djangoEmailHostDefault,
  djangoEmailTimeoutUnset,
  djangoEmailTlsSslConflict,
  djangoEnvStringAsBool,
  djangoForwardedHostUntrusted,
  djangoHstsOff,
  djangoHstsPreloadIneligible,
  djangoHstsPreloadOff,
  djangoHstsSubdomainsOff,
  djangoLoggingBroken,
  djangoLoggingDisablesLoggers,
  djangoLoggingMailNobody,
  djangoLoggingRotationRace,
  djangoLoggingSql,
  djangoLoggingUnset,
  djangoMediaStaticOverlap,
  djangoMiddlewareClassesObsolete,
  djangoMiddlewareDuplicate,
  djangoMiddlewareOrder,
  djangoMiddlewareRemoved,
  djangoMiddlewareRequirementMissing,
  djangoMiddlewareUnknown,
  djangoNaiveDatetimes,
  djangoOpenerPolicyInvalid,
  djangoPasswordHasherWeak,
  djangoPasswordValidatorsMissing,
  djangoProxySslHeaderMalformed,
  djangoProxySslHeaderMissing,
  djangoReferrerPolicyInvalid,
  djangoReferrerPolicyUnset,
  djangoSamesiteNoneInsecure,
  djangoSecretKeyDefault,
  djangoSecretKeyFallbackInsecure,
  djangoSecretKeyHardcoded,
  djangoSecretKeyInsecure,
  djangoSecretKeyMissing,
  djangoSecretKeyPerProcess,
  djangoSecurityMiddlewareMissing,
  djangoSentryLeaks,
  djangoSessionCookieInsecure,
  djangoSessionCookieScriptReadable,
  djangoSessionEngineUnknown,
  djangoSessionPickle,
  djangoSessionStoreVolatile,
  djangoSettingDeprecated,
  djangoSettingMisspelt,
  djangoSettingRemoved,
  djangoSettingType,
  djangoSettingValueInvalid,
  djangoSettingsModuleDevelopment,
  djangoSettingsModuleMissing,
  djangoSilencedSecurityCheck,
  djangoSqliteInProduction,
  djangoSslRedirectOff,
  djangoStaticDirMissing,
  djangoStaticNotHashed,
  djangoStaticRootInDirs,
  djangoStaticRootMissing,
  djangoStaticServedByView,
  djangoStaticUrlNoSlash,
  djangoStaticfilesDirsInvalid,
  djangoStorageSettingRemoved,
  djangoStoragesBackendUnknown,
  djangoStoragesIncomplete,
  djangoSubclassedMiddleware,
  djangoTemplateDebug,
  djangoTemplateLoadersConflict,
  djangoUploadLimitDisabled,
  djangoUploadPermissions,
  djangoWhitenoiseDevelopmentMode,
  djangoWhitenoiseMiddlewareMissing,
  djangoWhitenoiseOrder,
  djangoXFrameOptionsInvalid,
  djangoXFrameOptionsNotDeny,
  dockerCopyBeforeRequirements,
  dockerNoHealthcheck,
  dockerPythonEndOfLife,
  dockerRootUser,
  dockerRunserver,
  dockerSecretInImage,
  dockerShellForm,
  dockerUnbufferedMissing,
  envDuplicateKey,
  envExampleDrift,
  envInsecureValue,
  envInvalidLine,
  envPythonLiteral,
  envReaderDependent,
  gunicornControlSocketUnwritable,
  gunicornDaemonized,
  gunicornDebugLogLevel,
  gunicornForwardedAllowAll,
  gunicornGracefulLongerThanStop,
  gunicornHeartbeatOnDisk,
  gunicornInvalidValue,
  gunicornJitterMissing,
  gunicornLogToFileInContainer,
  gunicornLoopbackInContainer,
  gunicornNoAccessLog,
  gunicornPreloadWithReload,
  gunicornPublicBind,
  gunicornReloadOn,
  gunicornRemovedSetting,
  gunicornRequestLimitsOff,
  gunicornSingleWorker,
  gunicornSocketInTmp,
  gunicornThreadsIgnored,
  gunicornTimeoutDisabled,
  gunicornTimeoutExcessive,
  gunicornTooManyWorkers,
  gunicornUnknownOption,
  gunicornUnknownSetting,
  gunicornUvicornWorkerDeprecated,
  gunicornWorkerClassRemoved,
  gunicornWorkerDependencyMissing,
  nginxAliasSlashMismatch,
  nginxAliasTraversal,
  nginxAllowWithoutDeny,
  nginxArgumentCount,
  nginxAutoindexEnabled,
  nginxBodyLimitDefault,
  nginxCaptureMissing,
  nginxCatchAllMissing,
  nginxCompressionOff,
  nginxCorsOriginOpen,
  nginxCurveUnknownToOpenssl,
  nginxDefaultServerByFileName,
  nginxDirectiveDeprecated,
  nginxDirectiveRemoved,
  nginxDuplicateDirective,
  nginxErrorLogOff,
  nginxExactPathAsRegex,
  nginxExtensionUnanchored,
  nginxForwardedForMissing,
  nginxForwardedProtoHardcoded,
  nginxForwardedProtoMissing,
  nginxForwardedProtoPassthrough,
  nginxHeaderContentType,
  nginxHeaderMultiline,
  nginxHeaderWithoutAlways,
  nginxHostHeaderMissing,
  nginxHstsWeak,
  nginxHttpsRedirectMissing,
  nginxIfSkipsTryFiles,
  nginxIncludeMissing,
  nginxInvalidValue,
  nginxKeepaliveBroken,
  nginxKeepaliveRequestsLow,
  nginxKnownVulnerability,
  nginxLineEndInHeader,
  nginxLocationNeverUsed,
  nginxMapDefaultMissing,
  nginxMisplacedDirective,
  nginxMissingSemicolon,
  nginxProjectExposed,
  nginxProtocolMismatch,
  nginxProxyBufferingOff,
  nginxProxyHeadersDropped,
  nginxProxyPathJoinedWrongly,
  nginxQuicLostOnReload,
  nginxRealIpSpoofable,
  nginxRefererGuardOpen,
  nginxRegexExplodes,
  nginxRejectServerAnswers,
  nginxRequestUriEncodedTwice,
  nginxResolverMissing,
  nginxResolverPublic,
  nginxReturnBeforeDeny,
  nginxRootInLocation,
  nginxSecurityHeaderDropped,
  nginxSingleWorker,
  nginxStaplingUseless,
  nginxStaticNotCached,
  nginxStaticRootDoubled,
  nginxStatusPageExposed,
  nginxSyntaxError,
  nginxTlsCertificateMissing,
  nginxTlsCiphersWeak,
  nginxTlsNotEnabled,
  nginxTlsProtocolsWeak,
  nginxTryFilesBeforeProxy,
  nginxUnknownDirective,
  nginxUnknownVariable,
  nginxUploadsExecutable,
  nginxUpstreamAddressFrozen,
  nginxUpstreamNameAsHost,
  nginxUpstreamResolveIncomplete,
  nginxUwsgiParamsMissing,
  nginxVariableInTwoCases,
  nginxVersionDisclosure,
  nginxVisitorChosenUpstream,
  nginxWebsocketUpgradeMissing,
  nginxWorkerFilesTooFew,
  processAsgiWsgiMismatch,
  processRunserver,
  processTargetMissing,
  repoDjangoUnsupported,
  repoEnvInImage,
  repoEnvNotIgnored,
  repoStaticfilesNotIgnored,
  repoUnpinnedRequirement,
  stackAppServerReachable,
  stackCeleryEnvDrift,
  stackCollectstaticMissing,
  stackCollectstaticNeedsSecret,
  stackEnvMissing,
  stackEnvUnused,
  stackHeaderConflict,
  stackHealthCheckRefused,
  stackHostNotAllowed,
  stackHstsWithoutHttps,
  stackMediaPathMismatch,
  stackOriginNotTrusted,
  stackProxyHeaderMismatch,
  stackProxyHeaderUnset,
  stackRedirectLoop,
  stackRequirementMissing,
  stackScriptNameMismatch,
  stackSettingsModuleConflict,
  stackStaticNotServed,
  stackStaticPathMismatch,
  stackStaticUrlMismatch,
  stackStaticVolumeMissing,
  stackTimeoutMismatch,
  stackUnknownService,
  stackUploadLimitMismatch,
  stackUpstreamMismatch,
  systemdEnvironmentFileMissing,
  systemdHardeningMissing,
  systemdLineRefused,
  systemdNoRestart,
  systemdReloadMissing,
  systemdRoot,
  systemdRuntimeDirectoryMissing,
  systemdSecretInline,
  systemdTypeMismatch,
  uvicornForwardedAllowAll,
  uvicornProxyHeadersOff,
  uvicornReloadOn,
  uvicornSingleWorker,
  uwsgiHttpExposed,
  uwsgiNoDieOnTerm,
  uwsgiNoHarakiri,
  uwsgiNoMaster,
  uwsgiNoNeedApp,
  uwsgiNoVacuum,
  uwsgiRoot,
  uwsgiSingleProcess,
  uwsgiUnknownOption,
  uwsgiWorldWritableSocket,
];
