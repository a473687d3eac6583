import { subjectRule } from '../rule';
import { djangoPipeline, mayRunMore, pythonFileWith, stepFixes } from '../shared/pipelines';

export const rule = subjectRule('pipeline', {
  meta: {
    id: 'ci/no-migration-check',
    title: 'The pipeline does not notice a missing migration',
    category: 'release process',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'A model that changes without its migration works in tests and fails in production, where the column is missing.',
    settings: [],
  },
  messages: {
    default:
      'No job runs manage.py makemigrations --check.\nA changed model without its migration is only noticed when a page asks the database for a column that is not there.\nLet CI ask.',
  },
  check(context) {
    const { project } = context;
    const pipeline = djangoPipeline(context);
    if (!pipeline) return;
    if (!project.listing.some((path) => /(^|\/)migrations\/0\w+\.py$/.test(path)))
      return context.notApplicable('the project has no migrations');
    const asks = pipeline.commands.some(
      ({ program, args }) =>
        program === 'manage.py' && args[0] === 'makemigrations' && args.some((word) => /^--(check|dry-run)$/.test(word ?? '')),
    );
    if (asks) return;
    const reason = mayRunMore(context, pipeline);
    if (reason !== undefined) return context.unknown(reason);
    const inTests = pythonFileWith(
      project,
      /makemigrations|MigrationAutodetector|autodetector|pytest_django_migrations|check_migrations|missing_migrations/,
    );
    if (inTests !== undefined) return context.unknown(`${inTests} may do it`);
    const fixes = stepFixes(
      project,
      pipeline,
      'Look for missing migrations',
      'makemigrations --check --dry-run',
      'Add a step that runs it',
    );
    context.report({ message: 'default', place: pipeline.place, fixes });
  },
});
