import { entry, text } from '../../evaluate/value';
import type { Project } from '../../project/project';
import { subjectRule } from '../rule';
import { djangoPipeline, mayRunMore, pythonFileWith, stepFixes } from '../shared/pipelines';

export const rule = subjectRule('pipeline', {
  meta: {
    id: 'ci/no-collectstatic',
    title: 'The pipeline never tries to collect static files',
    category: 'release process',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'With a manifest, one reference to a file that is not there makes collectstatic fail: at the deployment, unless CI has tried.',
    settings: [],
  },
  messages: {
    default:
      'No job runs manage.py collectstatic, and the static files get hashed names ({backend}).\nOne url() in a style sheet that leads nowhere makes it fail, and the first to notice is the deployment.\nTry it in CI.',
  },
  check(context) {
    const { project } = context;
    const pipeline = djangoPipeline(context);
    if (!pipeline) return;
    const backend = staticBackend(project, pipeline.profile);
    if (backend === undefined) return context.unknown('the storage of static files is not known');
    if (!/Manifest\w*Storage$/.test(backend))
      return context.notApplicable('the static files keep their names, so that a reference that leads nowhere stops nothing');
    if (pipeline.commands.some(({ program, args }) => program === 'manage.py' && args[0] === 'collectstatic')) return;
    const reason = mayRunMore(context, pipeline);
    if (reason !== undefined) return context.unknown(reason);
    const inTests = pythonFileWith(project, /collectstatic/);
    if (inTests !== undefined) return context.unknown(`${inTests} may run it`);
    const fixes = stepFixes(project, pipeline, 'Collect static files', 'collectstatic --noinput', 'Add a step that runs it');
    context.report({
      message: 'default',
      data: { backend },
      place: pipeline.place,
      fixes,
    });
  },
});

/** The storage of static files as the settings name it; undefined where they do not, or are not known. */
function staticBackend(project: Project, profile: Project['profiles'][number]): string | undefined {
  const settings = project.evaluate(profile);
  if (settings.incomplete !== undefined || settings.raised) return undefined;
  const old = settings.settings.get('STATICFILES_STORAGE');
  const { major, minor } = project.django.version;
  const isOld = major < 5 || (major === 5 && minor < 1);
  const storages = settings.settings.get('STORAGES');
  const named = storages ? entry(storages.value, 'staticfiles') : undefined;
  if (named) return text(entry(named, 'BACKEND'));
  if (old && isOld) return text(old.value);
  return storages ? undefined : 'django.contrib.staticfiles.storage.StaticFilesStorage';
}
