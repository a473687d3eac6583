import type { EvaluatedSettings } from '../evaluate/settings';
import type { Finding, RuleMeta } from './rule';

/** Reported by the runner itself: the parser found it, no rule looks for it. */
export const syntaxErrorMeta: RuleMeta = {
  id: 'django/syntax-error',
  title: 'Syntax error in a settings file',
  category: 'names and versions',
  severity: 'error',
  scope: 'any',
  fix: 'none',
  references: [],
  summary: 'Python cannot read the file, so the process does not start; the statement is left out of all other judgements.',
  settings: [],
};

/** Settings read other files too (`pyproject.toml`, `VERSION`): only the module itself and what it imports is Python. */
export function syntaxFindings(profile: string, settings: Pick<EvaluatedSettings, 'file' | 'syntaxFaults'>): readonly Finding[] {
  const faults = settings.syntaxFaults.filter(({ file }) => file === settings.file || file.endsWith('.py'));
  return faults.map(({ file, fault }) => ({
    rule: syntaxErrorMeta.id,
    severity: syntaxErrorMeta.severity,
    profile,
    place: { file, span: fault.span },
    message: `${fault.message}\nPython cannot import this file: the process stops at start.`,
    references: [],
    related: [],
    fixes: [],
  }));
}
