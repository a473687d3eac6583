import type { Project } from '../../project/project';

const FOLDERS = [
  '.github/workflows',
  '.circleci',
  '.gitlab',
  '.ebextensions',
  '.platform/hooks/postdeploy',
  '.platform/hooks/predeploy',
  '.buildkite',
  '.do',
];
const LARGE = 400_000;

/**
 * A file of the workspace that speaks of collectstatic, in a command, a script or an instruction for people: then somebody may collect.
 * Text is enough: it only keeps a rule silent.
 */
export function speaksOfCollecting(project: Project): string | undefined {
  const { files } = project;
  const inside = FOLDERS.flatMap((folder) => files.list(folder).map((name) => `${folder}/${name}`));
  const hidden = [...inside, '.gitlab-ci.yml', '.travis.yml'].filter((path) => files.kind(path) === 'file');
  return [...hidden, ...project.listing.filter((path) => !DATA.test(path))].find((path) => {
    const text = files.read(path) ?? '';
    return text.length < LARGE && /collectstatic|collect_static/i.test(text);
  });
}

const DATA = /\.(html?|css|js|jsx|tsx?|svg|po|json|lock|csv|xml|png|jpe?g|gif|ico|woff2?|ttf|map)$/i;
