import type { Profile, Project } from '../../project/project';
import type { Member, Stack } from '../../project/stack/model';
import { addEnvironment } from '../edit/compose';
import { appendEnvLines } from '../edit/envFile';
import { type Fix, type Related, type SettingsContext, settingsRule } from '../rule';
import { closedEnvironment } from '../shared/closedEnvironment';
import { imageKeepsOut } from '../shared/dockerignored';
import { needsOf } from '../shared/neededVariables';

export const rule = settingsRule({
  meta: {
    id: 'stack/env-missing',
    title: 'A variable that the settings need is given nowhere',
    category: 'release process',
    severity: 'error',
    scope: 'production',
    fix: 'multi',
    references: [],
    summary: 'The settings read a variable without a default, and the container or unit that starts them does not have it.',
    settings: [],
  },
  messages: {
    missing:
      'The settings need {name}, and nothing gives it to {member}.\nThe server stops at start ({error}): every page is a 502.\nGive it where {member} gets its variables.',
  },
  check(context) {
    const stacks = context.project.subjects('stack').filter(({ kind }) => kind === 'production');
    const started = stacks.flatMap((stack) =>
      stack.members.flatMap((member) => (member.role === 'django' && isOf(member, context.profile) ? [{ stack, member }] : [])),
    );
    if (started.length === 0) return context.notApplicable('no container or unit of the workspace starts these settings');
    const reported = new Set<string>();
    for (const { stack, member } of started) judgeMember(context, stack, member, reported);
  },
});

function isOf({ profile }: Member, { name }: Profile): boolean {
  return profile?.name === name;
}

function judgeMember(context: SettingsContext<'missing'>, stack: Stack, member: Member, reported: Set<string>) {
  const { project, profile } = context;
  const closed = closedEnvironment(project, stack, member);
  if (closed.kind === 'open') return context.unknown(closed.reason);
  const needs = needsOf(project, profile, closed.variables);
  if (needs.missing.length === 0) return;
  const file = needs.envFiles.find((path) => !imageKeepsOut(project, stack, member, path));
  if (needs.open !== undefined || file !== undefined) return context.unknown(needs.open ?? `${file} may give it`);
  for (const { name, place, error } of needs.missing) {
    if (reported.has(name)) continue;
    reported.add(name);
    const data = { name, member: member.words, error };
    context.report({ message: 'missing', data, place, related: sources(member), fixes: fixesFor(project, member, name) });
  }
}

function sources({ place, name, service }: Member): readonly Related[] {
  const files = service?.envFiles.map((one) => ({ place: one.place, message: `${name} reads ${one.text}` })) ?? [];
  return [{ place, message: `${name} starts the settings` }, ...files];
}

/** Into the env file that is there for production, with a new key; else through compose, which then asks for it. */
function fixesFor(project: Project, { service, place, name: member }: Member, name: string): readonly Fix[] {
  if (!service) return [];
  const path = service.envFiles.at(-1)?.path;
  const text = path === undefined ? undefined : project.files.read(path);
  const toFile: readonly Fix[] =
    path !== undefined && text !== undefined && /SECRET_KEY$/.test(name)
      ? [
          {
            title: `Add a new ${name} to ${path}`,
            safe: false,
            edit: () => [{ file: path, edits: [appendEnvLines(text, [`${name}=${project.randomSecret()}`])] }],
          },
        ]
      : [];
  const edit = () => addEnvironment({ project, file: place.file, service: member }, name, `\${${name}:?${name} is needed}`);
  return [...toFile, { title: `Let compose hand ${name} on to ${member}`, safe: false, edit }];
}
