import { formatVersion, type Version } from '../../base/version';
import { DJANGO_RELEASES, type DjangoRelease } from '../../knowledge/djangoReleases';
import type { PlacedRequirement } from '../../project/requirements';
import { allows } from '../../project/versions';
import { type Fix, subjectRule } from '../rule';

export const rule = subjectRule('repository', {
  meta: {
    id: 'repo/django-unsupported',
    title: 'Django line that gets no security releases any more',
    category: 'names and versions',
    severity: 'warning',
    scope: 'any',
    fix: 'quick',
    references: ['CWE-1104'],
    summary: 'The project asks for a line of Django whose security support has ended: faults that become known stay open.',
    settings: [],
  },
  messages: {
    default:
      'Django {line} has had no security releases since {ends}, and nothing newer is allowed here.\nFaults that become known since then stay open.\nMove to {next}, which is supported until {until}.',
    locked:
      'Django {line} is locked here, which has had no security releases since {ends}.\nFaults that become known since then stay open.\nMove to {next}, which is supported until {until}, and lock anew.',
  },
  check({ subject, project, report, unknown }) {
    const asked = subject.asksFor('django').filter((one) => one.specifier !== '' && one.url === undefined);
    if (asked.length === 0) return unknown('nothing names a version of Django');
    const next = DJANGO_RELEASES.findLast((release) => release.isLts && !release.isOver);
    const written = new Set(subject.requirementFiles.flatMap((file) => (file.isGenerated ? file.path : [])));
    const said = new Set<string>();
    for (const one of asked.sort((a, b) => Number(written.has(a.file)) - Number(written.has(b.file)))) {
      const newest = newestAllowed(one);
      const folder = one.file.slice(0, one.file.lastIndexOf('/') + 1);
      if (!newest?.isOver || !next || (written.has(one.file) && said.has(folder))) continue;
      said.add(folder);
      report({
        message: written.has(one.file) ? 'locked' : 'default',
        data: { line: formatVersion(newest.line), ends: newest.ends, next: formatVersion(next.line), until: next.ends },
        place: { file: one.file, span: one.specifierSpan },
        fixes: written.has(one.file) ? [] : [move(project.files.read(one.file) ?? '', one, next.line)],
      });
    }
  },
});

/** The newest line that a specifier allows; undefined where lines that the table does not have yet are allowed too, or none is. */
function newestAllowed({ specifier, marker }: PlacedRequirement): DjangoRelease | undefined {
  // Behind a marker another line may be asked for on a newer Python.
  if (marker !== '') return undefined;
  const last = DJANGO_RELEASES.at(-1)?.line ?? { major: 0, minor: 0 };
  const future = [
    { major: last.major, minor: last.minor + 1 },
    { major: last.major + 1, minor: 0 },
  ];
  if (future.some((line) => allows(specifier, line))) return undefined;
  return DJANGO_RELEASES.findLast(({ line }) => allows(specifier, line));
}

/** Any release of the line, written in the way of the file. */
function move(text: string, { file, specifier, specifierSpan }: PlacedRequirement, { major, minor }: Version): Fix {
  const quote = /^["']/.exec(text.slice(specifierSpan.start, specifierSpan.end))?.[0] ?? '';
  const isPoetry = /^(?:[\^~](?!=)|\d)/.test(specifier);
  const asked = isPoetry ? `~${major}.${minor}` : `~=${major}.${minor}.0`;
  return {
    title: `Ask for Django ${major}.${minor}`,
    safe: false,
    edit: () => [{ file, edits: [{ span: specifierSpan, newText: quote + asked + quote }] }],
  };
}
