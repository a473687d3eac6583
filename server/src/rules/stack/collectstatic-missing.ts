import { dirname, join } from '../../base/paths';
import type { Member, Stack } from '../../project/stack/model';
import { imageOf, seenBy } from '../../project/stack/paths/codePlaces';
import type { ImageSubject } from '../../project/subjects/image';
import type { Instruction } from '../../syntax/dockerfile/tree';
import { insertInstructions } from '../edit/dockerfile';
import { presence } from '../presence';
import { type Fix, type SettingsContext, settingsRule } from '../rule';
import { speaksOfCollecting } from '../shared/collecting';
import { buildKeepsOut } from '../shared/dockerignored';
import { needsOf } from '../shared/neededVariables';
import { imageSubjectOf } from '../shared/serviceImage';
import { type Chain, chainsOf, rootOf, sitesFor } from '../shared/staticChain';
import { matchOf } from '../shared/staticMatch';
import { staticBackend, usesStaticFiles } from '../storages';
import { WHITENOISE_MIDDLEWARE } from '../whiteNoise';

export const rule = settingsRule({
  meta: {
    id: 'stack/collectstatic-missing',
    title: 'Nothing collects the static files',
    category: 'static and media',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'STATIC_ROOT is served, and no Dockerfile, script, Procfile or CI job of the workspace runs collectstatic.',
    settings: ['STATIC_ROOT', 'MIDDLEWARE', 'STORAGES'],
  },
  messages: {
    missing:
      'Nothing of the workspace runs collectstatic, and {who} serves {folder}.\n{what}\nCollect when the image is built, or before the server starts.',
  },
  check(context) {
    const served = [...byNginx(context), ...byWhiteNoise(context)];
    const [first] = served;
    if (!first) return context.notApplicable('no container of the workspace serves STATIC_ROOT');
    const speaker = context.project.derived(speaksOfCollecting);
    if (speaker !== undefined) return context.unknown(`${speaker} speaks of collectstatic`);
    const root = rootOf(context, 'STATIC');
    const inside = root?.startsWith(`${context.project.files.root}/`) ? root.slice(context.project.files.root.length + 1) : undefined;
    if (inside !== undefined && context.project.files.kind(inside) !== undefined) return context.unknown(`${inside} is in the workspace`);
    judge(context, first);
  },
});

interface Served {
  readonly who: string;
  readonly stack: Stack;
  readonly app: Member;
  readonly folder: string;
}

function byNginx(context: SettingsContext): readonly Served[] {
  if (sitesFor(context).length === 0) return [];
  return chainsOf(context, 'STATIC').flatMap((chain: Chain): readonly Served[] => {
    const { site, folder } = chain;
    const isSame = matchOf(context, chain)?.kind === 'same';
    return isSame && site.app.service ? [{ who: `nginx in ${site.proxy.words}`, stack: site.stack, app: site.app, folder }] : [];
  });
}

function byWhiteNoise(context: SettingsContext): readonly Served[] {
  if (presence(context, WHITENOISE_MIDDLEWARE) !== 'listed' || usesStaticFiles(context) !== true) return [];
  if (['WHITENOISE_USE_FINDERS', 'WHITENOISE_AUTOREFRESH', 'WHITENOISE_ROOT'].some((name) => context.setting(name))) return [];
  const root = rootOf(context, 'STATIC');
  const { project, profile } = context;
  if (root === undefined) return [];
  return project.subjects('stack').flatMap((stack) =>
    stack.members.flatMap((app): readonly Served[] => {
      if (stack.kind !== 'production' || app.profile?.name !== profile.name || !app.service) return [];
      const seen = seenBy(project, stack, app, profile, root);
      return seen.kind === 'path' ? [{ who: 'WhiteNoise', stack, app, folder: seen.path }] : [];
    }),
  );
}

function judge(context: SettingsContext<'missing'>, { who, stack, app, folder }: Served) {
  const { project } = context;
  const image = imageSubjectOf(project, stack, app);
  if (!image) return context.unknown(`what the image of ${app.name} runs is not told`);
  if (image.starts.opaque !== undefined) return context.unknown(`${image.starts.opaque}, which it runs, is not in the workspace`);
  if (image.base.facts === undefined && !PLAIN.test(image.base.text)) return context.unknown(`${image.base.text} may collect itself`);
  const manifest = /Manifest/.test(staticBackend(context) ?? '');
  const what = manifest
    ? 'Without the manifest that collecting writes, every page with a static file is a 500: Missing staticfiles manifest entry.'
    : 'The folder stays empty: style sheets and scripts are 404, the admin’s too.';
  context.report({
    message: 'missing',
    data: { who, folder, what },
    place: context.place('STATIC_ROOT'),
    related: [
      ...(image.cmd ? [{ place: { file: image.file, span: image.cmd.span }, message: 'The image is built and started without it' }] : []),
      { place: app.place, message: `${app.name} starts the site` },
    ],
    fixes: fixesFor(context, stack, app, image),
  });
}

const PLAIN = /(^|\/)(python|debian|ubuntu|alpine|uv)(:|@|$)/;

/** A step of the build, with values of its own for what the settings need there. */
function fixesFor(context: SettingsContext, stack: Stack, app: Member, image: ImageSubject): readonly Fix[] {
  const { project, profile } = context;
  const before = image.entrypoint ?? image.cmd;
  const manage = join(profile.pythonPath, 'manage.py');
  const seen = seenBy(project, stack, app, profile, join(project.files.root, manage));
  if (!before || seen.kind !== 'path' || project.files.kind(manage) !== 'file') return [];
  const needs = needsOf(project, profile, image.variables);
  if (needs.open !== undefined || needs.envFiles.some((path) => !buildKeepsOut(project, image, path) && needs.missing.length > 0))
    return [];
  const values = needs.missing.map(({ name }) => `${name}=only-for-the-build `).join('');
  const program = dirname(seen.path) === imageOf(project, stack, app)?.workdir ? 'manage.py' : seen.path;
  const edit = () =>
    insertInstructions(project, image.file, stepBefore(image, before), [`RUN ${values}python ${program} collectstatic --noinput`]);
  return [{ title: 'Collect when the image is built', safe: false, edit }];
}

/** A user without rights may not write the folder: the step comes before USER, as soon as the code is there. */
function stepBefore({ final }: ImageSubject, before: Instruction): Instruction {
  const { instructions } = final;
  const copied = instructions.findLastIndex(({ keyword }) => keyword === 'COPY' || keyword === 'ADD');
  return instructions.slice(copied + 1).find(({ keyword }) => keyword === 'USER') ?? before;
}
