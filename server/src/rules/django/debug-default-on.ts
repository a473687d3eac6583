import { truth } from '../../evaluate/value';
import { environmentReads, hostVariable, placeOfValue, unsetOutcome } from '../environment';
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
    told: 'DEBUG is on where {where}: {source} turns it on.\nThe error pages of that process show source and settings to every visitor.\nTurn it off there, and on in development only.',
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
    const place = placeOfValue(context, 'DEBUG', outcome.value);
    const given = environmentReads(value).find(({ givenAt }) => givenAt !== undefined)?.givenAt;
    if (given) {
      const line = context.project.source(given.file)?.lines.position(given.span.start).line;
      const source = line === undefined ? given.file : `${given.file}:${line + 1}`;
      context.report({ message: 'told', data: { where: outcome.where, source }, place });
      return;
    }
    const variable = environmentReads(value)[0]?.name ?? outcome.variable;
    const fix = variable && setFromEnv(context, 'DEBUG', { variable, parse: 'bool', default: 'False' }, 'Make DEBUG off by default');
    const fixes = fix && isOneAssignment(context, 'DEBUG') ? [fix] : [];
    context.report({ message: 'default', data: { where: outcome.where }, place, fixes });
  },
});
