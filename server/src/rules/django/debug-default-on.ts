import { truth } from '../../evaluate/value';
import { environmentReads, hostVariable, isGivenByArtefact, placeOfValue, unsetOutcome } from '../environment';
import { isOneAssignment, setFromEnv } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/debug-default-on',
    title: 'DEBUG is on unless the environment turns it off',
    category: 'debug and secrets',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['security.W018', 'CWE-1188'],
    summary: 'DEBUG is read from the environment with a true default: a server that lacks the variable runs in debug mode.',
    settings: ['DEBUG'],
  },
  messages: {
    default:
      'DEBUG is on where {where}.\nOne forgotten variable on a new server, worker or container, and its error pages show source and settings.\nLet the default be off, and turn it on in development.',
  },
  check(context) {
    const value = context.value('DEBUG');
    if (truth(value) !== undefined) return;
    const outcome = unsetOutcome(value);
    if (!outcome) {
      context.notApplicable('DEBUG is not read from the environment with a default that the files tell');
      return;
    }
    if (truth(outcome.value) !== true) return;
    const host = hostVariable(outcome.where);
    if (host) {
      context.unknown(`DEBUG is on unless ${host} is set, which the hosting platform does by itself`);
      return;
    }
    const variable = environmentReads(value)[0]?.name ?? outcome.variable;
    const fix = variable && setFromEnv(context, 'DEBUG', { variable, parse: 'bool', default: 'False' }, 'Make DEBUG off by default');
    const fixes = fix && isOneAssignment(context, 'DEBUG') && !isGivenByArtefact(value) ? [fix] : [];
    context.report({ message: 'default', data: { where: outcome.where }, place: placeOfValue(context, 'DEBUG', outcome.value), fixes });
  },
});
