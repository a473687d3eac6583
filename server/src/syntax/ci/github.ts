import { child, readYaml, type Tree } from '../compose/yamlTree';
import { type CiCommand, type CiJob, type CiStep, ciEntries, ciText, ciWritten } from './job';

/** A workflow of GitHub Actions. */
export interface Workflow {
  readonly name: string | undefined;
  /** `push`, `pull_request`, `workflow_call`, … */
  readonly events: readonly string[];
  readonly jobs: readonly CiJob[];
}

/**
 * Reads a workflow; undefined for what is none.
 * Source: https://docs.github.com/actions/reference/workflow-syntax-for-github-actions
 */
export function readWorkflow(file: string, text: string): Workflow | undefined {
  const tree = readYaml(text);
  const jobs = child(tree, 'jobs');
  if (jobs?.kind !== 'map') return undefined;
  const defaults = runDefaults(tree);
  return {
    name: ciText(child(tree, 'name')),
    events: eventsOf(child(tree, 'on')),
    jobs: jobs.entries.map(({ key, keySpan, value: job }): CiJob => {
      const own = { ...defaults, ...runDefaults(job) };
      const matrix = matrixOf(child(child(job, 'strategy'), 'matrix'));
      const called = child(job, 'uses');
      const steps = called?.kind === 'scalar' ? [useOf(file, job, called)] : stepsOf(file, text, child(job, 'steps'), own, matrix.ways);
      return { name: key, file, nameSpan: keySpan, steps, open: matrix.open };
    }),
  };
}

/** The steps of a composite action; undefined for an action of another sort. */
export function readCompositeAction(file: string, text: string): readonly CiStep[] | undefined {
  const runs = child(readYaml(text), 'runs');
  return ciText(child(runs, 'using')) === 'composite' ? stepsOf(file, text, child(runs, 'steps'), {}, []) : undefined;
}

function eventsOf(tree: Tree | undefined): readonly string[] {
  if (tree?.kind === 'map') return tree.entries.map(({ key }) => key);
  if (tree?.kind === 'list') return tree.items.flatMap((item) => ciText(item) ?? []);
  return [ciText(tree) ?? ''].filter((event) => event !== '');
}

interface Defaults {
  readonly folder?: string;
  readonly shell?: string;
}

function runDefaults(tree: Tree | undefined): Defaults {
  const run = child(child(tree, 'defaults'), 'run');
  const folder = ciText(child(run, 'working-directory'));
  const shell = ciText(child(run, 'shell'));
  return { ...(folder !== undefined && { folder }), ...(shell !== undefined && { shell }) };
}

function stepsOf(file: string, text: string, tree: Tree | undefined, defaults: Defaults, matrix: CiCommand['matrix']): readonly CiStep[] {
  const items = tree?.kind === 'list' ? tree.items : [];
  return items.flatMap((step): readonly CiStep[] => {
    const run = child(step, 'run');
    const uses = child(step, 'uses');
    if (uses?.kind === 'scalar') return [useOf(file, step, uses)];
    if (run?.kind !== 'scalar') return [];
    const folder = ciText(child(step, 'working-directory')) ?? defaults.folder;
    const shell = ciText(child(step, 'shell')) ?? defaults.shell;
    return [{ kind: 'command', file, line: ciWritten(text, run), key: 'run', item: step.span, folder, shell, matrix }];
  });
}

function useOf(file: string, step: Tree, uses: Extract<Tree, { readonly kind: 'scalar' }>): CiStep {
  const inputs = ciEntries(child(step, 'with')).map(({ key, value }) => ({ name: key, value: ciText(value) ?? '' }));
  return { kind: 'use', file, target: uses.text, span: uses.span, item: step.span, inputs };
}

const MAX_WAYS = 100;

/** Every combination of the matrix, `include` with it; open where it is computed. */
function matrixOf(tree: Tree | undefined): { readonly ways: CiCommand['matrix']; readonly open: string | undefined } {
  if (!tree) return { ways: [], open: undefined };
  if (tree.kind !== 'map') return { ways: [], open: 'its matrix is computed' };
  let ways: Readonly<Record<string, string>>[] = [{}];
  let open: string | undefined;
  for (const { key, value } of tree.entries) {
    if (key === 'include' || key === 'exclude') continue;
    if (value.kind !== 'list') {
      open = 'its matrix is computed';
      continue;
    }
    const texts = value.items.flatMap((item) => flat(key, item));
    ways = ways.flatMap((way) => texts.map((one) => ({ ...way, ...one }))).slice(0, MAX_WAYS);
  }
  const include = child(tree, 'include');
  if (include?.kind === 'list')
    ways = [...ways, ...include.items.map((item) => Object.assign({}, ...flat('', item)) as Record<string, string>)];
  else if (include) open = 'its matrix is computed';
  return { ways: ways.filter((way) => Object.keys(way).length > 0), open };
}

/** A value of the matrix by the names that expressions use: `python`, `env.name`. */
function flat(name: string, tree: Tree): readonly Readonly<Record<string, string>>[] {
  if (tree.kind === 'scalar') return [{ [name]: tree.text }];
  if (tree.kind === 'list') return [];
  const prefix = name === '' ? '' : `${name}.`;
  return [
    Object.assign({}, ...tree.entries.flatMap(({ key, value }) => flat(`${prefix}${key}`, value))) as Readonly<Record<string, string>>,
  ];
}
