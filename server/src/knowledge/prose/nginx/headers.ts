import type { NginxProseTable } from './shape';

/** Headers that nginx adds to answers. */
export const HEADERS: NginxProseTable = {
  add_header: {
    what: 'Adds a header to answers with certain good statuses, with `always` to all of them.',
    why: 'Static files never pass the SecurityMiddleware of Django: what they need, such as nosniff, must come from here.',
    risk: 'One `add_header` in a location throws away all those of the server. The page that got a cache header loses its HSTS.',
    production:
      'Security headers of pages in Django; here those of static files, each with `always`, repeated or included where a location adds its own',
    pitfalls: [
      'It does not replace a header that Django set: the browser gets both. Hide the one of Django first.',
      'Without `always`, error pages go out bare.',
      'From 1.29.3 on, `add_header_inherit merge` keeps those from outside.',
    ],
    verify: {
      run: 'curl -sI https://example.com/static/admin/css/base.css | grep -iE "^(x-content|strict|cache)"',
      expect: 'each header, once',
    },
    related: ['add_header_inherit', 'proxy_hide_header', 'expires', 'SECURE_HSTS_SECONDS'],
  },
  add_header_inherit: {
    what: 'Whether headers from outside stay in force where a location adds some of its own: `merge` adds them up, `off` drops them even if it adds none.',
    why: 'It ends the oldest trap of nginx: security headers that vanish from the one location with a header of its own.',
    risk: 'Without `merge`, a header for caching in `/static/` silently removes nosniff there.',
    production: '`merge`, in `http`, where nginx is 1.29.3 or newer',
    pitfalls: ['An older nginx does not start with it.', 'With `merge`, a header repeated in a location goes out twice.'],
    verify: { run: 'curl -sI https://example.com/static/admin/css/base.css | grep -ic ^x-content-type-options', expect: '1' },
    related: ['add_header', 'add_trailer_inherit'],
  },
  expires: {
    what: 'Tells browsers how long they may keep an answer, by Expires and by max-age in Cache-Control.',
    why: 'With ManifestStaticFilesStorage the names of static files change with their content, so browsers may keep them for a year.',
    risk: 'On files without a hash in the name, visitors see old scripts for weeks after a deployment.',
    production: '`max` or `1y` for `/static/` with hashed names, `1h` without; nothing for pages of Django',
    pitfalls: [
      'In a location with `proxy_pass` it overrides what Django says about caching, also for private pages.',
      'It also counts as setting Cache-Control: `add_header Cache-Control` beside it makes a second header.',
    ],
    verify: {
      run: 'curl -sI https://example.com/static/admin/css/base.css | grep -i ^cache-control',
      expect: 'one line with the `max-age` that you want',
    },
    related: ['add_header', 'etag', 'STORAGES'],
  },
  add_trailer: 'Adds a field after the end of the body, for clients that understand trailers.',
  add_trailer_inherit: 'Whether trailers from outside stay in force where a location adds some of its own.',
};
