import { formatVersion } from '../base/version';
import type { Files } from '../host/files';
import type { Discovery } from './discover';
import type { ProductVersion, Profile, Project } from './project';
import type { SubjectSort } from './subjects/subjects';

/**
 * What a computation asked of a project, with the answers: it comes to the same as long as each of them is the same. A question is a text
 * that `ask` knows, or the key of something derived.
 */
export type Asked = ReadonlyMap<unknown, Answered>;

interface Answered {
  readonly answer: unknown;
  /** Asks a later snapshot; undefined for a text that `ask` knows. */
  readonly again: ((project: Project) => unknown) | undefined;
}

/** A result with what it came from. */
export interface Recorded<T> {
  readonly value: T;
  readonly asked: Asked;
}

/** The answers of one snapshot: many computations ask the same. */
export type Answers = Map<unknown, unknown>;

/** Runs a computation over a project, and writes down what it asks of it. The computation must know of the project from its argument only. */
export function recorded<T>(project: Project, answers: Answers, compute: (project: Project) => T): Recorded<T> {
  const asked = new Map<unknown, Answered>();
  const note = (question: unknown, again?: (project: Project) => unknown) => {
    if (!asked.has(question)) asked.set(question, { answer: answerOf(project, answers, question, again), again });
  };
  return { value: compute(recordingProject(project, note)), asked };
}

/** Whether a project, a later snapshot of the same workspace, answers everything as before. */
export function stillHolds(project: Project, answers: Answers, { asked }: Recorded<unknown>): boolean {
  for (const [question, { answer, again }] of asked) if (!Object.is(answerOf(project, answers, question, again), answer)) return false;
  return true;
}

function answerOf(project: Project, answers: Answers, question: unknown, again: Answered['again']): unknown {
  if (!answers.has(question)) answers.set(question, again ? again(project) : ask(project, String(question)));
  return answers.get(question);
}

/** A question is a word, and what it is about. Answers are texts, or objects that are kept from snapshot to snapshot while they are the same. */
function ask(project: Project, question: string): unknown {
  const at = question.indexOf(' ');
  const [word, about] = at < 0 ? [question, ''] : [question.slice(0, at), question.slice(at + 1)];
  switch (word as Word) {
    case 'profiles':
      return JSON.stringify(project.profiles);
    case 'versions':
      return [project.django, project.gunicorn].map(versionText).join();
    case 'gunicornConfigs':
      return project.gunicornConfigs;
    case 'nginxConfigurations':
      return project.nginxConfigurations;
    case 'requirements':
      return project.requirements && [...project.requirements].sort().join();
    case 'specifiers':
      return project.specifiers(about).join();
    case 'requirementFiles':
      return project.requirementFiles;
    case 'listing':
      return project.listing;
    case 'processes':
      return project.processes;
    case 'runs':
      return project.runs;
    case 'listeners':
      return JSON.stringify([...project.listeners.django, 0, ...project.listeners.others]);
    case 'subjects':
      return project.subjects(about as SubjectSort);
    case 'evaluate': {
      const profile = project.profiles.find(({ name }) => name === about);
      return profile && project.evaluate(profile);
    }
    case 'evaluateGunicorn':
      return project.evaluateGunicorn(about);
    case 'nginx':
      return project.nginx(about)?.tree;
    case 'python':
      return project.python(about);
    case 'source':
      return project.source(about)?.text;
    case 'read':
      return project.files.read(about);
    case 'kind':
      return project.files.kind(about);
    case 'list':
      return project.files.list(about).join('\n');
    case 'realPath':
      return project.files.realPath(about);
  }
}

type Word =
  | Exclude<keyof Project, 'files' | 'profileOf' | 'django' | 'gunicorn' | 'fileCount' | 'derived' | 'randomSecret'>
  | Exclude<keyof Files, 'root'>
  | 'versions';

function recordingProject(project: Project, note: (question: unknown, again?: (project: Project) => unknown) => void): Project {
  const noted = <T>(word: Word, about: string, value: () => T): T => {
    note(about === '' ? word : `${word} ${about}`);
    return value();
  };
  const { files } = project;
  return {
    files: {
      root: files.root,
      read: (path) => noted('read', path, () => files.read(path)),
      kind: (path) => noted('kind', path, () => files.kind(path)),
      list: (path) => noted('list', path, () => files.list(path)),
      realPath: (path) => noted('realPath', path, () => files.realPath(path)),
    },
    get profiles() {
      return noted('profiles', '', () => project.profiles);
    },
    get django() {
      return noted('versions', '', () => project.django);
    },
    get gunicorn() {
      return noted('versions', '', () => project.gunicorn);
    },
    get gunicornConfigs() {
      return noted('gunicornConfigs', '', () => project.gunicornConfigs);
    },
    get nginxConfigurations() {
      return noted('nginxConfigurations', '', () => project.nginxConfigurations);
    },
    get requirements() {
      return noted('requirements', '', () => project.requirements);
    },
    get requirementFiles() {
      return noted('requirementFiles', '', () => project.requirementFiles);
    },
    get listing() {
      return noted('listing', '', () => project.listing);
    },
    get processes() {
      return noted('processes', '', () => project.processes);
    },
    get runs() {
      return noted('runs', '', () => project.runs);
    },
    get listeners() {
      return noted('listeners', '', () => project.listeners);
    },
    get fileCount() {
      return project.fileCount;
    },
    profileOf(process) {
      note('processes');
      note('profiles');
      return project.profileOf(process);
    },
    specifiers: (name) => noted('specifiers', name, () => project.specifiers(name)),
    subjects: (sort) => noted('subjects', sort, () => project.subjects(sort)),
    evaluate: (profile: Profile) => noted('evaluate', profile.name, () => project.evaluate(profile)),
    evaluateGunicorn: (file) => noted('evaluateGunicorn', file, () => project.evaluateGunicorn(file)),
    nginx: (file) => noted('nginx', file, () => project.nginx(file)),
    python: (file) => noted('python', file, () => project.python(file)),
    source: (file) => noted('source', file, () => project.source(file)),
    derived(compute, key = compute) {
      // What it came from may change without changing it.
      note(typeof key === 'string' ? `derived ${key}` : key, (asked) => asked.derived(compute, key));
      return project.derived(compute, key);
    },
    randomSecret: () => project.randomSecret(),
  };
}

/** Searches of a project that is asked for what they read. */
export function discoveryOf(project: Project, discovery: Discovery): Discovery {
  return {
    files: project.files,
    get roles() {
      // They change with the listing.
      return project.listing && discovery.roles;
    },
    read: (path) => project.files.read(path),
    python: (path) => project.python(path)?.tree,
    outline: (path) => project.python(path) && discovery.outline(path),
    ofText: (path, compute) => (project.files.read(path) === undefined ? undefined : discovery.ofText(path, compute)),
  };
}

function versionText({ version, source }: ProductVersion): string {
  return `${formatVersion(version)} ${source}`;
}
