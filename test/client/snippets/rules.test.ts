import { describe, expect, it } from 'vitest';
import { findingsIn, opened } from './judge';
import { eachExpansion, expanded, snippet } from './library';
import { placeOf } from './places';
import { completeProject, ENVIRONMENT, fileProject, nginxConfiguration, PROJECT, SETS, SETTINGS, settingsProject } from './workspaces';

const NGINX = { kind: 'nginx', block: 'http' } as const;

describe('what snippets are added to', () => {
  it.each(['5.2', '6.0', '6.1'])('has no fault under Django %s', async (django) => {
    expect(await findingsIn({ ...PROJECT, 'config/settings.py': SETTINGS }, { django })).toEqual([]);
  });

  it('is production to the product, so that a fault would be found', async () => {
    const project = await opened({ ...PROJECT, 'config/settings.py': SETTINGS });
    expect(project.profiles.map(({ name, kind }) => ({ name, kind }))).toEqual([{ name: 'config.settings', kind: 'production' }]);
    expect(await findingsIn({ ...PROJECT, 'config/settings.py': `${SETTINGS}DEBUG = True\n` })).not.toEqual([]);
  });

  it('has no fault in nginx, where one would be found', async () => {
    expect(await findingsIn({ 'nginx.conf': nginxConfiguration(NGINX, '') })).toEqual([]);
    expect(await findingsIn({ 'nginx.conf': nginxConfiguration(NGINX, 'server_tokens on;') })).not.toEqual([]);
  });
});

describe('added to production settings', () => {
  const cases = eachExpansion((one) => placeOf(one).kind === 'settings').flatMap(([title, one, text]) => {
    const place = placeOf(one);
    if (place.kind !== 'settings') return [];
    return place.django.map((django) => [title, django, settingsProject(place, django, text)] as const);
  });

  it.each(cases)('%s has no fault under Django %s, whatever the environment is', async (_, django, files) => {
    expect(await findingsIn(files, { django })).toEqual([]);
  });

  it.each(cases)('%s has no fault under Django %s, with the environment of a server', async (_, django, files) => {
    expect(await findingsIn(files, { django, environment: ENVIRONMENT })).toEqual([]);
  });
});

describe('at its place in nginx', () => {
  const cases = eachExpansion((one) => placeOf(one).kind === 'nginx').flatMap(([title, one, text]) => {
    const place = placeOf(one);
    return place.kind === 'nginx' ? [[title, nginxConfiguration(place, text)] as const] : [];
  });

  it.each(cases)('%s has no fault', async (_, text) => {
    expect(await findingsIn({ 'nginx.conf': text })).toEqual([]);
  });

  it.each(cases)('%s has no fault beside the settings of the application', async (_, text) => {
    expect(await findingsIn({ ...completeProject(), 'nginx.conf': text }, { django: '6.1' })).toEqual([]);
  });
});

describe('as a file of a project', () => {
  const cases = eachExpansion((one) => placeOf(one).kind === 'file').flatMap(([title, one, text]) => {
    const place = placeOf(one);
    return place.kind === 'file' ? [[title, fileProject(place, text)] as const] : [];
  });

  it.each(cases)('%s has no fault', async (_, files) => {
    expect(await findingsIn(files)).toEqual([]);
    expect(await findingsIn(files, { environment: ENVIRONMENT })).toEqual([]);
  });
});

describe('all together', () => {
  it.each(Object.entries(SETS))('the files for a deployment by %s have no fault', async (_, files) => {
    expect(await findingsIn(files)).toEqual([]);
    expect(await findingsIn(files, { environment: ENVIRONMENT })).toEqual([]);
  });

  it.each(Object.entries(SETS))(
    'the files for a deployment by %s have no fault with the variables that env-production writes',
    async (_, files) => {
      const key = 'DJANGO_SECRET_KEY=';
      const env = expanded('env-production').replace(key, `${key}${ENVIRONMENT.DJANGO_SECRET_KEY}`);
      expect(await findingsIn({ ...files, '.env': env })).toEqual([]);
    },
  );

  it('settings read the file that env-production writes, and have no fault with it', async () => {
    const place = placeOf(snippet('dj-env-environ'));
    if (place.kind !== 'settings') throw new Error('dj-env-environ is for settings');
    const key = 'DJANGO_SECRET_KEY=';
    const env = expanded('env-production').replace(key, `${key}${ENVIRONMENT.DJANGO_SECRET_KEY}`);
    const project = settingsProject(place, '5.2', expanded('dj-env-environ'));
    // Only what the snippet itself reads from the file is left to be there.
    const settings = project['config/settings.py']?.replace('SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]\n', '') ?? '';
    const { DJANGO_SECRET_KEY: _, ...environment } = ENVIRONMENT;
    expect(await findingsIn({ ...project, 'config/settings.py': settings, '.env': env }, { environment })).toEqual([]);
    const empty = { ...project, 'config/settings.py': settings, '.env': expanded('env-production') };
    expect((await findingsIn(empty, { environment })).join()).toContain('django/secret-key-missing');
  });

  it.each(Object.entries(SETS))('their settings for %s are found to be production', async (_, files) => {
    const { profiles } = await opened(files);
    expect(profiles.map(({ name, kind }) => `${name}: ${kind}`)).toContain('config.settings.production: production');
  });
});
