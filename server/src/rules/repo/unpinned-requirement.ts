import { dirname } from '../../base/paths';
import { formatVersion } from '../../base/version';
import type { Project } from '../../project/project';
import type { PlacedRequirement, RequirementFile } from '../../project/requirements';
import type { RepositorySubject } from '../../project/subjects/repository';
import { type Fix, subjectRule } from '../rule';

export const rule = subjectRule('repository', {
  meta: {
    id: 'repo/unpinned-requirement',
    title: 'Requirement without a version',
    category: 'names and versions',
    severity: 'info',
    scope: 'any',
    fix: 'quick',
    references: ['CWE-1395'],
    summary: 'Without a version, every build installs whatever is newest that day; one that worked cannot be made again.',
    settings: [],
  },
  messages: {
    default:
      '{file} names no version of {names}, and no lock file beside it does.\nEvery build installs what is newest that day: one that worked cannot be made again.\nName the line that you have tested, or lock the versions.',
  },
  check({ subject, project, report, notApplicable }) {
    const files = subject.requirementFiles.filter((file) => isInstalled(subject, file));
    if (files.length === 0) return notApplicable('no file of requirements asks for Django');
    const constrained = new Set(subject.requirements.flatMap((one) => (one.isConstraint && one.specifier !== '' ? one.name : [])));
    for (const file of files) {
      if (isLocked(project, subject, file)) continue;
      const open = file.requirements.filter(
        (one) =>
          one.specifier === '' && one.url === undefined && !one.isDevelopment && one.group === undefined && !constrained.has(one.name),
      );
      const [first] = open;
      if (!first) continue;
      report({
        message: 'default',
        data: { file: file.path, names: listed(open.map((one) => one.name)) },
        place: { file: file.path, span: first.nameSpan },
        fixes: open.flatMap((one) => pin(project, one)),
      });
    }
  },
});

/** What production installs for Django: the files that ask for it, and those that are taken in with them or take them in. */
function isInstalled(subject: RepositorySubject, file: RequirementFile): boolean {
  // What a library asks for is meant to be open: `[project]`, setup.cfg and setup.py are for both.
  if (file.format !== 'txt' && file.format !== 'pipfile') return false;
  if (file.isDevelopment || file.isConstraint || file.isGenerated) return false;
  const asks = (one: RequirementFile) => one.requirements.some(({ name }) => name === 'django');
  const joined = (one: RequirementFile, other: RequirementFile) => one.includes.some(({ path }) => path === other.path);
  return (
    asks(file) ||
    subject.requirementFiles.some((other) => asks(other) && !other.isDevelopment && (joined(file, other) || joined(other, file)))
  );
}

/** A lock file, or one that a program writes from this one, says the versions. */
function isLocked({ files }: Project, { requirementFiles }: RepositorySubject, file: RequirementFile): boolean {
  if (file.path.endsWith('.in') && files.kind(file.path.replace(/\.in$/, '.txt')) === 'file') return true;
  return requirementFiles.some(
    (other) =>
      (other.format === 'lock' || other.isGenerated || other.hasHashes) &&
      (dirname(other.path) === dirname(file.path) || dirname(other.path) === ''),
  );
}

/** Only of Django and gunicorn we know the line that is new today. */
function pin(project: Project, { name, file, specifierSpan }: PlacedRequirement): readonly Fix[] {
  const known = name === 'django' ? project.django : name === 'gunicorn' ? project.gunicorn : undefined;
  const isText = specifierSpan.start === specifierSpan.end && !/\.toml$|Pipfile$/.test(file);
  if (!known || !isText) return [];
  const specifier = name === 'django' ? `~=${formatVersion(known.version)}.0` : `~=${formatVersion(known.version)}`;
  const title = `Ask for ${name}${specifier}`;
  return [{ title, safe: false, edit: () => [{ file, edits: [{ span: specifierSpan, newText: specifier }] }] }];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 4);
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}
