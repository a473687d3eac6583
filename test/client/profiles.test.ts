import { describe, expect, it } from 'vitest';
import { checklistParams } from '../../client/src/commands/checklistParams';
import { type SettingsView, settingsUriParts, settingsViewOf } from '../../client/src/effectiveSettingsUri';
import { comparedProfiles, currentProfile } from '../../client/src/profiles';
import type { FolderProfilesDto, ProfileDto, ProfileKindName } from '../../server/src/protocol';

const profile = (name: string, kind: ProfileKindName): ProfileDto => ({ name, kind, because: 'its name says so' });
const LIVE = profile('config.live', 'production');
const LOCAL = profile('config.local', 'development');
const TEST = profile('config.test', 'test');
const folder = (name: string, ...profiles: readonly ProfileDto[]): FolderProfilesDto => ({
  folder: { uri: `file:///${name}`, name },
  profiles,
});

describe('the profile that commands are about', () => {
  const named = (...args: Parameters<typeof currentProfile>) => {
    const found = currentProfile(...args);
    return found && `${found.folder.name} ${found.profile.name}`;
  };

  it('is the chosen one', () => {
    const folders = [folder('one', LIVE, LOCAL), folder('two', LIVE, LOCAL)];
    expect(named(folders, { folder: 'file:///two', profile: 'config.local' })).toBe('two config.local');
  });

  it('is the first of production where nothing is chosen, or what was chosen is gone', () => {
    const folders = [folder('notes'), folder('one', LOCAL, LIVE)];
    expect(named(folders, {})).toBe('one config.live');
    expect(named(folders, { folder: 'file:///gone', profile: 'gone' })).toBe('one config.live');
    expect(named([folder('one', LOCAL)], {})).toBe('one config.local');
  });

  it('is none without profiles', () => {
    expect(currentProfile([folder('notes')], {})).toBeUndefined();
  });
});

describe('what is compared', () => {
  it('is production with development, and the other way round', () => {
    expect(comparedProfiles([TEST, LIVE, LOCAL], 'config.live')).toEqual([LIVE, LOCAL]);
    expect(comparedProfiles([TEST, LIVE, LOCAL], 'config.local')).toEqual([LOCAL, LIVE]);
    expect(comparedProfiles([TEST, LIVE], 'config.live')).toEqual([LIVE, TEST]);
  });

  it('is nothing where there is one profile', () => {
    expect(comparedProfiles([LIVE], 'config.live')).toBeUndefined();
  });
});

describe('the URI of a document of settings', () => {
  it('says in its path what the tab shows, and comes back whole', () => {
    const view: SettingsView = { folder: 'file:///a%20b', profile: 'config.settings:Live', layout: 'plain', defaults: false, beside: 'x' };
    const uri = settingsUriParts(view);
    expect(uri).toMatchObject({ scheme: 'django-preflight', path: '/config.settings.Live.settings.py' });
    expect(settingsViewOf(uri)).toEqual(view);
  });

  it.each(['', '{', 'null', '[]', '{"folder":1,"profile":"x"}'])('is refused with the query %j', (query) => {
    expect(settingsViewOf({ scheme: 'django-preflight', query })).toBeUndefined();
  });

  it('is not the URI of a file', () => {
    expect(settingsViewOf({ scheme: 'file', query: '{"folder":"a","profile":"b"}' })).toBeUndefined();
  });
});

it('an argument of a command names a profile, or is none', () => {
  expect(checklistParams({ folder: 'file:///a', profile: 'b', more: 1 })).toEqual({ folder: 'file:///a', profile: 'b' });
  for (const other of [undefined, null, 'b', 1, {}, { profile: 1 }]) expect(checklistParams(other)).toBeUndefined();
});
