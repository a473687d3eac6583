import { subjectRule } from '../rule';
import { djangoPipeline, mayRunMore, pythonFileWith, stepFixes } from '../shared/pipelines';

export const rule = subjectRule('pipeline', {
  meta: {
    id: 'ci/no-deploy-check',
    title: 'The pipeline never runs check --deploy',
    category: 'release process',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'Django has checks of its own for a deployment, which only run when somebody asks for them.',
    settings: [],
  },
  messages: {
    default:
      'No job runs manage.py check --deploy.\nA change that switches off a protection of production goes out without a word.\nRun it with the settings of production, and with --fail-level WARNING: nearly all of its findings are warnings, which leave the exit code at 0.',
  },
  check(context) {
    const { project } = context;
    const pipeline = djangoPipeline(context);
    if (!pipeline) return;
    if (pipeline.commands.some(({ program, args }) => program === 'manage.py' && args[0] === 'check' && args.includes('--deploy'))) return;
    const reason = mayRunMore(context, pipeline);
    if (reason !== undefined) return context.unknown(reason);
    const inTests = pythonFileWith(project, /['"]--deploy['"]|include_deployment_checks|deploy\s*=\s*True/);
    if (inTests !== undefined) return context.unknown(`${inTests} may run it`);
    const fixes = stepFixes(project, pipeline, 'Check the deployment', 'check --deploy --fail-level WARNING', 'Add a step that runs it');
    context.report({ message: 'default', place: pipeline.place, fixes });
  },
});
