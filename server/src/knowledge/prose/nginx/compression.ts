import type { NginxProseTable } from './shape';

/** Making answers smaller on their way. */
export const COMPRESSION: NginxProseTable = {
  gzip: {
    what: 'Compresses answers for browsers that accept it.',
    why: 'HTML, CSS and JSON shrink to a fifth or so, and nginx does it faster than the GZipMiddleware of Django.',
    risk: 'Secrets in a compressed page that also repeats input of the visitor can be guessed by its size (BREACH). Django masks its CSRF tokens against it.',
    production: '`on`, with `gzip_types` for more than HTML',
    pitfalls: [
      'Only `text/html` is compressed until `gzip_types` names more.',
      'Requests that came through another proxy get plain answers until `gzip_proxied` allows it.',
      'Leave the GZipMiddleware out of MIDDLEWARE then: one of the two is enough.',
    ],
    verify: {
      run: 'curl -sI -H "Accept-Encoding: gzip" https://example.com/static/admin/css/base.css | grep -i ^content-encoding',
      expect: '`gzip`',
    },
    related: ['gzip_types', 'gzip_proxied', 'gzip_static', 'gzip_vary'],
  },
  gzip_types: {
    what: 'The media types that are compressed besides `text/html`, which always is.',
    why: 'CSS, scripts and JSON of an API are most of the bytes of a Django site.',
    risk: 'Without it they all go out in full size. With `*`, images and archives cost time and gain nothing.',
    production: '`text/css text/javascript application/javascript application/json image/svg+xml text/plain`',
    pitfalls: [
      'Naming `text/html` again gives a warning at start.',
      'Tables differ on scripts: name both `text/javascript` and `application/javascript`.',
    ],
    verify: {
      run: 'curl -sI -H "Accept-Encoding: gzip" https://example.com/static/admin/js/core.js | grep -i ^content-encoding',
      expect: '`gzip`',
    },
    related: ['gzip', 'types', 'gzip_min_length'],
  },
  gzip_proxied: {
    what: 'Whether requests that came through another proxy, which shows by a Via header, get compressed answers.',
    why: 'Many CDNs send Via. Then nothing is compressed, although direct tests look fine.',
    risk: 'A site behind a CDN sends everything in full size to it.',
    production: '`any` behind a CDN or balancer',
    verify: {
      run: 'curl -sI -H "Via: 1.1 test" -H "Accept-Encoding: gzip" https://example.com/ | grep -i ^content-encoding',
      expect: '`gzip`',
    },
    related: ['gzip', 'gzip_vary'],
  },
  gzip_vary: {
    what: 'Adds `Vary: Accept-Encoding` where compression depends on the browser.',
    why: 'A cache in between keeps the compressed and the plain form apart by it.',
    risk: 'A cache may hand compressed bytes to a client that cannot read them.',
    production: '`on`',
    verify: { run: 'curl -sI https://example.com/static/admin/css/base.css | grep -i ^vary', expect: '`Accept-Encoding`' },
    related: ['gzip', 'gzip_static', 'gzip_proxied'],
  },
  gzip_comp_level: {
    what: 'How hard gzip tries, from 1 to 9.',
    why: 'Pages of Django differ by request and are compressed each time; the gain above 5 is tiny.',
    risk: 'At 9 the processor works a multiple for one or two percent.',
    production: '4 to 6',
    verify: {
      run: 'curl -so /dev/null -H "Accept-Encoding: gzip" -w "%{size_download} %{time_total}\\n" https://example.com/',
      expect: 'a size and a time; compare two levels',
    },
    related: ['gzip', 'gzip_static'],
  },
  gzip_min_length: {
    what: 'The size below which an answer stays uncompressed, by its Content-Length.',
    why: 'Small JSON answers do not get smaller by gzip.',
    risk: 'The default of 20 bytes wastes a little work, nothing more.',
    production: '`1000`',
    pitfalls: ['An answer without Content-Length, such as a streamed one, is compressed whatever its size.'],
    verify: { run: 'sudo nginx -T 2>/dev/null | grep gzip_min_length', expect: 'nothing, or your value' },
    related: ['gzip', 'gzip_types'],
  },
  gzip_static: {
    what: 'Serves `style.css.gz` in place of `style.css` if that file lies beside it.',
    why: 'Compressed storages, such as that of WhiteNoise, make those files during `collectstatic`, at the best level and only once.',
    risk: 'An old `.gz` beside a new file is what most browsers get.',
    production: '`on` in `/static/`, if the deployment makes the files',
    pitfalls: ['Add `gzip_vary on`.', 'Brotli files (`.br`) need a module of their own.'],
    verify: { run: 'ls /srv/app/staticfiles/admin/css/base.css*', expect: 'a `.gz` of the same time as the file' },
    related: ['gzip', 'gunzip', 'gzip_vary', 'STORAGES'],
  },
  gunzip: 'Unpacks compressed answers for the few clients that do not accept gzip.',
  gunzip_buffers: 'Number and size of the buffers for unpacking.',
  gzip_buffers: 'Number and size of the buffers for compressing one answer.',
  gzip_disable: 'Switches compression off for browsers whose User-Agent fits a pattern.',
  gzip_http_version: 'The lowest HTTP version of a request whose answer is compressed.',
  gzip_hash: 'How much memory zlib takes for its table while compressing. An old internal knob.',
  gzip_no_buffer: 'Sends compressed data on at once instead of filling buffers first. An old internal knob.',
  gzip_window: 'The window of zlib for compression. An old internal knob.',
  postpone_gzipping: 'Collects so much of an answer before compression begins. An old internal knob.',
};
