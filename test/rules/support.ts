import { applyEdits, LineMap, type TextEdit } from '../../server/src/base/text';
import { parseVersion } from '../../server/src/base/version';
import { environmentOf } from '../../server/src/evaluate/environment';
import { MemoryFiles } from '../../server/src/host/files';
import { nginxVersion } from '../../server/src/project/nginx/version';
import { openProject } from '../../server/src/project/open';
import type { ProfileKind, Project } from '../../server/src/project/project';
import { rules } from '../../server/src/rules/registry.generated';
import type { Finding } from '../../server/src/rules/rule';
import { type RunResult, runRules } from '../../server/src/rules/run';
import { parsePython } from '../../server/src/syntax/python/parse';
import { nginx } from '../support/nginx';
import { python } from '../support/python';

/** A small workspace in memory and how it is to be judged. */
export interface Workspace {
  /** Texts by path. */
  readonly files: Readonly<Record<string, string>>;
  /**
   * The settings module or gunicorn configuration that is judged; by default `settings.py`. For other families everything of the
   * workspace is, and a `settings.py` beside it is the production settings.
   */
  readonly file?: string;
  readonly kind?: ProfileKind;
  readonly env?: Readonly<Record<string, string>>;
  /** Variables that `env` does not give are unset; otherwise they are unknown. */
  readonly isolated?: boolean;
  readonly django?: string;
  /** The version of nginx; by default what the files say. */
  readonly nginx?: string;
}

export interface Judged extends RunResult {
  readonly workspace: Workspace;
  readonly project: Project;
}

/** A settings module alone, at `settings.py`. */
export function settingsModule(text: string, options: Omit<Workspace, 'files' | 'file'> = {}): Workspace {
  return { files: { 'settings.py': text }, ...options };
}

/** Judges a workspace by the rules that a pattern selects (`django/debug-enabled`, `django`); a rule that throws fails the test. */
export async function judge(workspace: Workspace, select: string): Promise<Judged> {
  const parser = await python();
  const family = select.split('/')[0];
  const file = workspace.file ?? 'settings.py';
  const isAboutSettings = family === 'django' || family === 'preflight' || (family === 'stack' && file.endsWith('.py'));
  const settings = isAboutSettings ? file : 'settings.py';
  const module = settings.replace(/\.py$/, '').replaceAll('/', '.');
  const hasSettings = isAboutSettings || workspace.files[settings] !== undefined;
  const variables = Object.entries(workspace.env ?? {}).map(([name, value]) => [name, { value, source: 'the test' }] as const);
  const project = openProject(new MemoryFiles(new Map(Object.entries(workspace.files))), {
    parsePython: (text) => parsePython(parser, text),
    environment: environmentOf(new Map(variables), workspace.isolated ?? false),
    ...((!isAboutSettings || family === 'stack' || hasNginx(workspace)) && { parseNginx: await nginx() }),
    ...versionsOf(workspace),
    ...(hasSettings && { profiles: [{ settings: module, kind: workspace.kind ?? 'production' }] }),
    randomBytes: (count) => Uint8Array.from({ length: count }, (_, index) => index),
  });
  const result = runRules(project, rules, {
    profiles: isAboutSettings ? project.profiles.filter((profile) => profile.module === module) : [],
    ...(family !== 'gunicorn' && { gunicornConfigs: [] }),
    selection: { select: [select] },
    log: (rule, error) => {
      throw new Error(`${rule} threw`, { cause: error });
    },
  });
  return { ...result, workspace, project };
}

/** A rule about settings may look at the proxy. */
function hasNginx({ files }: Workspace): boolean {
  return Object.keys(files).some((path) => path.endsWith('nginx.conf'));
}

function versionsOf(workspace: Workspace) {
  const django = parseVersion(workspace.django ?? '5.2');
  const server = workspace.nginx === undefined ? undefined : nginxVersion(workspace.nginx, 'the test');
  return { ...(django && { djangoVersion: django }), ...(server && { nginxVersion: server }) };
}

const MARK = /[ \t]+# (?:error|warning|info|hint): \[[^\]]*\](?:, \[[^\]]*\])*[ \t]*$/gm;

/** The text without its `# error: [family/name]` marks. */
export function unmarked(text: string): string {
  return text.replace(MARK, '');
}

/** The text with a mark at the end of every line where a finding starts: what a marked text is compared with. */
export function marked(path: string, text: string, findings: readonly Finding[]): string {
  const lines = new LineMap(text);
  const here = findings.filter((finding) => finding.place.file === path);
  return text
    .split('\n')
    .map((content, line) => {
      const found = here.filter((finding) => lines.position(finding.place.span.start).line === line);
      const marks = found.map((finding) => `  # ${finding.severity}: [${finding.rule}]`);
      return content + marks.join('');
    })
    .join('\n');
}

/** The texts that change when every finding gets one fix: the first, or the one whose title starts with `title`. */
export function fixed(judged: Judged, title = ''): Readonly<Record<string, string>> {
  const edits = new Map<string, Map<string, TextEdit>>();
  for (const finding of judged.findings) {
    const fix = finding.fixes.find((candidate) => candidate.title.startsWith(title));
    for (const change of fix?.edit() ?? []) {
      const known = edits.get(change.file) ?? new Map<string, TextEdit>();
      for (const edit of change.edits) known.set(JSON.stringify(edit), edit);
      edits.set(change.file, known);
    }
  }
  const texts = [...edits].map(([path, known]) => [path, applyEdits(judged.workspace.files[path] ?? '', [...known.values()])] as const);
  return Object.fromEntries(texts.filter(([path, text]) => text !== judged.workspace.files[path]));
}

/** The ids of Django's own security checks that the findings stand for, sorted. */
export function securityIds(findings: readonly Finding[]): readonly string[] {
  const ids = findings.flatMap((finding) => finding.references.filter((reference) => reference.startsWith('security.')));
  return [...new Set(ids)].sort();
}
