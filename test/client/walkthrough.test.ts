import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { changedKeys, contextKeys } from '../../client/src/walkthroughContext';
import { SECTIONS } from '../../server/src/checklist/sections';
import type { StatusDto } from '../../server/src/protocol';
import { withTexts } from '../meta/manifest';
import { ROOT } from '../meta/repository';
import { brokenMarkup } from './markup';

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

const { contributes } = withTexts(JSON.parse(text('package.json')), JSON.parse(text('package.nls.json')));
const [walkthrough] = contributes.walkthroughs;
const steps: readonly Step[] = walkthrough.steps;
const pictures = steps.map(({ media }) => [media.svg, text(media.svg)] as const);
const commands: readonly string[] = contributes.commands.map(({ command }: { command: string }) => command);
const EVERYTHING = results({ judged: SECTIONS.map(({ id }) => id) });

describe('the walkthrough', () => {
  it('goes the way of a launch', () => {
    expect(contributes.walkthroughs.map(({ id }: { id: string }) => id)).toEqual(['production']);
    expect(steps.map(({ id }) => id)).toEqual(['runserver', 'stack', 'settings', 'static', 'https', 'server', 'proxy', 'launch']);
  });

  it('explains in few and short sentences', () => {
    for (const { id, description } of steps) {
      const prose = description.split('\n').filter((line) => !/^\[[^\]]+\]\([^)]+\)$/.test(line));
      const sentences = prose
        .join(' ')
        .split(/[.!?](?: |$)/)
        .filter((sentence) => sentence !== '');
      expect([id, sentences.length >= 2 && sentences.length <= 6]).toEqual([id, true]);
      expect(sentences.filter((sentence) => sentence.replace(/\]\([^)]*\)/g, '').split(' ').length > 32)).toEqual([]);
    }
  });

  // The list of steps is narrow: VS Code cuts longer titles, and a longer button widens the text beside it.
  it('has titles and buttons that fit', () => {
    expect(steps.map(({ title }) => title).filter((title) => title.length > 33)).toEqual([]);
    expect(steps.flatMap(buttons).filter(({ label }) => label.length > 28)).toEqual([]);
    expect(steps.filter((step) => buttons(step).length === 0)).toEqual([]);
  });
});

describe('a link of a step', () => {
  const links = steps.flatMap((step) => linksOf(step).map((link) => ({ step: step.id, ...link })));

  it.each(links)('$step: “$label” runs a command of ours', ({ command, args }) => {
    expect(commands).toContain(command);
    if (command === 'djangoPreflight.explainRule') expect(existsSync(path.join(ROOT, 'docs/rules', `${args[0]}.md`))).toBe(true);
    if (command === 'djangoPreflight.startFromSnippet') expect(snippetsFor(args[0])).toContain(args[1]);
  });
});

describe('a step is completed', () => {
  it.each(steps)('by something that happens: $id', ({ completionEvents }) => {
    expect(completionEvents.length).toBeGreaterThan(0);
    for (const event of completionEvents) {
      const [kind, argument = ''] = event.split(/:(.*)/);
      if (kind === 'onCommand') expect(commands).toContain(argument);
      else if (kind === 'onContext') expect(argument.split(' && ').filter((key) => !contextKeys(EVERYTHING).has(key))).toEqual([]);
      else expect(event).toBe('onStepSelected');
    }
  });

  it('by the project wherever it is about the project', () => {
    const byProject = steps.filter(({ completionEvents }) => completionEvents.some((event) => event.startsWith('onContext:')));
    expect(byProject.map(({ id }) => id)).toEqual(['settings', 'static', 'https', 'server', 'proxy', 'launch']);
  });
});

describe('the context of the walkthrough', () => {
  it('is empty where there is nothing to judge', () => {
    expect([...contextKeys(results({ active: false, judged: ['hosts'] }))]).toEqual([]);
  });

  it('names a section settled when a rule could tell and none complains', () => {
    const keys = contextKeys(results({ judged: ['hosts', 'proxy'], failing: ['proxy'] }));
    expect([...keys]).toEqual(['djangoPreflight.active', 'djangoPreflight.settled.hosts']);
  });

  it('does not take what nobody judged for settled, and a project of which nothing is known for ready', () => {
    expect([...contextKeys(results({}))]).toEqual(['djangoPreflight.active']);
  });

  it('is ready when nothing complains at all', () => {
    expect(contextKeys(results({ judged: ['hosts'] })).has('djangoPreflight.ready')).toBe(true);
    expect(contextKeys(results({ judged: ['hosts'], failing: ['mail'] })).has('djangoPreflight.ready')).toBe(false);
  });

  it('is told only where it changed', () => {
    expect([...changedKeys(new Set(['a', 'b']), new Set(['b', 'c']))]).toEqual([
      ['a', false],
      ['c', true],
    ]);
    expect(changedKeys(new Set(['a']), new Set(['a'])).size).toBe(0);
  });
});

describe('the picture', () => {
  it('of every step is its own and as drawn from its source', () => {
    expect(new Set(pictures.map(([file]) => file)).size).toBe(steps.length);
    expect(() =>
      execFileSync(process.execPath, ['scripts/walkthrough-pictures.mjs', '--check'], { cwd: ROOT, stdio: 'pipe' }),
    ).not.toThrow();
  });

  // VS Code gives the picture no alternative text: it has to bring its own.
  it.each(steps)('of $id says in words what it shows', ({ media }) => {
    expect(media.altText).toMatch(/^\S.{60,}\.$/);
    expect(text(media.svg)).toContain(`role="img" aria-label="${media.altText}"`);
  });

  it.each(pictures)('%s is well-formed and refers to nothing outside', (_, svg) => {
    expect(brokenMarkup(svg)).toBeUndefined();
    expect(elements(svg).filter((name) => !['svg', 'rect', 'path', 'circle', 'text'].includes(name))).toEqual([]);
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/ (?:on\w+|href|xlink:\w+|src|style|class)=|url\(/);
  });

  it.each(pictures)('%s has the colours of the theme, in every theme', (_, svg) => {
    const colours = [...svg.matchAll(/ (?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour ?? '');
    expect(colours.length).toBeGreaterThan(20);
    expect(
      colours.filter((colour) => colour !== 'none' && !/^var\(--vscode-[\w-]+, (?:var\(--vscode-[\w-]+, #\w{6}\)|#\w{6})\)$/.test(colour)),
    ).toEqual([]);
    expect(svg).toContain('--vscode-contrastBorder');
  });

  it('is small, as all of them are together', () => {
    expect(pictures.map(([, svg]) => svg.length).reduce((sum, length) => sum + length, 0)).toBeLessThan(150_000);
  });
});

describe('these tests', () => {
  it.each(['<a><b></a></b>', '<a>', '<a></a><b/>', '<a>&b</a>', '<a>1 < 2</a>', '<a b=c/>', '<a b="1" b="2"/>', 'x<a/>'])(
    'see what is broken in %s',
    (broken) => {
      expect(brokenMarkup(broken)).toBeDefined();
    },
  );

  it('let what is whole pass', () => {
    expect(brokenMarkup('<a b="1" c-d="&quot;"><e/>text &amp; more<f>…</f></a>\n')).toBeUndefined();
  });
});

function results(some: Partial<StatusDto>): StatusDto {
  return { active: true, counts: { error: 0, warning: 0, info: 0, hint: 0 }, failing: [], judged: [], folders: [], ...some };
}

function linksOf({ description }: Step) {
  return [...description.matchAll(/\[([^\]]+)\]\(command:([\w.]+)(?:\?([^)]*))?\)/g)].map(([, label = '', command = '', query]) => {
    const args: readonly string[] = query === undefined ? [] : JSON.parse(decodeURIComponent(query));
    return { label, command, args };
  });
}

/** Links that stand alone on their line: VS Code makes buttons of them. */
function buttons(step: Step) {
  return linksOf(step).filter(({ label }) =>
    step.description.split('\n').some((line) => line.startsWith(`[${label}](`) && line.endsWith(')')),
  );
}

function snippetsFor(language: string | undefined): readonly string[] {
  const files = contributes.snippets.filter((one: { language: string }) => one.language === language);
  return files.flatMap(({ path: file }: { path: string }) => Object.keys(JSON.parse(text(file))));
}

function elements(svg: string): readonly string[] {
  return [...svg.matchAll(/<([\w:]+)/g)].map(([, name]) => name ?? '');
}

function text(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}
