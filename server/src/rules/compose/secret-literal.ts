import { dirname, join } from '../../base/paths';
import type { ComposedService, ComposedVariable } from '../../project/compose/model';
import { gitIgnored } from '../../project/ignored/git';
import type { Project } from '../../project/project';
import { appendLine } from '../edit';
import { type ComposeEdits, replaceValue } from '../edit/compose';
import { subjectRule } from '../rule';
import { fitsEnvFile } from '../secret';
import { literalSecret } from '../shared/secretTexts';
import { deployedServices, isDeployment, onePerPlace } from '../shared/services';

export const rule = subjectRule('compose', {
  meta: {
    id: 'compose/secret-literal',
    title: 'A secret stands in the compose file',
    category: 'debug and secrets',
    severity: 'warning',
    scope: 'production',
    fix: 'multi',
    references: ['CWE-312', 'CWE-798'],
    summary: 'Everybody who has the repository has the secret: the file is meant to be shared, and the secret is not.',
    settings: [],
  },
  messages: {
    secret:
      'Service {service} gets the secret {name} in clear.\nEverybody who has this repository, now or later, has it too.\nTake it from the environment of compose or from a secret file, and change it: it is known.',
    url: 'Service {service} gets an address with its password in clear, in {name}.\nEverybody who has this repository, now or later, has it too.\nTake it from the environment of compose or from a secret file, and change the password: it is known.',
  },
  check(context) {
    if (!isDeployment(context.subject, context.unknown)) return;
    const { subject: group, project, report } = context;
    const isNew = onePerPlace();
    for (const service of deployedServices(group)) {
      for (const [name, variable] of service.environment) {
        const sort = secretIn(name, variable);
        if (!sort || !isNew(variable.place)) continue;
        const title = `Take ${name} from the environment, and put it into .env`;
        const edit = () => moved(project, group.folder, service, name, variable);
        const fixes = fitsEnvFile(variable.value.text) ? [{ title, safe: false, edit }] : [];
        report({ message: sort, data: { service: service.name, name }, place: variable.place, fixes });
      }
    }
  },
});

function secretIn(name: string, { kind, value }: ComposedVariable): 'secret' | 'url' | undefined {
  return kind === 'text' && value.sure && !value.text.includes('$') ? literalSecret(name, value.text) : undefined;
}

/** The text goes into the `.env` that compose reads, under the variable's own name. */
function moved(project: Project, folder: string, service: ComposedService, name: string, { place, value }: ComposedVariable): ComposeEdits {
  const path = folder === '' ? '.env' : join(folder, '.env');
  const before = project.files.read(path) ?? '';
  // The same name may stand for something else there.
  if (new RegExp(`^\\s*(export\\s+)?${name}\\s*=`, 'm').test(before)) return undefined;
  const inFile = replaceValue(project, place.file, service.name, name, `\${${name}:?}`);
  if (!inFile) return undefined;
  const text = /^[\w.+/=@%:,-]*$/.test(value.text) ? value.text : `'${value.text}'`;
  const ignored = gitIgnored(project.files, path) ? [] : [appendLine(project, join(dirname(path), '.gitignore'), '.env')];
  return [...inFile, appendLine(project, path, `${name}=${text}`), ...ignored];
}
