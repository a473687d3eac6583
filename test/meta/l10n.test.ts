import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { peoplesTexts } from './manifest';
import { keptFiles, ROOT, readJson, sourcesOf } from './repository';

type Texts = Readonly<Record<string, string>>;

/** A name is the same in every language. */
const NAME = 'Django Preflight';
const ENGLISH = { manifest: 'package.nls.json', client: 'l10n/bundle.l10n.json' } as const;

interface Translation {
  readonly path: string;
  readonly language: string;
  /** The file that it translates. */
  readonly english: string;
}

const translations = keptFiles().flatMap((path): readonly Translation[] => {
  const [, manifest, client] = /^(?:package\.nls\.([\w-]+)\.json|l10n\/bundle\.l10n\.([\w-]+)\.json)$/.exec(path) ?? [];
  if (manifest) return [{ path, language: manifest, english: ENGLISH.manifest }];
  return client ? [{ path, language: client, english: ENGLISH.client }] : [];
});

describe('the texts of the manifest', () => {
  const texts = peoplesTexts(readJson('package.json')).filter((text) => text !== NAME && text !== '');
  const keys = texts.flatMap((text) => /^%([\w.-]+)%$/.exec(text)?.[1] ?? []);

  it('are keys, all of them', () => {
    expect(texts.length).toBeGreaterThan(50);
    expect(texts.filter((text) => !/^%[\w.-]+%$/.test(text))).toEqual([]);
  });

  it('stand behind those keys, and nothing else does', () => {
    expect([...new Set(keys)].sort()).toEqual(Object.keys(readJson(ENGLISH.manifest)).sort());
  });
});

describe('the texts of the client', () => {
  // That the bundle has each of them and no other is what `generate.mjs --check` says.
  it('are handed to l10n.t wherever VS Code shows them', () => {
    const text = `(?:['"]|\`(?!\\$))(?!Django Preflight')`;
    const shown = new RegExp(
      `(?:show(?:Information|Warning|Error)Message|setStatusBarMessage|createOutputChannel)\\(\\s*${text}` +
        `|\\b(?:title|placeHolder|prompt|detail|description|tooltip|message):\\s*${text}[^'"\`]*[a-z]`,
      'g',
    );
    const plain = [...sourcesOf('client')].flatMap(([path, source]) => [...source.matchAll(shown)].map((match) => `${path}: ${match[0]}`));
    expect(plain).toEqual([]);
  });
});

describe('the translations', () => {
  it('are of manifest and client alike', () => {
    const languages = (english: string) => translations.filter((one) => one.english === english).map(({ language }) => language);
    expect(languages(ENGLISH.manifest)).toEqual(languages(ENGLISH.client));
    expect(languages(ENGLISH.client)).toContain('de');
    expect(readJson('package.json').l10n).toBe('./l10n');
    expect(existsSync(join(ROOT, 'l10n'))).toBe(true);
  });

  it.each(translations)('$path has every text and no other', ({ path, english }) => {
    expect(Object.keys(readJson(path)).sort()).toEqual(Object.keys(readJson(english)).sort());
  });

  it.each(translations)('$path keeps what is filled in, what links lead to, what is code, and the icons', ({ path, english }) => {
    const [own, original]: readonly Texts[] = [readJson(path), readJson(english)];
    const marks = (text = '') => (text.match(/\{\d+\}|\(command:[^)]*\)|`+[^`]+`+|\$\([\w-]+\)/g) ?? []).sort();
    for (const [key, text] of Object.entries(original ?? {})) {
      // A name of a placeholder in code may be translated: it stands for something of the reader's.
      const withoutSamples = (one: readonly string[]) => one.filter((mark) => !/^`\w+:\w+`$/.test(mark));
      expect([key, withoutSamples(marks(own?.[key]))]).toEqual([key, withoutSamples(marks(text))]);
    }
  });

  it.each(translations)('$path says something for each', ({ path }) => {
    for (const [key, text] of Object.entries<string>(readJson(path))) expect([key, text.trim() !== '']).toEqual([key, true]);
  });
});
