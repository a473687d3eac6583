import type { SettingsContext } from './rule';
import { usesAny } from './workspaceUses';

/** Packages that send errors somewhere, or set up logging. */
const REPORTERS =
  /^(sentry-sdk|raven|rollbar|bugsnag|honeybadger|elastic-apm|newrelic|ddtrace|scout-apm|opbeat|airbrake|logfire|loguru|django-structlog|structlog|watchtower|google-cloud-(logging|error-reporting)|applicationinsights|opencensus|opentelemetry.*|azure-monitor.*|appsignal|highlight-io|posthog)$/;

/** What reports errors beside Django's own logging, or may do so, in words; undefined where nothing in the workspace shows it. */
export function errorReporter(context: SettingsContext): string | undefined {
  const named = [...(context.project.requirements ?? [])].find((name) => REPORTERS.test(name));
  if (named !== undefined) return `${named} reports errors`;
  return usesAny(context, /\bsentry_sdk\.init\b|\brollbar\.init\b/, 'sentry_sdk.init', 'rollbar.init')
    ? 'some code starts a reporter of errors'
    : undefined;
}
