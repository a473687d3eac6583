import { describe, expect, it } from 'vitest';
import { HELP } from '../../server/src/cli/help';
import { rules } from '../../server/src/rules/registry.generated';
import { commandsIn, deadLinks, npmScriptsIn } from './markdown';
import { exists, isFile, keptTexts, readJson } from './repository';

const pages = keptTexts((path) => path.endsWith('.md'));
const manifest = readJson('package.json');
const readme = pages.get('README.md') ?? '';

describe('the documents', () => {
  it('link to what there is', () => {
    expect(deadLinks(pages, exists)).toEqual([]);
  });

  it.each([...pages].filter(([path]) => !path.startsWith('docs/rules/')))('%s names only scripts that package.json has', (_, text) => {
    expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining([...npmScriptsIn(text)]));
  });

  it.each([...pages])('%s names only files that are there', (_, text) => {
    const named = commandsIn(text).flatMap((command) => [...command.matchAll(/\bnode ((?:scripts|test)\/[\w./-]+\.mjs)/g)]);
    expect(named.map((match) => match[1] ?? '').filter((path) => !isFile(path))).toEqual([]);
  });
});

describe('the README', () => {
  it('says the two commands', () => {
    const commands = commandsIn(readme);
    expect(commands).toContain('npm ci && npm start');
    expect(commands).toContain('npm ci && npm test');
  });

  it('shows the product at work', () => {
    const pictures = [...readme.matchAll(/!\[([^\]]*)\]\((docs\/images\/[\w-]+\.png)\)/g)];
    expect(pictures.length).toBeGreaterThan(1);
    for (const [, words, path = ''] of pictures) {
      expect(words?.length, path).toBeGreaterThan(20);
      expect(isFile(path), path).toBe(true);
    }
  });

  it('names only options and commands that the help explains', () => {
    const calls = commandsIn(readme).filter((command) => /\bdjango-preflight [a-z]|dist\/cli\.js/.test(command));
    expect(calls.length).toBeGreaterThan(5);
    const options = calls.flatMap((call) => call.match(/(?<= )--[\w-]+/g) ?? []);
    expect(options.filter((option) => !HELP.includes(option))).toEqual([]);
    const commands = calls.flatMap((call) => [...call.matchAll(/\b(?:django-preflight|dist\/cli\.js) ([a-z]+)/g)].map((match) => match[1]));
    expect(commands.filter((command) => !HELP.includes(`django-preflight ${command}`))).toEqual([]);
  });

  it('names every setting of the editor and no other', () => {
    const named = [...readme.matchAll(/\bdjangoPreflight\.[\w.]+\w/g)].map((match) => match[0]);
    const commands: readonly string[] = manifest.contributes.commands.map(({ command }: { command: string }) => command);
    const settings = Object.keys(manifest.contributes.configuration.properties);
    expect([...new Set(named)].filter((name) => !commands.includes(name)).sort()).toEqual([...settings].sort());
  });

  it('names only rules that there are', () => {
    const ids = rules.map((rule) => rule.meta.id);
    const named = [...readme.matchAll(/\b(?:django|gunicorn)\/[a-z][a-z\d-]+\b(?![./])/g)].map((match) => match[0]);
    expect(ids).toEqual(expect.arrayContaining(named));
  });
});

describe('the CHANGELOG', () => {
  it('begins with the version of the package', () => {
    const [, first] = /^## \[?(\d+\.\d+\.\d+)/m.exec(pages.get('CHANGELOG.md') ?? '') ?? [];
    expect(first).toBe(manifest.version);
  });
});

describe('the decisions', () => {
  const numbers = [...pages.keys()].flatMap((path) => /^docs\/adr\/(\d{4})-[a-z\d-]+\.md$/.exec(path)?.[1] ?? []).sort();

  it('are numbered without a gap, and all in the list', () => {
    expect(numbers).toEqual(numbers.map((_, index) => String(index + 1).padStart(4, '0')));
    const listed = [...(pages.get('docs/adr/README.md') ?? '').matchAll(/^\| \[(\d{4})\]\(\1-/gm)].map((match) => match[1]);
    expect(listed).toEqual(numbers);
  });

  it.each([...pages].filter(([path]) => /^docs\/adr\/\d/.test(path)))('%s says context, decision and consequences', (_, text) => {
    expect([...text.matchAll(/^## (.+)$/gm)].map((match) => match[1])).toEqual(['Context', 'Decision', 'Consequences']);
  });
});

describe('these tests', () => {
  const only = (path: string) => path === 'docs/there.md';

  it.each(['[a](gone.md)', '![a](gone.png)', '<img src="gone.png">', '[a](there.md#gone)', '[a](#gone)', '[a](../../outside.md)'])(
    'see that %s leads nowhere',
    (link) => {
      const texts = new Map([
        ['docs/page.md', `# Page\n\n${link}\n`],
        ['docs/there.md', '# Here it is\n'],
      ]);
      expect(deadLinks(texts, only)).toHaveLength(1);
    },
  );

  it('follow what leads somewhere', () => {
    const links =
      '[a](there.md) [b](there.md#here-it-is) [c](#a-page-of-two) [d](https://example.com/gone) `[e](gone.md)`\n```md\n[f](gone.md)\n```\n';
    const texts = new Map([
      ['docs/page.md', `# A page, of two\n\n${links}`],
      ['docs/there.md', '# Here it is\n'],
    ]);
    expect(deadLinks(texts, (path) => only(path) || path === 'docs/page.md')).toEqual([]);
  });

  it('read scripts from fences and from the text', () => {
    expect(npmScriptsIn('Type `npm run bench`.\n\n```sh\nnpm ci && npm test\nnpm run test:oracle -- -t x\n```\n')).toEqual([
      'test',
      'test:oracle',
      'bench',
    ]);
    expect(npmScriptsIn('```python\nnpm run gone\n```\n')).toEqual([]);
  });
});
