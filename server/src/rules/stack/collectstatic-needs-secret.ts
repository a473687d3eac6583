import type { Place } from '../../base/text';
import type { Run } from '../../project/environment/runs';
import type { Project } from '../../project/project';
import type { ImageSubject } from '../../project/subjects/image';
import { type Fix, type SettingsContext, settingsRule } from '../rule';
import { buildKeepsOut } from '../shared/dockerignored';
import { startsWith } from '../shared/manageModule';
import { type NeededVariable, needsOf } from '../shared/neededVariables';

export const rule = settingsRule({
  meta: {
    id: 'stack/collectstatic-needs-secret',
    title: 'collectstatic runs where the settings cannot be loaded',
    category: 'release process',
    severity: 'error',
    scope: 'any',
    fix: 'quick',
    references: [],
    summary: 'A step of the image’s build collects static files, and the settings need a variable there that the build does not have.',
    settings: ['SECRET_KEY'],
  },
  messages: {
    missing:
      'This step of the build loads the settings, which need {names}, and the build does not have that.\nIt stops with {error}, and no image is made.\nGive the step a value that is good for nothing else, or collect when the container starts.',
  },
  check(context) {
    const { project, profile } = context;
    const runs = project.runs.filter(({ when, command }) => when === 'build' && command.args[0]?.text === 'collectstatic');
    const own = runs.filter(({ command, kind }) => kind === 'production' && !command.conditional && startsWith(project, command, profile));
    if (own.length === 0) return context.notApplicable('no build of an image collects static files with these settings');
    for (const run of own) judgeRun(context, run);
  },
});

function judgeRun(context: SettingsContext<'missing'>, { command }: Run) {
  const { project, profile } = context;
  const image = project.subjects('image').find(({ file }) => file === command.place.file);
  const step = image?.tree.instructions.find(({ span }) => span.start <= command.place.span.start && command.place.span.end <= span.end);
  if (!image || !step) return context.unknown(`what ${command.place.file} runs with is not told`);
  const text = project.files.read(image.file)?.slice(step.span.start, step.span.end) ?? '';
  if (step.flags.some(({ name }) => name === 'mount') || LOADS.test(text))
    return context.unknown('the step takes something from elsewhere');
  if (ENDS_WELL.test(text)) return context.unknown('the build goes on where the step fails');
  if (image.base.facts === undefined && !PLAIN.test(image.base.text)) return context.unknown(`what ${image.base.text} sets is not told`);
  const needs = needsOf(project, profile, command.variables);
  const [first] = needs.missing;
  if (!first) return;
  const file = needs.envFiles.find((path) => !buildKeepsOut(project, image, path));
  if (needs.open !== undefined || file !== undefined) return context.unknown(needs.open ?? `${file} may give it`);
  const names = needs.missing.map(({ name }) => name);
  context.report({
    message: 'missing',
    data: { names: names.join(', '), error: first.error },
    place: command.place,
    related: needs.missing.map(({ name, place }) => ({ place, message: `${name} is read here, without a default` })),
    fixes: prefixed(project, image, command.place, step.span.start, needs.missing),
  });
}

const PLAIN = /(^|\/)(python|debian|ubuntu|alpine|uv)(:|@|$)/;
const LOADS = /(^|[\s;&|])(\.|source|eval|export|set\s+-a)\s|env-file|dotenv|doppler|xargs|<\(|\/run\/secrets/;
const ENDS_WELL = /\|\|\s*(true|:|echo|exit 0)/;

/** Assignments before the command: they hold for it alone. */
function prefixed(
  project: Project,
  { file }: ImageSubject,
  { span }: Place,
  from: number,
  missing: readonly NeededVariable[],
): readonly Fix[] {
  const text = project.files.read(file) ?? '';
  const before = text.slice(from, span.start);
  const command =
    /(?:^RUN\s+(?:--\S+\s+)*|&&\s*|;\s*|\\\r?\n\s*)((?:[A-Za-z_]\w*=\S*\s+)*(?:\S*\/)?(?:(?:uv|poetry|pdm|pipenv)\s+run\s+)?(?:(?:\S*\/)?python[\d.]*\s+(?:-\S+\s+)*)?(?:\.\/)?)$/i.exec(
      before,
    );
  if (!command || command[1]?.includes('"')) return [];
  const at = span.start - (command[1]?.length ?? 0);
  const newText = missing.map(({ name }) => `${name}=only-for-the-build `).join('');
  const names = missing.map(({ name }) => name).join(', ');
  return [
    {
      title: `Give the step a ${names} of its own`,
      safe: false,
      edit: () => [{ file, edits: [{ span: { start: at, end: at }, newText }] }],
    },
  ];
}
