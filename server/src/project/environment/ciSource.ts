import { child, readYaml, type Tree } from '../../syntax/compose/yamlTree';
import type { Discovery } from '../discover';
import type { Held, Variables } from './held';
import type { Starter } from './process';

const WORKFLOWS = '.github/workflows';
const GITLAB = '.gitlab-ci.yml';
const MAX_WORKFLOWS = 50;
const MAX_LENGTH = 400_000;
const RUNS_TESTS = /\bmanage\.py\s+test\b|\bpytest\b|\bpy\.test\b/;

/** The runs of tests in CI. Only profiles for tests start so. */
export function ciProcesses(discovery: Discovery): readonly Starter[] {
  const workflows = discovery.files.list(WORKFLOWS).filter((name) => /\.ya?ml$/.test(name));
  return [
    ...workflows.slice(0, MAX_WORKFLOWS).flatMap((name) => workflowProcesses(discovery, `${WORKFLOWS}/${name}`)),
    ...gitlabProcesses(discovery),
  ];
}

/** `env` of a step over that of its job over that of the workflow. Source: https://docs.github.com/actions/reference/workflow-syntax-for-github-actions#env */
function workflowProcesses(discovery: Discovery, file: string): readonly Starter[] {
  const tree = treeOf(discovery, file);
  return entriesOf(child(tree, 'jobs')).flatMap(({ key, value: job }) => {
    const steps = child(job, 'steps');
    return (steps?.kind === 'list' ? steps.items : []).flatMap((step, index): readonly Starter[] => {
      if (!RUNS_TESTS.test(textOf(child(step, 'run')))) return [];
      const variables = merged(file, [child(tree, 'env'), child(job, 'env'), child(step, 'env')]);
      return [processOf(`in step ${index + 1} of job ${key} of ${file}`, file, step, variables)];
    });
  });
}

/** `variables` of a job over those of the file. Source: https://docs.gitlab.com/ci/yaml/#variables */
function gitlabProcesses(discovery: Discovery): readonly Starter[] {
  const tree = treeOf(discovery, GITLAB);
  return entriesOf(tree).flatMap(({ key, value: job }): readonly Starter[] => {
    const script = child(job, 'script');
    const lines = script?.kind === 'list' ? script.items.map(textOf) : [textOf(script)];
    if (!lines.some((line) => RUNS_TESTS.test(line))) return [];
    return [processOf(`in job ${key} of ${GITLAB}`, GITLAB, job, merged(GITLAB, [child(tree, 'variables'), child(job, 'variables')]))];
  });
}

function treeOf(discovery: Discovery, file: string): Tree | undefined {
  const text = discovery.read(file);
  return text === undefined || text.length > MAX_LENGTH || !RUNS_TESTS.test(text) ? undefined : readYaml(text);
}

function processOf(words: string, file: string, { span }: Tree, variables: Variables): Starter {
  return { words, place: { file, span }, kind: 'test', variables, app: undefined, gunicorn: undefined };
}

/** Later maps win. A value that CI computes is not known. */
function merged(file: string, maps: readonly (Tree | undefined)[]): Variables {
  const variables = new Map<string, Held>();
  for (const { key, keySpan, value } of maps.flatMap(entriesOf)) {
    const place = { file, span: keySpan };
    const isText = value.kind === 'scalar' && (value.type === 'text' || /^(true|false|0|[1-9]\d{0,14})$/.test(value.text));
    if (value.kind === 'scalar' && isText && !value.text.includes('$')) variables.set(key, { kind: 'value', value: value.text, place });
    else variables.set(key, { kind: 'set', place });
  }
  return variables;
}

function entriesOf(tree: Tree | undefined) {
  return tree?.kind === 'map' ? tree.entries : [];
}

function textOf(tree: Tree | undefined): string {
  return tree?.kind === 'scalar' ? tree.text : '';
}
