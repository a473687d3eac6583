/** What a middleware does, and where it stands and why. Markdown inline code is allowed, nothing more. */
export interface MiddlewareProse {
  readonly what: string;
  readonly place: string;
}

export const MIDDLEWARE: Readonly<Record<string, MiddlewareProse>> = {
  'django.middleware.security.SecurityMiddleware': {
    what: 'Redirects to HTTPS and adds the security headers: HSTS, nosniff, Referrer-Policy and Cross-Origin-Opener-Policy.',
    place: 'First, so that a plain HTTP request is redirected before anything else works on it, and every response gets the headers.',
  },
  'django.middleware.cache.UpdateCacheMiddleware': {
    what: 'Stores finished pages in the cache. It is one half of the site-wide cache; FetchFromCacheMiddleware is the other.',
    place: 'Above everything that changes the Vary header: sessions, languages, compression. It has to see the final response.',
  },
  'django.middleware.cache.FetchFromCacheMiddleware': {
    what: 'Answers from the cache when the page is there. It is one half of the site-wide cache; UpdateCacheMiddleware is the other.',
    place: 'Near the end, below everything that changes the Vary header, because it looks the page up by what that header names.',
  },
  'django.middleware.cache.CacheMiddleware': {
    what: 'Stores pages and answers from the cache, in one class. The `cache_page` decorator uses it.',
    place:
      'Not in MIDDLEWARE: take the pair of UpdateCacheMiddleware and FetchFromCacheMiddleware, whose two halves stand where they belong.',
  },
  'django.middleware.gzip.GZipMiddleware': {
    what: 'Compresses responses. The proxy can do it faster, and for static files too.',
    place: 'Above everything that reads or changes the body, since after it the body is compressed; below UpdateCacheMiddleware.',
  },
  'django.contrib.sessions.middleware.SessionMiddleware': {
    what: 'Gives each request its session and saves it with the response.',
    place: 'Above everything that needs a session: authentication, messages, and CSRF protection that keeps its token there.',
  },
  'django.middleware.http.ConditionalGetMiddleware': {
    what: 'Adds an ETag and answers 304 when the browser already has the page.',
    place: 'Below GZipMiddleware, and above what changes the response, so that the tag belongs to what is sent.',
  },
  'django.middleware.locale.LocaleMiddleware': {
    what: 'Chooses the language by address, cookie or browser.',
    place: 'Below SessionMiddleware and above CommonMiddleware, which needs to know the language to judge an address.',
  },
  'django.middleware.common.CommonMiddleware': {
    what: 'Adds missing slashes, blocks unwanted clients, sets Content-Length, and by asking for the host makes sure that ALLOWED_HOSTS is checked.',
    place: 'Near the top and above what changes the response, because it sets Content-Length and may redirect.',
  },
  'django.middleware.common.BrokenLinkEmailsMiddleware': {
    what: 'Mails MANAGERS about links that led to a 404.',
    place: 'Near the top, above LocaleMiddleware and whatever else turns a 404 into something different on the way back.',
  },
  'django.middleware.csrf.CsrfViewMiddleware': {
    what: 'Refuses forms that do not come from the site’s own pages, by token and origin.',
    place:
      'Above everything that relies on it, in particular middleware that logs people in; below SessionMiddleware if the token lives there.',
  },
  'django.contrib.auth.middleware.AuthenticationMiddleware': {
    what: 'Sets `request.user` from the session.',
    place: 'Below SessionMiddleware, which it reads.',
  },
  'django.contrib.auth.middleware.LoginRequiredMiddleware': {
    what: 'Sends everyone who is not logged in to the login page, except for views that are marked as open. New in Django 5.1.',
    place: 'Below AuthenticationMiddleware, because it looks at `request.user`.',
  },
  'django.contrib.auth.middleware.RemoteUserMiddleware': {
    what: 'Trusts the user name that the web server passes on, and logs that user in for as long as it is passed.',
    place: 'Below AuthenticationMiddleware. The proxy must remove the header from what clients send, or anyone may choose a name.',
  },
  'django.contrib.auth.middleware.PersistentRemoteUserMiddleware': {
    what: 'As RemoteUserMiddleware, but the login stays in the session when the header is gone.',
    place: 'Below AuthenticationMiddleware.',
  },
  'django.contrib.auth.middleware.SessionAuthenticationMiddleware': {
    what: 'Logged sessions out after a password change. Django does that by itself since 1.10, and the class is gone since 2.0.',
    place: 'Nowhere: remove it.',
  },
  'django.contrib.messages.middleware.MessageMiddleware': {
    what: 'Keeps one-time messages for the next page.',
    place: 'Below SessionMiddleware, where messages that do not fit into the cookie are kept.',
  },
  'django.middleware.clickjacking.XFrameOptionsMiddleware': {
    what: 'Sends X-Frame-Options, so that other sites cannot show yours in a frame.',
    place: 'Anywhere; startproject puts it last.',
  },
  'django.middleware.csp.ContentSecurityPolicyMiddleware': {
    what: 'Sends the Content-Security-Policy of SECURE_CSP and SECURE_CSP_REPORT_ONLY. New in Django 6.0.',
    place: 'Above everything that asks for the nonce while it makes a response.',
  },
  'django.contrib.flatpages.middleware.FlatpageFallbackMiddleware': {
    what: 'Looks for a flat page in the database when the answer would be a 404.',
    place: 'Near the end: it is a last resort.',
  },
  'django.contrib.redirects.middleware.RedirectFallbackMiddleware': {
    what: 'Looks for a redirect in the database when the answer would be a 404.',
    place: 'Near the end: it is a last resort.',
  },
  'django.contrib.sites.middleware.CurrentSiteMiddleware': {
    what: 'Sets `request.site` to the site of the host or of SITE_ID.',
    place: 'Anywhere above what reads it.',
  },
  'django.contrib.admindocs.middleware.XViewMiddleware': {
    what: 'Tells staff, by a header, which view made the page. The documentation tool of the admin uses it.',
    place: 'Below AuthenticationMiddleware, because it asks who the user is.',
  },
  'django.middleware.doc.XViewMiddleware': {
    what: 'The old place of the class that is now in `django.contrib.admindocs.middleware`.',
    place: 'Nowhere: use the new path.',
  },
  'django.middleware.transaction.TransactionMiddleware': {
    what: 'Put each request into one transaction. `ATOMIC_REQUESTS` of a database does that now.',
    place: 'Nowhere: Django has not had it since 1.8.',
  },
  'whitenoise.middleware.WhiteNoiseMiddleware': {
    what: 'Serves the static files from within the application, with compression and long caching.',
    place:
      'Directly below SecurityMiddleware: files get the redirect to HTTPS and nothing slower. Only CorsMiddleware may stand above it as well.',
  },
  'servestatic.middleware.ServeStaticMiddleware': {
    what: 'Serves the static files from within the application, also under ASGI.',
    place: 'Directly below SecurityMiddleware.',
  },
  'corsheaders.middleware.CorsMiddleware': {
    what: 'Adds the CORS headers, by which browsers let other origins read responses.',
    place: 'Near the top, above CommonMiddleware and WhiteNoise, or what these answer themselves lacks the headers.',
  },
  'debug_toolbar.middleware.DebugToolbarMiddleware': {
    what: 'Shows queries, settings and timing beside each page. A development tool.',
    place: 'As high as possible, but below what encodes the body, such as GZipMiddleware. Not in production.',
  },
  'silk.middleware.SilkyMiddleware': {
    what: 'Records requests and queries for profiling. A development tool: it keeps headers and bodies, passwords included.',
    place: 'Below GZipMiddleware. Not in production.',
  },
  'django_browser_reload.middleware.BrowserReloadMiddleware': {
    what: 'Reloads the page in the browser when a file changes. A development tool.',
    place: 'Below GZipMiddleware. Not in production.',
  },
  'allauth.account.middleware.AccountMiddleware': {
    what: 'Needed by django-allauth: turns its login flow’s exceptions into responses.',
    place: 'Below sessions, authentication and messages.',
  },
  'axes.middleware.AxesMiddleware': {
    what: 'Answers with a lock-out page after too many failed logins.',
    place: 'Last.',
  },
  'csp.middleware.CSPMiddleware': {
    what: 'Sends the Content-Security-Policy of the django-csp package.',
    place: 'Anywhere; after Django 6.0 the built-in one can take its place.',
  },
  'csp.middleware.CSPMiddlewareAlwaysGenerateNonce': {
    what: 'Sends the Content-Security-Policy of the django-csp package, with a nonce on every page whether it is used or not.',
    place: 'In place of CSPMiddleware.',
  },
  'django_guid.middleware.GuidMiddleware': {
    what: 'Gives each request an id that appears in the log.',
    place: 'First, so that everything else is logged with it.',
  },
  'django_htmx.middleware.HtmxMiddleware': {
    what: 'Sets `request.htmx`, which tells whether htmx made the request.',
    place: 'Anywhere above what reads it.',
  },
  'django_minify_html.middleware.MinifyHtmlMiddleware': {
    what: 'Makes HTML smaller.',
    place: 'Below GZipMiddleware, because it reads the body, and above middleware that writes into pages.',
  },
  'django_structlog.middlewares.RequestMiddleware': {
    what: 'Binds request id, user and address to every log line.',
    place: 'Near the end, where the user is known.',
  },
  'hijack.middleware.HijackUserMiddleware': {
    what: 'Lets staff work as another user and shows that they do.',
    place: 'Below AuthenticationMiddleware; above RemoteUserMiddleware if that is used.',
  },
  'mozilla_django_oidc.middleware.SessionRefresh': {
    what: 'Asks the identity provider again whether the login still holds.',
    place: 'Below SessionMiddleware and AuthenticationMiddleware.',
  },
  'oauth2_provider.middleware.OAuth2TokenMiddleware': {
    what: 'Sets the user from an OAuth 2 token in the Authorization header.',
    place: 'After AuthenticationMiddleware, whose user it replaces when a token is sent.',
  },
  'waffle.middleware.WaffleMiddleware': {
    what: 'Writes the cookies by which waffle remembers who has which flag.',
    place: 'Anywhere; flags by user need the user, so below AuthenticationMiddleware.',
  },
  'django_permissions_policy.PermissionsPolicyMiddleware': {
    what: 'Sends the Permissions-Policy header, which switches camera, location and the like off.',
    place: 'Below SecurityMiddleware.',
  },
  'django_hosts.middleware.HostsRequestMiddleware': {
    what: 'Chooses the URL patterns by host name.',
    place: 'First; its other half, HostsResponseMiddleware, is last.',
  },
  'django_hosts.middleware.HostsResponseMiddleware': {
    what: 'The second half of django-hosts.',
    place: 'Last; its other half, HostsRequestMiddleware, is first.',
  },
  'django_prometheus.middleware.PrometheusBeforeMiddleware': {
    what: 'Starts the clock for request metrics.',
    place: 'First; its other half, PrometheusAfterMiddleware, is last.',
  },
  'django_prometheus.middleware.PrometheusAfterMiddleware': {
    what: 'Counts requests and stops the clock.',
    place: 'Last; its other half, PrometheusBeforeMiddleware, is first.',
  },
  'django_otp.middleware.OTPMiddleware': {
    what: 'Says whether the user has passed the second factor.',
    place: 'Below AuthenticationMiddleware.',
  },
  'simple_history.middleware.HistoryRequestMiddleware': {
    what: 'Remembers who changes an object, for django-simple-history.',
    place: 'Below AuthenticationMiddleware, because it notes the user.',
  },
  'auditlog.middleware.AuditlogMiddleware': {
    what: 'Remembers who changes an object, for django-auditlog.',
    place: 'Below AuthenticationMiddleware, because it notes the user.',
  },
  'django_tenants.middleware.main.TenantMainMiddleware': {
    what: 'Chooses the tenant, and with it the database schema, by host name.',
    place: 'First: every query after it goes to the tenant’s schema.',
  },
  'maintenance_mode.middleware.MaintenanceModeMiddleware': {
    what: 'Answers with a maintenance page while maintenance mode is on.',
    place: 'Last.',
  },
  'log_request_id.middleware.RequestIDMiddleware': {
    what: 'Gives each request an id that appears in the log.',
    place: 'First, so that everything else is logged with it.',
  },
  'wagtail.contrib.redirects.middleware.RedirectMiddleware': {
    what: 'Looks for a redirect of Wagtail when the answer would be a 404.',
    place: 'Last: it is a last resort.',
  },
};
