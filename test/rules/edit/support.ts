import { applyEdits } from '../../../server/src/base/text';
import { MemoryFiles } from '../../../server/src/host/files';
import { openProject } from '../../../server/src/project/open';
import type { EditScope, Edits } from '../../../server/src/rules/edit';
import { parsePython } from '../../../server/src/syntax/python/parse';
import { python } from '../../support/python';

/** A workspace whose settings are edited. */
export interface Sources {
  /** Texts by path. */
  readonly files: Readonly<Record<string, string>>;
  /** The settings module of the profile; by default `settings.py`. */
  readonly file?: string;
  /** The settings modules of other profiles. */
  readonly others?: readonly string[];
  /** The class of class-based settings. */
  readonly configuration?: string;
}

/** What an edit makes of a text, or of each file that it changes; undefined where it is not offered. */
export async function edited(sources: Sources | string, edit: (scope: EditScope) => Edits): Promise<unknown> {
  const given: Sources = typeof sources === 'string' ? { files: { 'settings.py': sources } } : sources;
  const made = edit(await scopeOf(given));
  if (!made) return undefined;
  const texts = made.map(({ file, edits }) => [file, applyEdits(given.files[file] ?? '', edits)] as const);
  return typeof sources === 'string' ? texts[0]?.[1] : Object.fromEntries(texts);
}

export async function scopeOf({ files, file = 'settings.py', others = [], configuration }: Sources): Promise<EditScope> {
  const parser = await python();
  const module = (path: string) => path.replace(/\.py$/, '').replaceAll('/', '.');
  const own = configuration === undefined ? module(file) : `${module(file)}:${configuration}`;
  const project = openProject(new MemoryFiles(new Map(Object.entries(files))), {
    parsePython: (text) => parsePython(parser, text),
    profiles: [own, ...others.map(module)].map((settings) => ({ settings, kind: 'production' as const })),
  });
  const profile = project.profiles.find((candidate) => candidate.name === own);
  if (!profile) throw new Error(`there is no profile ${own}`);
  return { project, profile, settings: project.evaluate(profile) };
}
