import type { MiddlewareRelation } from '../knowledge/middleware';
import { className } from './middlewareList';

/** By class that has to stand above, then by class that has to stand below: what goes wrong otherwise, as one sentence. */
const REASONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CorsMiddleware: {
    CommonMiddleware: 'CommonMiddleware can answer with a redirect of its own, and that answer then lacks the CORS headers.',
    WhiteNoiseMiddleware:
      'WHITENOISE_ALLOW_ALL_ORIGINS is off: WhiteNoise answers for static files itself, and they go out without CORS headers.',
  },
  AuthenticationMiddleware: {
    AxesMiddleware: 'AxesMiddleware acts on what authentication decided, so that it comes after it.',
    LoginRequiredMiddleware: 'LoginRequiredMiddleware reads request.user, which AuthenticationMiddleware sets: Django refuses to start.',
    RemoteUserMiddleware: 'RemoteUserMiddleware reads request.user, which is not there yet: every request fails.',
    PersistentRemoteUserMiddleware: 'PersistentRemoteUserMiddleware reads request.user, which is not there yet: every request fails.',
    OTPMiddleware: 'OTPMiddleware adds to request.user, which is not there yet: every request fails.',
    HijackUserMiddleware: 'HijackUserMiddleware replaces request.user, which is not there yet.',
    SessionRefresh: 'SessionRefresh reads request.user, which is not there yet: every request fails.',
  },
  SessionMiddleware: {
    AuthenticationMiddleware: 'AuthenticationMiddleware reads the session, which is not there yet: every request fails.',
    MessageMiddleware: 'Messages are kept in the session, which is not there yet: every request fails.',
    CommonMiddleware: 'With CSRF_USE_SESSIONS the CSRF failure page needs the session, which is not there yet.',
    CsrfViewMiddleware: 'With CSRF_USE_SESSIONS the token is in the session, which is not there yet: every request fails.',
    LocaleMiddleware: 'LocaleMiddleware may need the session, which is not there yet.',
    SessionRefresh: 'SessionRefresh reads the session, which is not there yet: every request fails.',
  },
  UpdateCacheMiddleware: {
    FetchFromCacheMiddleware: 'The two are a pair: the one that stores goes first in the list, so that it runs last on the response.',
  },
  BrokenLinkEmailsMiddleware: {
    LocaleMiddleware: 'LocaleMiddleware turns some 404 answers into redirects; they would be reported as broken links first.',
    FlatpageFallbackMiddleware: 'A flat page answers where the view gave 404; it would be reported as a broken link first.',
  },
  CsrfViewMiddleware: {
    RemoteUserMiddleware: 'A login there rotates the CSRF token, which CsrfViewMiddleware has to have seen.',
    PersistentRemoteUserMiddleware: 'A login there rotates the CSRF token, which CsrfViewMiddleware has to have seen.',
  },
  GZipMiddleware: {
    ConditionalGetMiddleware: 'The ETag is then made from the compressed body, which differs from one response to the next.',
    DebugToolbarMiddleware: 'It edits the HTML, and finds it compressed already.',
    BrowserReloadMiddleware: 'It edits the HTML, and finds it compressed already.',
    MinifyHtmlMiddleware: 'It edits the HTML, and finds it compressed already.',
    SilkyMiddleware: 'It reads the body of the response, and finds it compressed already.',
  },
  SecurityMiddleware: {
    PermissionsPolicyMiddleware: 'SecurityMiddleware may answer with a redirect to HTTPS and has to come first.',
    ServeStaticMiddleware: 'Static files go out without the redirect to HTTPS and the security headers.',
    WhiteNoiseMiddleware: 'Static files go out without the redirect to HTTPS and the security headers.',
  },
  HostsRequestMiddleware: {
    DebugToolbarMiddleware: 'The toolbar resolves URLs, and needs the URL configuration that the host chose.',
  },
  MinifyHtmlMiddleware: {
    DebugToolbarMiddleware: 'HTML that the toolbar adds has to be there before the page is minified.',
    BrowserReloadMiddleware: 'HTML that the reloader adds has to be there before the page is minified.',
  },
  HijackUserMiddleware: {
    RemoteUserMiddleware: 'RemoteUserMiddleware would log the hijacked user out again.',
  },
};

/** What goes wrong when the order is broken, as one sentence. */
export function reasonFor(relation: MiddlewareRelation): string {
  const first = className(relation.first);
  const second = className(relation.second);
  const written = REASONS[first]?.[second];
  if (written) return written;
  if (relation.reason === 'Vary')
    return 'A page is cached before the Vary header is complete, and visitors get a copy that was made for others.';
  if (first === 'WhiteNoiseMiddleware' || first === 'ServeStaticMiddleware')
    return `Every static file passes through ${second} for nothing.`;
  return `The documentation of ${relation.source} asks for ${first} above ${second}.`;
}
