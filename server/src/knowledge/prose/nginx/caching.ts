import type { NginxProseTable } from './shape';

/** Keeping answers of the application server. The twins for other protocols are told by their family. */
export const CACHING: NginxProseTable = {
  proxy_cache: {
    what: 'Keeps answers of the application server in the named cache and serves them from there without asking again.',
    why: 'Pages for visitors without a login can be served in microseconds, even while Django is down.',
    risk: 'A page with a name, a basket or a CSRF token in it goes to the next visitor as well.',
    production: '`off`, except for addresses that look the same to everyone, such as feeds and public API lists',
    pitfalls: [
      'nginx keeps no answer that sets a cookie, has `Vary: *`, or says no-store, no-cache or private: leave these rules alone.',
      'Answers of Django without any header about caching are only kept with `proxy_cache_valid`.',
      'It is inherited: a cache in `http` or `server` also holds the admin.',
    ],
    verify: {
      run: 'curl -sI https://example.com/feed/ | grep -i x-cache',
      expect: 'HIT the second time, if you show `$upstream_cache_status` in such a header',
    },
    related: ['proxy_cache_path', 'proxy_cache_key', 'proxy_cache_bypass', 'proxy_no_cache', '$upstream_cache_status'],
  },
  proxy_cache_path: {
    what: 'Names a cache: its folder, the memory for its keys, how large it may grow and how long unused entries stay.',
    why: 'Pages of Django lie here in plain files, on a disk that may hold other things too.',
    risk: 'Without `max_size` it grows until the disk is full, and then logs and uploads fail as well.',
    production: '`/var/cache/nginx/app levels=1:2 keys_zone=app:10m max_size=1g inactive=60m use_temp_path=off`',
    pitfalls: [
      '`inactive` throws away what nobody asked for, even if it is still fresh.',
      'With a temporary folder on another disk each entry is copied: `use_temp_path=off` avoids it.',
    ],
    verify: { run: 'du -sh /var/cache/nginx', expect: 'less than `max_size`' },
    related: ['proxy_cache', 'proxy_cache_valid', 'proxy_temp_path'],
  },
  proxy_cache_key: {
    what: 'The text that tells one cached answer from another.',
    why: 'All that changes a page of Django must be in it: host, address, and what Django names in Vary.',
    risk: 'A key without the host serves one site’s pages on another. Parts that clients choose freely fill the cache with copies.',
    production: '`$scheme$host$request_uri`',
    pitfalls: [
      'The default uses `$proxy_host`, the same for every site on one upstream.',
      'Language or device chosen by cookie belongs into the key, or that page out of the cache.',
    ],
    verify: { run: "grep -rah '^KEY' /var/cache/nginx | head", expect: 'keys with the host of your site' },
    related: ['proxy_cache', 'proxy_cache_bypass', '$proxy_host'],
  },
  proxy_cache_valid: {
    what: 'How long answers with the given status are kept, if the answer itself does not say.',
    why: 'Django sends no Cache-Control by default, so this decides how stale a page may become.',
    risk: 'With `any`, a 404 or 500 of a bad moment stays for as long as good pages do.',
    production: '`200 301 1m;` – short times already take away most of the load',
    pitfalls: ['X-Accel-Expires, Cache-Control and Expires from Django win over it.', 'With a time alone it covers 200, 301 and 302.'],
    verify: { run: 'sudo nginx -T 2>/dev/null | grep proxy_cache_valid', expect: 'no `any` with a long time' },
    related: ['proxy_cache', 'proxy_ignore_headers', 'expires'],
  },
  proxy_cache_bypass: {
    what: 'When nginx asks Django although an answer is in the cache: if one of these texts is neither empty nor `0`.',
    why: 'Visitors with a session must get their own page, not the common one.',
    risk: 'People who are logged in see the page of somebody who is not, and think that the login failed.',
    production: '`$cookie_sessionid $http_authorization`, the same as in `proxy_no_cache`',
    pitfalls: [
      'By itself it still stores the personal answer for the others: it needs `proxy_no_cache` at its side.',
      'The cookie is called as SESSION_COOKIE_NAME says.',
    ],
    verify: { run: 'curl -sI -H "Cookie: sessionid=x" https://example.com/feed/ | grep -i x-cache', expect: 'BYPASS' },
    related: ['proxy_no_cache', 'proxy_cache', 'SESSION_COOKIE_NAME'],
  },
  proxy_no_cache: {
    what: 'When an answer is not kept: if one of these texts is neither empty nor `0`.',
    why: 'Answers to visitors with a session are theirs alone.',
    risk: 'One person’s account page becomes everyone’s.',
    production: '`$cookie_sessionid $http_authorization`',
    pitfalls: ['It only keeps answers from being stored. Reading from the cache is stopped by `proxy_cache_bypass`.'],
    verify: { run: 'sudo nginx -T 2>/dev/null | grep -E "proxy_(no_cache|cache_bypass)"', expect: 'both, with the same conditions' },
    related: ['proxy_cache_bypass', 'proxy_cache', 'SESSION_COOKIE_NAME'],
  },
  proxy_cache_use_stale: {
    what: 'When an expired answer is better than none: if the server fails, is slow, or while a fresh answer is on its way.',
    why: 'Visitors still see the last good page while gunicorn restarts.',
    risk: 'Old prices or withdrawn pages stay visible during an outage.',
    production: '`error timeout updating http_502 http_503 http_504`',
    verify: { run: 'sudo nginx -T 2>/dev/null | grep proxy_cache_use_stale', expect: 'the list, wherever a cache is on' },
    related: ['proxy_cache_background_update', 'proxy_cache_lock', 'proxy_cache_valid'],
  },
  proxy_cache_lock: {
    what: 'Lets only one request at a time fetch a missing answer; the others wait for it.',
    why: 'When a popular page expires, Django computes it once instead of a hundred times.',
    risk: 'With `off`, each expiry of a slow page is a small rush on the database.',
    production: '`on`, wherever a cache is on',
    pitfalls: ['Waiting ends after `proxy_cache_lock_timeout`, and all who waited then go to Django.'],
    verify: { run: 'sudo nginx -T 2>/dev/null | grep proxy_cache_lock', expect: '`on`' },
    related: ['proxy_cache_lock_timeout', 'proxy_cache_lock_age', 'proxy_cache_use_stale'],
  },
  slice: 'Fetches and caches large files in pieces of this size, so that a jump into a video does not wait for all of it.',
};
