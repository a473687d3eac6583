import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIGURATION, PROFILE_KINDS, parseConfiguration, RULE_LEVELS, SECTION } from '../../server/src/lsp/configuration';
import { COMMANDS } from '../../server/src/protocol';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const properties: Readonly<Record<string, { default: unknown; scope: string }>> = manifest.contributes.configuration.properties;
/** Read by the client itself. */
const CLIENT_ONLY = ['trace.server'];
const serverKeys = Object.keys(properties)
  .map((name) => name.slice(SECTION.length + 1))
  .filter((name) => !CLIENT_ONLY.includes(name));

describe('the settings of the manifest', () => {
  it('are those that the server reads', () => {
    expect([...serverKeys].sort()).toEqual(Object.keys(flat(DEFAULT_CONFIGURATION)).sort());
  });

  it('have the defaults of the server', () => {
    const defaults = Object.fromEntries(serverKeys.map((key) => [key, properties[`${SECTION}.${key}`]?.default]));
    expect(defaults).toEqual(flat(DEFAULT_CONFIGURATION));
    expect(parseConfiguration(nested(defaults))).toEqual({ configuration: DEFAULT_CONFIGURATION, problems: [] });
  });

  it('can differ between folders', () => {
    for (const key of serverKeys) expect(properties[`${SECTION}.${key}`]?.scope, key).toBe('resource');
  });

  it('offer the severities and kinds of profile that the server understands', () => {
    expect(choicesOf('rules')).toEqual(RULE_LEVELS);
    expect(choicesOf('profiles')).toEqual(PROFILE_KINDS);
  });
});

/** Those of the checklist's tree and report are registered beside it. */
const OF_THE_CHECKLIST = /^djangoPreflight\.checklist\./;
const contributed: readonly string[] = manifest.contributes.commands.map(({ command }: { command: string }) => command);

it('the commands of the manifest are those that the client registers', () => {
  expect(contributed.filter((command) => !OF_THE_CHECKLIST.test(command)).sort()).toEqual(Object.values(COMMANDS).sort());
});

it('the command palette has nothing of ours where there is nothing to judge, but for the way in', () => {
  const shown = new Map(
    manifest.contributes.menus.commandPalette.map((entry: { command: string; when: string }) => [entry.command, entry.when]),
  );
  const everywhere = contributed.filter(
    (command) => !/djangoPreflight\.(active|started)|django-preflight$|^false$/.test(String(shown.get(command) ?? '')),
  );
  expect(everywhere).toEqual([COMMANDS.openWalkthrough]);
});

it('the context menu of an editor has one entry, and only for files that we know', () => {
  const entries: readonly { command: string; when: string }[] = manifest.contributes.menus['editor/context'];
  expect(entries.map(({ command }) => command)).toEqual([COMMANDS.explainAtCursor]);
  for (const { when } of entries) expect(when).toMatch(/^djangoPreflight\.active && editorLangId =~ /);
});

it('the extension runs where the files are', () => {
  expect(manifest.extensionKind).toEqual(['workspace']);
});

it('the extension works in Restricted Mode, and says what it cannot do in a virtual workspace', () => {
  expect(manifest.capabilities.untrustedWorkspaces.supported).toBe(true);
  expect(manifest.capabilities.virtualWorkspaces).toMatchObject({ supported: 'limited', description: expect.stringMatching(/\w/) });
});

it('the extension starts by itself only where there is something of Django, or of nginx', () => {
  for (const event of manifest.activationEvents)
    expect(event).toMatch(/^(workspaceContains:(\*\*\/)?\w+(\.\w+)*\.py|onWebviewPanel:djangoPreflight\.checklist|onLanguage:nginx)$/);
});

/** A group of settings as an editor names them: `inlayHints.enabled`. A map that the user fills stays as it is. */
function flat(configuration: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(configuration).flatMap(([key, value]) => {
      const inner = typeof value === 'object' ? Object.entries(value) : [];
      return inner.length === 0 ? [[key, value]] : inner.map(([name, each]) => [`${key}.${name}`, each]);
    }),
  );
}

/** The same as an editor sends it. */
function nested(settings: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(settings)) {
    const [group = '', name] = key.split('.');
    result[group] = name === undefined ? value : { ...(result[group] as object | undefined), [name]: value };
  }
  return result;
}

function choicesOf(key: string): unknown {
  const schema = properties[`${SECTION}.${key}`] as { additionalProperties?: { enum?: unknown } } | undefined;
  return schema?.additionalProperties?.enum;
}
