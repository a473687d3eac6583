import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePython } from '../../server/src/syntax/python/parse';
import { walk } from '../../server/src/syntax/python/walk';
import { judge } from '../rules/support';
import { python } from '../support/python';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

const manifest = json('package.json') as { contributes: { snippets: { language: string; path: string }[] } };
const files = [...new Set(manifest.contributes.snippets.map(({ path }) => path))];
const all = files.flatMap((path) =>
  Object.entries(json(path) as Record<string, Snippet>).map(([name, snippet]) => ({ path, name, ...snippet })),
);
const pythonSnippets = all.filter(({ path }) => path.endsWith('python.json')).map((snippet) => ({ ...snippet, text: expanded(snippet) }));
const settingsSnippets = pythonSnippets.filter(({ prefix }) => prefix.startsWith('dj-'));
const gunicornSnippets = pythonSnippets.filter(({ prefix }) => prefix.startsWith('gunicorn-'));

/** Production settings without a fault, to which a snippet is added. */
const GOOD = `import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent
DEBUG = False
SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = ["example.com"]
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages", "django.contrib.staticfiles"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "urls"
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
`;

describe('every snippet', () => {
  it('has a prefix and a name of its own', () => {
    for (const key of ['prefix', 'name', 'description'] as const) {
      const values = all.map((snippet) => snippet[key]);
      expect(
        values.filter((value, at) => values.indexOf(value) !== at),
        key,
      ).toEqual([]);
    }
  });

  it.each(all.map((snippet) => [snippet.name, snippet] as const))(
    '%s leaves no mark of the snippet language behind, and says where the cursor ends',
    (_, snippet) => {
      expect(snippet.description).toMatch(/^[A-Z].*\w$/);
      expect(snippet.body.at(-1)).toMatch(/\$0$/);
      const unescaped = snippet.body
        .join('\n')
        .replace(/\\\$/g, '')
        .replace(/\$\{\d+:[^{}]*\}|\$\{\d+\}|\$\d+/g, '');
      expect(unescaped).not.toContain('$');
    },
  );
});

describe('a snippet for Python', () => {
  it.each(pythonSnippets.map(({ name, text }) => [name, text] as const))('%s is Python', async (_, text) => {
    const tree = parsePython(await python(), text);
    expect(tree.errors).toEqual([]);
    let broken = 0;
    walk(tree, (node) => {
      if (node.kind.startsWith('Broken')) broken++;
      return true;
    });
    expect(broken).toBe(0);
    expect(tree.body.length).toBeGreaterThan(0);
  });

  it('the settings that snippets are added to have no fault', async () => {
    expect(await faults(GOOD)).toEqual([]);
  });

  it.each(settingsSnippets.map(({ name, text }) => [name, text] as const))(
    '%s brings no fault into production settings',
    async (_, text) => {
      expect(await faults(`${GOOD}\n${text}`)).toEqual([]);
    },
  );

  it.each(gunicornSnippets.map(({ name, text }) => [name, text] as const))('%s has no fault', async (_, text) => {
    const { findings } = await judge({ files: { 'gunicorn.conf.py': text }, file: 'gunicorn.conf.py' }, 'gunicorn');
    expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
});

/** Remarks apart: the first step of HSTS is not meant for the preload list. */
async function faults(text: string): Promise<readonly string[]> {
  const { findings } = await judge({ files: { 'settings.py': text } }, 'django');
  return findings
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule, message }) => `${rule}: ${message}`);
}

/** The text that the editor inserts when every placeholder is left as it is. */
function expanded({ body }: Snippet): string {
  return body
    .join('\n')
    .replace(/(?<!\\)\$\{\d+:([^{}]*)\}/g, '$1')
    .replace(/(?<!\\)\$(\d+|\{\d+\})/g, '')
    .replace(/\\\$/g, '$');
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
}
