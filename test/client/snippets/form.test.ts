import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { parsePython } from '../../../server/src/syntax/python/parse';
import { walk } from '../../../server/src/syntax/python/walk';
import { python } from '../../support/python';
import { eachExpansion, manifest, type Snippet, snippets } from './library';
import { placeOf, placesWithout } from './places';
import { stopsOf } from './snippetText';

/** How prefixes begin, by file: what one types to be shown all of a kind. */
const FAMILIES: Readonly<Record<string, RegExp>> = {
  python: /^(dj|gunicorn|celery)-/,
  pythonSettings: /^dj-/,
  pythonData: /^dj-/,
  pythonOperations: /^dj-/,
  nginx: /^nginx-/,
  caddyfile: /^caddy-/,
  systemd: /^systemd-/,
  uwsgi: /^uwsgi-/,
  dockerfile: /^docker-/,
  ignore: /^(docker|git)-/,
  compose: /^compose-/,
  ci: /^ci-/,
  env: /^env-/,
  shell: /^sh-/,
};

/** Prefixes that were there first, and that fingers know. */
const KEPT = [
  'dj-env-os',
  'dj-env-environ',
  'dj-env-decouple',
  'dj-https',
  'dj-proxy-header',
  'dj-whitenoise-middleware',
  'dj-whitenoise-static',
  'gunicorn-conf',
  'gunicorn-service',
  'gunicorn-socket',
  'django-site',
  'https-redirect',
  'catch-all',
  'static-location',
  'django-proxy-headers',
];

const each = snippets.map((one) => [one.id, one] as const);

describe('the library', () => {
  it('gives every snippet a name, a prefix and a description of its own', () => {
    for (const values of [
      snippets.map(({ name }) => name),
      snippets.flatMap(({ prefixes }) => prefixes),
      snippets.map(({ description }) => description),
    ]) {
      expect(values.filter((value, at) => values.indexOf(value) !== at)).toEqual([]);
    }
  });

  it('keeps the prefixes of before', () => {
    expect(KEPT.filter((prefix) => !snippets.some(({ prefixes }) => prefixes.includes(prefix)))).toEqual([]);
  });

  it('has a place for each, and no place for what is not there', () => {
    expect(snippets.map(placeOf)).toHaveLength(snippets.length);
    expect(placesWithout(snippets)).toEqual([]);
  });

  it('is offered in languages that the manifest or every editor from 1.91 on knows', () => {
    const builtIn = ['python', 'yaml', 'ini', 'properties', 'dockerfile', 'shellscript', 'ignore'];
    const known = new Set([...builtIn, ...manifest.contributes.languages.map(({ id }) => id)]);
    expect(manifest.contributes.snippets.filter(({ language }) => !known.has(language))).toEqual([]);
  });

  it('takes no file from a language of the editor that colours it', () => {
    const plain = manifest.contributes.languages.filter(({ id }) => id === 'dotenv' || id === 'dockercompose');
    expect(plain).toEqual([{ id: 'dockercompose' }, { id: 'dotenv' }]);
  });
});

describe('every snippet', () => {
  it.each(each)('%s has a prefix that its kind lets one guess', (_, { file, id, prefixes }) => {
    expect(id).toMatch(FAMILIES[file] ?? /^$/);
    for (const prefix of prefixes) expect(prefix).toMatch(/^[a-z]+(-[a-z0-9]+)+$/);
  });

  it.each(each)('%s says in one line what it is, and whether it is a whole file', (_, { description, isFileTemplate }) => {
    expect(description).toMatch(/^[A-Z][^\n]{20,160}[\w)\]]$/);
    expect(isFileTemplate).toBe(/^(Whole|Unit file)\b/.test(description));
  });

  it.each(each)('%s stops in the order of its text, and last behind it', (_, { body }) => {
    const numbers = stopsOf(body).map(({ number }) => number);
    const firsts = [...new Set(numbers)];
    expect(firsts).toEqual([...firsts.slice(0, -1).map((_, at) => at + 1), 0]);
    expect(body).toMatch(/\n\$0$/);
  });

  it.each(each)('%s gives each number one default, at the place where one meets it first', (_, { body }) => {
    for (const [at, stop] of stopsOf(body).entries()) {
      const isFirst = stopsOf(body).findIndex(({ number }) => number === stop.number) === at;
      if (!isFirst) expect(stop.default, `stop ${stop.number}`).toBeUndefined();
    }
  });

  it.each(eachExpansion(() => true))('%s holds no secret: it is empty, or comes from elsewhere', (_, __, text) => {
    const values = [
      ...text.matchAll(/^(?!\s*#).*(?<!\$\{\w*)(?:SECRET_KEY|FALLBACKS|PASSWORD|TOKEN|DSN)["']?\s*[=:](?!=)[ \t]*(.*)$/gm),
    ].map(([, value = '']) => value);
    const elsewhere = /^$|^(Path\()?os\.environ|^env[.(]|^config\(|^"?\$|^build \\$|^for-this-machine-only$/;
    expect(values.filter((value) => !elsewhere.test(value))).toEqual([]);
  });
});

describe('what is written in a language', () => {
  it.each(eachExpansion(({ file }) => file.startsWith('python')))('%s is Python', async (_, __, text) => {
    const tree = parsePython(await python(), text);
    let broken = 0;
    walk(tree, (node) => {
      if (node.kind.startsWith('Broken')) broken++;
      return true;
    });
    expect({ errors: tree.errors, broken }).toEqual({ errors: [], broken: 0 });
    expect(tree.body.length).toBeGreaterThan(0);
  });

  it.each(eachExpansion(({ file }) => file === 'compose' || file === 'ci'))('%s is YAML', (_, __, text) => {
    const { errors, warnings } = parseDocument(text, { strict: true, uniqueKeys: true });
    expect([...errors, ...warnings]).toEqual([]);
  });

  it.each(eachExpansion(isUnitOrIni))('%s has sections and keys, and nothing else', (_, __, text) => {
    const other = text.split('\n').filter((line) => !/^$|^#|^\[\w+\]$|^[\w-]+ ?= ?\S/.test(line));
    expect(other).toEqual([]);
  });

  it.each(eachExpansion(({ file }) => file === 'env'))('%s reads alike by systemd, Docker and Python', (_, __, text) => {
    const other = text.split('\n').filter((line) => !/^$|^#|^[A-Z_]+=[^\s"'#$\\]*$/.test(line));
    expect(other).toEqual([]);
  });
});

function isUnitOrIni({ file }: Snippet): boolean {
  return file === 'systemd' || file === 'uwsgi';
}
