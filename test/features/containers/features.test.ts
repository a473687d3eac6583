import { describe, expect, it } from 'vitest';
import { composeFeatures } from '../../../server/src/features/compose';
import { dockerfileFeatures } from '../../../server/src/features/dockerfile';
import { MemoryFiles } from '../../../server/src/host/files';
import { serviceKeys, topLevelKeys } from '../../../server/src/knowledge/containers';
import { COMPOSE } from '../../../server/src/knowledge/prose/containers/compose';
import { DOCKERFILE } from '../../../server/src/knowledge/prose/containers/dockerfile';
import { openProject } from '../../../server/src/project/open';
import { KEYWORDS } from '../../../server/src/syntax/dockerfile/tree';

const FORMAT = { format: 'text', link: () => '' } as const;

/** A workspace of files; `|` in one of them is the cursor. */
function at(files: Readonly<Record<string, string>>) {
  const [file = '', marked = ''] = Object.entries(files).find(([, text]) => text.includes('|')) ?? [];
  const offset = marked.indexOf('|');
  const texts = new Map(Object.entries({ ...files, [file]: marked.replace('|', '') }));
  const project = openProject(new MemoryFiles(texts), {
    parsePython: () => {
      throw new Error('no Python here');
    },
  });
  const features = [dockerfileFeatures, composeFeatures].find((one) => one.owns(project, file));
  const shown = (place: { readonly file: string; readonly span: { readonly start: number; readonly end: number } }) =>
    `${place.file}: ${(texts.get(place.file) ?? '').slice(place.span.start, place.span.end)}`;
  return {
    features,
    hover: () => features?.hover?.(project, file, offset, FORMAT)?.text,
    labels: () => (features?.completions?.(project, file, offset) ?? []).map(({ label }) => label),
    completed: (label: string) => {
      const found = features?.completions?.(project, file, offset).find((one) => one.label === label);
      const text = texts.get(file) ?? '';
      return found && text.slice(0, found.span.start) + found.text + text.slice(found.span.end);
    },
    targets: () => (features?.definition?.(project, file, offset) ?? []).map(shown),
    uses: () => (features?.references?.(project, file, offset) ?? []).map(shown),
  };
}

describe('the prose', () => {
  it('is about instructions and keys that there are', () => {
    expect(KEYWORDS.filter((keyword) => !(keyword in DOCKERFILE))).toEqual([]);
    expect(Object.keys(DOCKERFILE).filter((keyword) => !KEYWORDS.includes(keyword))).toEqual([]);
    const keys = [...serviceKeys(), ...topLevelKeys(), 'version'];
    expect(Object.keys(COMPOSE).filter((key) => !keys.includes(key))).toEqual([]);
    const related = [...Object.values(COMPOSE), ...Object.values(DOCKERFILE)].flatMap((prose) => prose.related ?? []);
    expect(related.filter((name) => !keys.includes(name) && !KEYWORDS.includes(name))).toEqual([]);
  });
});

describe('a Dockerfile', () => {
  it('is known by its name', () => {
    expect(at({ Dockerfile: '|' }).features).toBe(dockerfileFeatures);
    expect(at({ 'deploy/Dockerfile.prod': '|' }).features).toBe(dockerfileFeatures);
    expect(at({ 'notes.txt': '|' }).features).toBeUndefined();
  });

  it('says what an instruction does, and what holds in the end', () => {
    const text = at({ Dockerfile: 'FROM python:3.13-slim\nUS|ER shop\nCMD ["a"]\n' }).hover();
    expect(text).toContain('USER');
    expect(text).toContain('shop');
    expect(at({ Dockerfile: 'FROM python:3.13\nRUN ec|ho\n' }).hover()).toBeUndefined();
    expect(at({ Dockerfile: 'FROM a\nONBUILD CO|PY . .\n' }).hover()).toContain('COPY');
  });

  it('completes instructions, flags and stages', () => {
    expect(at({ Dockerfile: 'FROM a\nHEA|\n' }).completed('HEALTHCHECK')).toBe('FROM a\nHEALTHCHECK \n');
    expect(at({ Dockerfile: 'FROM a\nCOPY --|\n' }).labels()).toContain('--from');
    expect(at({ Dockerfile: 'FROM a AS build\nFROM b\nCOPY --from=|\n' }).completed('build')).toBe(
      'FROM a AS build\nFROM b\nCOPY --from=build\n',
    );
    expect(at({ Dockerfile: 'FROM a AS build\nFROM |\n' }).labels()).toEqual(['build']);
    expect(at({ Dockerfile: 'FROM a\n# US|\n' }).labels()).toEqual([]);
  });

  it('leads from a stage to where it begins, and from a copied file to it', () => {
    const text = 'FROM a AS build\nFROM b\nCOPY --from=bu|ild /x /x\n';
    expect(at({ Dockerfile: text }).targets()).toEqual(['Dockerfile: build']);
    expect(at({ Dockerfile: text }).uses()).toEqual(['Dockerfile: build', 'Dockerfile: build']);
    expect(at({ Dockerfile: 'FROM a\nCOPY entry|point.sh /\n', 'entrypoint.sh': '' }).targets()).toEqual(['entrypoint.sh: ']);
  });
});

const COMPOSED =
  'services:\n  web:\n    build: .\n    depends_on: [db]\n    networks: [back]\n    volumes:\n      - media:/media\n  db:\n    image: postgres:17\nvolumes:\n  media:\nnetworks:\n  back:\n';

describe('a compose file', () => {
  it('is known by its name and what it holds', () => {
    expect(at({ 'compose.yml': 'services:\n  a|:\n' }).features).toBe(composeFeatures);
    expect(at({ 'prod.yml': 'services:\n  web:\n    image: |a\n' }).features).toBe(composeFeatures);
    expect(at({ 'prod.yml': 'a: |b\n' }).features).toBeUndefined();
  });

  it('says what a key of a service does', () => {
    expect(at({ 'compose.yml': COMPOSED.replace('depends_on', 'depends|_on') }).hover()).toContain('service_healthy');
    expect(at({ 'compose.yml': COMPOSED.replace('postgres', 'post|gres') }).hover()).toBeUndefined();
    // A key of that name elsewhere is another one.
    expect(at({ 'compose.yml': 'services:\n  web:\n    labels:\n      ima|ge: x\n' }).hover()).toBeUndefined();
  });

  it('completes keys where they belong, also while the text is no YAML', () => {
    expect(at({ 'compose.yml': 'services:\n  web:\n    rest|\n' }).completed('restart')).toBe('services:\n  web:\n    restart: \n');
    expect(at({ 'compose.yml': 'services:\n  web:\n    image: a\n    healthcheck:\n      |\n' }).labels()).toContain('interval');
    expect(at({ 'compose.yml': '|' }).labels()).toContain('services');
    expect(at({ 'compose.yml': 'services:\n  |\n' }).labels()).toEqual([]);
  });

  it('completes words and names', () => {
    expect(at({ 'compose.yml': 'services:\n  web:\n    restart: un|\n' }).completed('unless-stopped')).toContain('restart: unless-stopped');
    const services = 'services:\n  db:\n    image: a\n  web:\n    depends_on:\n      - |\n';
    expect(at({ 'compose.yml': services }).labels()).toEqual(['db']);
    expect(at({ 'compose.yml': COMPOSED.replace('[back]', '\n      - |') }).labels()).toEqual(['back']);
  });

  it('leads from a name to what it means', () => {
    expect(at({ 'compose.yml': COMPOSED.replace('[db]', '[d|b]') }).targets()).toEqual(['compose.yml: db']);
    expect(at({ 'compose.yml': COMPOSED.replace('[back]', '[ba|ck]') }).targets()).toEqual(['compose.yml: back']);
    expect(at({ 'compose.yml': COMPOSED.replace('media:/', 'med|ia:/') }).targets()).toEqual(['compose.yml: media']);
    expect(at({ 'compose.yml': COMPOSED.replace('build: .', 'build: |.'), Dockerfile: 'FROM a\n' }).targets()).toEqual(['Dockerfile: ']);
    const env = 'services:\n  web:\n    image: a\n    env_file:\n      - ./pr|od.env\n';
    expect(at({ 'compose.yml': env, 'prod.env': 'A=1\n' }).targets()).toEqual(['prod.env: ']);
  });

  it('finds every use of a name', () => {
    expect(at({ 'compose.yml': COMPOSED.replace('  media:\n', '  me|dia:\n') }).uses()).toEqual([
      'compose.yml: media',
      'compose.yml: media:/media',
    ]);
  });
});
