import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** A settings project of projects/<name>, and what is asked about it. */
export interface Case {
  readonly name: string;
  /** Folder of the project. */
  readonly folder: string;
  readonly idiom: string;
  readonly settings: string;
  readonly configuration?: string;
  /** Folder that modules are imported from, below the project; the project itself by default. */
  readonly pythonPath?: string;
  /** Each is the whole environment of one process. */
  readonly environments: readonly Readonly<Record<string, string>>[];
  /** Least share of the values that the analyser has to know, over all environments; all of them by default. */
  readonly known?: number;
  /** Names whose value differs from process to process: the analyser must not claim to know them. */
  readonly unknown?: readonly string[];
  /** Check ids that only Django can report here, each with the reason. */
  readonly missing?: Readonly<Record<string, string>>;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What Django says of one environment. */
export type Answer = { readonly settings: Readonly<Record<string, Json>>; readonly checks: readonly string[] } | { readonly error: string };

/** What Django said of a case when it was last asked, kept for machines without it. */
export interface Recording {
  readonly madeWith: string;
  readonly makeAgain: string;
  readonly answers: readonly { readonly environment: Readonly<Record<string, string>>; readonly answer: Answer }[];
}

export function allCases(): readonly Case[] {
  const projects = join(here, 'projects');
  return readdirSync(projects)
    .sort()
    .map((name) => {
      const folder = join(projects, name);
      return { ...(JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')) as Omit<Case, 'name' | 'folder'>), name, folder };
    });
}

export function recordingFile(name: string): string {
  return join(here, 'recorded', `${name}.json`);
}

/** @throws when the case has never been recorded. */
export function readRecording(name: string): Recording {
  return JSON.parse(readFileSync(recordingFile(name), 'utf8')) as Recording;
}

/** Pieces of Python that leave a result in V. */
export function allSnippets(): readonly string[] {
  const [, ...blocks] = readFileSync(join(here, 'snippets.py'), 'utf8').split('# ---\n');
  return blocks.map((block) => block.trimEnd());
}

export const SNIPPETS_RECORDED = join(here, 'snippets.recorded.json');

/** What Python said of each snippet when it was last asked. */
export interface SnippetRecording {
  readonly madeWith: string;
  readonly makeAgain: string;
  readonly answers: readonly { readonly code: string; readonly value: Json }[];
}

export function readSnippetRecording(): SnippetRecording {
  return JSON.parse(readFileSync(SNIPPETS_RECORDED, 'utf8')) as SnippetRecording;
}

/** Names whose value differs from process to process here. What the environment gives by that name does not. */
export function varyingNames(one: Case, environment: Readonly<Record<string, string>>): ReadonlySet<string> {
  return new Set((one.unknown ?? []).filter((name) => !(name in environment)));
}

/** The environment of a test's title: `DEBUG=1 HOSTS=…`. */
export function environmentTitle(environment: Readonly<Record<string, string>>): string {
  const text = Object.entries(environment)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
  return text === '' ? 'empty environment' : text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
