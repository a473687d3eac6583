import { isPlaceholder } from '../../project/environment/names';
import { isSecretName } from '../../project/mask';
import type { Project } from '../../project/project';
import type { EnvFileSubject } from '../../project/subjects/envFile';
import type { EnvAssignment } from '../../syntax/envFile/lines';
import { setEnvValue } from '../edit/envFile';
import { environmentReads } from '../environment';
import { type Fix, type SubjectContext, subjectRule } from '../rule';
import { weakness } from '../secret';
import { isGuessable } from '../shared/envSecrets';

export const rule = subjectRule('envFile', {
  meta: {
    id: 'env/insecure-value',
    title: 'Value for development in an env file of production',
    category: 'debug and secrets',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: ['security.W009', 'security.W018', 'security.W020'],
    summary: 'An env file that is named for production turns DEBUG on, or holds a key or password that anybody can guess.',
    settings: ['DEBUG', 'SECRET_KEY', 'ALLOWED_HOSTS'],
  },
  messages: {
    debug:
      '{name} turns DEBUG on, in a file that is named for production.\nEvery error then shows code and settings to the visitor.\nSet it to False.',
    weak: '{name} is the secret key of production, and {weakness}.\nWho guesses it can sign in as anybody.\nPut a new random key here.',
    star: '{name} lets every host in, in a file that is named for production.\nA visitor who sends another Host header then decides where links in mails point.\nName the hosts of the site.',
    guessable:
      '{name} is a password that everybody tries first, in a file that is named for production.\nWhoever reaches the service behind it is in.\nPut a random one here, and change it at the service too.',
  },
  check(context) {
    const { subject } = context;
    if (subject.named !== 'production') return context.notApplicable(`${subject.path} is not named for production`);
    if (subject.isTemplate) return context.notApplicable(`${subject.path} is a template`);
    for (const assignment of subject.assignments) if (assignment.value !== '') judge(context, assignment);
  },
});

type Context = SubjectContext<'envFile', 'debug' | 'weak' | 'star' | 'guessable'>;

function judge(context: Context, assignment: EnvAssignment): void {
  const { subject, project } = context;
  const { name, value } = assignment;
  const settings = settingsFrom(project, subject, name);
  const report = (message: 'debug' | 'weak' | 'star' | 'guessable', reference: string, fixes: readonly Fix[], weak = '') =>
    context.report({
      message,
      data: { name, weakness: weak },
      place: { file: subject.path, span: assignment.valueSpan },
      references: reference === '' ? [] : [reference],
      related: subject
        .readsOf(name)
        .slice(0, 1)
        .map(({ read }) => ({ place: read.at, message: `${name} is read here` })),
      fixes,
    });
  const write = (text: () => string, title: string): Fix => ({
    title,
    safe: false,
    edit: () => [{ file: subject.path, edits: [setEnvValue(assignment, text())] }],
  });
  if (settings.get('DEBUG') === 'bool') {
    if (/^(true|1|yes|y|on|ok|t)$/i.test(value)) report('debug', 'security.W018', [write(() => 'False', `Set ${name} to False`)]);
    return;
  }
  if (settings.has('DEBUG')) {
    context.unknown(`what ${name} has to be for DEBUG to be on is a matter of the settings' own code`);
    return;
  }
  if (settings.get('SECRET_KEY') === 'str') {
    const weak = isPlaceholder(value, false) ? undefined : weakness(value);
    const fresh = write(() => project.randomSecret(), `Put a new random key into ${name}`);
    if (weak) report('weak', 'security.W009', [fresh], weak);
    return;
  }
  if (settings.has('ALLOWED_HOSTS') && value.split(',').some((item) => item.trim() === '*')) {
    report('star', 'security.W020', []);
    return;
  }
  const isUsed = subject.readsOf(name).length > 0 || subject.readers.some(({ dialect }) => dialect === 'compose' || dialect === 'docker');
  if (isUsed && isSecretName(name) && isGuessable(value)) report('guessable', '', []);
}

/** Settings of production that come from a variable, and how its text becomes them; what something else has a say in is left out. */
function settingsFrom(project: Project, subject: EnvFileSubject, name: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { profile } of subject.readsOf(name)) {
    if (profile.kind !== 'production') continue;
    for (const setting of ['DEBUG', 'SECRET_KEY', 'ALLOWED_HOSTS']) {
      const value = project.evaluate(profile).settings.get(setting)?.value;
      const reads = value ? environmentReads(value) : [];
      const own = reads.find((read) => read.name === name);
      if (own && reads.every((read) => read.name === name)) found.set(setting, own.parse);
    }
  }
  return found;
}
