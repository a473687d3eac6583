import { closest } from '../../base/closest';
import type { Place } from '../../base/text';
import type { Variables } from '../../project/environment/held';
import { isTrusted } from '../../project/environment/names';
import type { Project } from '../../project/project';
import type { Member, Stack } from '../../project/stack/model';
import { type SettingsContext, settingsRule } from '../rule';
import { closedEnvironment } from '../shared/closedEnvironment';
import { isForOthers, isKnownVariable } from '../shared/knownVariables';
import { mentionedElsewhere } from '../shared/variableMentions';

export const rule = settingsRule({
  meta: {
    id: 'stack/env-unused',
    title: 'A variable is given and never read',
    category: 'release process',
    severity: 'info',
    scope: 'production',
    fix: 'none',
    references: [],
    summary: 'The environment of the server has a variable that nothing of the project reads, often because its name is misspelt.',
    settings: [],
  },
  messages: {
    misspelt:
      '{name} is given to {member} and read by nothing; the settings read {meant}, which is not given.\nThe value that somebody wrote here does not arrive.\nGive it as {meant}.',
    unread:
      '{name} is given to {member} and read by nothing of the project, which reads {count} others that begin with {prefix}.\nThe value has no effect.\nTake it out, or read it in the settings.',
  },
  check(context) {
    const { project, profile } = context;
    const stacks = project.subjects('stack').filter(({ kind }) => kind === 'production');
    const members = stacks.flatMap((stack) =>
      stack.members.flatMap((member) => (member.role === 'django' && member.profile?.name === profile.name ? [{ stack, member }] : [])),
    );
    if (members.length === 0) return context.notApplicable('no container or unit of the workspace starts these settings');
    const reason = unclearReads(context);
    if (reason !== undefined) return context.unknown(reason);
    const seen = new Set<string>();
    for (const { stack, member } of members) judge(context, stack, member, seen);
  },
});

/** In words, why names that are read may be others than those that the code spells out. */
function unclearReads({ project, settings }: SettingsContext): string | undefined {
  const file = settings.files.find((path) => COMPUTED.test(project.files.read(path) ?? ''));
  if (file !== undefined) return `${file} may make the names of variables`;
  return settings.incomplete;
}

const COMPUTED =
  /pydantic|dynaconf|goodconf|configurations|env_prefix|prefixed\(|environ\.(items|keys|values|copy)\(|in os\.environ\s*:|(for|list|dict|sorted)\b[^\n]*\bos\.environ\b|environ_config|(getenv|environ(\.get)?|env(\.\w+)?|config)[([]\s*(f["']|[a-z_]\w*\s*[)\]+%,]|["'][^"'\n]*["']\s*[+%])/;

function judge(context: SettingsContext<'misspelt' | 'unread'>, stack: Stack, member: Member, seen: Set<string>) {
  const { project } = context;
  const reads = new Set(project.profiles.flatMap((profile) => project.evaluate(profile).reads.map(({ name }) => name)));
  const closed = closedEnvironment(project, stack, member);
  if (closed.kind === 'open') context.unknown(closed.reason);
  const wanted = closed.kind === 'open' ? [] : [...reads].filter((name) => !closed.variables.has(name));
  for (const [name, place] of givenHere(project, member)) {
    if (seen.has(name) || reads.has(name) || project.derived((own) => mentionedElsewhere(own, name), `mentions of ${name}`)) continue;
    seen.add(name);
    const meant = isForOthers(name) ? undefined : closest(name, wanted);
    if (meant === undefined) reportUnread(context, member, { name, place }, reads);
    else {
      const read = project.evaluate(context.profile).reads.find((one) => one.name === meant);
      const related = read ? [{ place: read.at, message: `${meant} is read here` }] : [];
      context.report({ message: 'misspelt', data: { name, member: member.name, meant }, place, related, severity: 'warning' });
    }
  }
}

interface Given {
  readonly name: string;
  readonly place: Place;
}

function reportUnread(context: SettingsContext<'misspelt' | 'unread'>, member: Member, { name, place }: Given, reads: ReadonlySet<string>) {
  const prefix = `${name.split('_')[0]}_`;
  const siblings = [...reads].filter((one) => one.startsWith(prefix));
  if (isKnownVariable(name) || siblings.length < 2 || !name.startsWith(prefix) || !isOwnPrefix(context.project, prefix)) return;
  context.report({ message: 'unread', data: { name, member: member.name, count: siblings.length, prefix }, place });
}

/** The first word of a name is the project’s own where no requirement is called so. */
function isOwnPrefix(project: Project, prefix: string): boolean {
  const word = prefix.slice(0, -1).toLowerCase();
  return (
    word.length > 2 && ![...(project.requirements ?? [])].some((name) => name.replaceAll('-', '').includes(word) || word.includes(name))
  );
}

/** What production's own files give to a member, and where: its compose file or unit, and env files that are named for it. */
function givenHere(project: Project, { process, service, place }: Member): ReadonlyMap<string, Place> {
  const variables: Variables = process?.variables ?? new Map();
  const own = new Set([place.file, ...(service?.definitions.map(({ file }) => file) ?? [])]);
  const files = [...variables].filter(
    ([, { kind, place: at }]) => kind !== 'possible' && (own.has(at.file) || (/env/.test(at.file) && isTrusted(at.file, 'production'))),
  );
  return new Map(files.filter(([, { place: at }]) => project.files.read(at.file) !== undefined).map(([name, held]) => [name, held.place]));
}
