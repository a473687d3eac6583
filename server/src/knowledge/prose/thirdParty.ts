import type { ProseTable } from './prose';

/** Settings of packages that nearly every deployment meets: WhiteNoise, and the ASGI entry of Channels and Daphne. */
export const THIRD_PARTY: ProseTable = {
  ASGI_APPLICATION: {
    what: 'The ASGI application that `runserver` uses when Daphne or Channels is installed. Application servers are told theirs on their own command line.',
    why: 'Django itself does not read it. It makes development go through the same entry point as production.',
    risk: 'Production does not read it, so a wrong path here is seen only in development.',
    development: '"project.asgi.application"',
    production: 'The same; what counts is the path that uvicorn, daphne or gunicorn is started with',
    related: ['WSGI_APPLICATION', 'CHANNEL_LAYERS'],
  },
  WHITENOISE_ROOT: {
    what: 'A folder whose files WhiteNoise serves at the root of the site, such as robots.txt or favicon.ico.',
    pitfalls: ['Everything in it is public.'],
  },
  WHITENOISE_AUTOREFRESH: {
    what: 'Looks for changed files on every request. It follows DEBUG when unset.',
    risk: 'In production it is slow, and meant for nothing but development.',
    production: 'False',
  },
  WHITENOISE_USE_FINDERS: {
    what: 'Serves files where they are, without `collectstatic`. It follows DEBUG when unset.',
    production: 'False',
  },
  WHITENOISE_MAX_AGE: {
    what: 'How many seconds browsers may keep files whose names carry no fingerprint. Unset: a minute, or 0 under DEBUG.',
    production: '60, or more where old files do no harm',
    pitfalls: ['Files with a fingerprint in their name are kept for years whatever this says.'],
  },
  WHITENOISE_INDEX_FILE: { what: 'Serves index.html for an address that ends in a slash.', production: 'False' },
  WHITENOISE_MIMETYPES: { what: 'Content types for file endings that WhiteNoise does not know.' },
  WHITENOISE_CHARSET: { what: 'The character set that WhiteNoise names for text files.', production: 'utf-8' },
  WHITENOISE_ALLOW_ALL_ORIGINS: {
    what: 'Lets pages of all sites load the static files. It is on by default, because fonts behind a CDN need it.',
    pitfalls: ['Do not put private files where WhiteNoise serves them.'],
  },
  WHITENOISE_SKIP_COMPRESS_EXTENSIONS: { what: 'File endings that are not compressed, because they are already.' },
  WHITENOISE_ADD_HEADERS_FUNCTION: { what: 'A function that may change the headers of each static file.' },
  WHITENOISE_IMMUTABLE_FILE_TEST: { what: 'A function or pattern that says which files never change and may be kept for ever.' },
  WHITENOISE_STATIC_PREFIX: { what: 'The path under which WhiteNoise serves static files; unset, the path of STATIC_URL.' },
  WHITENOISE_KEEP_ONLY_HASHED_FILES: {
    what: 'Deletes the files without a fingerprint after `collectstatic`.',
    pitfalls: ['Addresses that are written by hand into scripts and mails then answer 404.'],
  },
  WHITENOISE_MANIFEST_STRICT: {
    what: 'Whether a file that is missing from the manifest fails the page. It is on by default.',
    production: 'True; find the missing file instead of hiding it',
  },
};
