import type { Project } from '../../project/project';
import { subjectRule } from '../rule';
import { djangoPipeline, isTests, mayRunMore, stepFixes } from '../shared/pipelines';

export const rule = subjectRule('pipeline', {
  meta: {
    id: 'ci/no-tests',
    title: 'The pipeline runs no tests',
    category: 'release process',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'The project has tests, and no job of CI runs them.',
    settings: [],
  },
  messages: {
    default:
      'The project has tests ({file}), and no job runs them.\nWhat they would have caught goes out.\nRun them before anything is built or deployed.',
  },
  check(context) {
    const { project } = context;
    const pipeline = djangoPipeline(context);
    if (!pipeline) return;
    const file = testFile(project);
    if (file === undefined) return context.notApplicable('the project has no tests');
    if (pipeline.commands.some(isTests)) return;
    const reason = mayRunMore(context, pipeline);
    if (reason !== undefined) return context.unknown(reason);
    const fixes = stepFixes(project, pipeline, 'Run the tests', 'test', 'Add a step that runs them');
    context.report({
      message: 'default',
      data: { file },
      place: pipeline.place,
      fixes,
    });
  },
});

/** A file with a test in it: what `startapp` makes has none. */
function testFile(project: Project): string | undefined {
  const named = project.listing.filter((path) => /(^|\/)(tests?\.py|test_\w+\.py|\w+_tests?\.py)$/.test(path));
  return named.find((path) => /^\s*(async\s+)?def test_?\w*\(/m.test(project.files.read(path) ?? ''));
}
