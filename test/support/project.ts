import { MemoryFiles } from '../../server/src/host/files';
import { openProject, type ProjectOptions } from '../../server/src/project/open';
import type { Profile, Project } from '../../server/src/project/project';
import { parsePython } from '../../server/src/syntax/python/parse';
import { nginx } from './nginx';
import { python } from './python';

/** Texts by path. */
export type Tree = Readonly<Record<string, string>>;

/** Opens a project that lies in memory. */
export async function projectOf(tree: Tree, options: Omit<ProjectOptions, 'parsePython'> = {}): Promise<Project> {
  return openProject(new MemoryFiles(new Map(Object.entries(tree))), {
    ...options,
    parsePython: await pythonText(),
    parseNginx: await nginx(),
  });
}

/** The parser as `openProject` takes it. */
export async function pythonText(): Promise<ProjectOptions['parsePython']> {
  const parser = await python();
  return (text) => parsePython(parser, text);
}

/** `config.settings: production` for each profile, in the order of the project. */
export function kinds(project: { readonly profiles: readonly Profile[] }): readonly string[] {
  return project.profiles.map((profile) => `${profile.name}: ${profile.kind}`);
}

/** Enough of a settings module to be recognised as one. */
export const SETTINGS = `SECRET_KEY = "x"
DEBUG = False
INSTALLED_APPS = ["django.contrib.admin"]
ROOT_URLCONF = "config.urls"
`;

/** An entry point that names a settings module. */
export function starts(module: string): string {
  return `import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "${module}")\n`;
}
