import { failingSections } from '../../checklist/failing';
import type { SeverityName, StatusDto } from '../../protocol';
import type { Finding } from '../../rules/rule';
import type { ServerContext } from '../context';

const ORDER: readonly SeverityName[] = ['error', 'warning', 'info', 'hint'];

/** djangoPreflight/status: the worst open finding of the workspace and how many there are. */
export function status({ workspace }: ServerContext): StatusDto {
  const analyses = workspace.folders.flatMap((folder) => folder.analysis() ?? []);
  const findings = analyses.flatMap((analysis) => analysis.result.findings);
  const count = (severity: SeverityName) => findings.filter((finding) => finding.severity === severity).length;
  const worst = worstOf(findings);
  return {
    active: analyses.some(({ project }) =>
      [project.profiles, project.gunicornConfigs, project.nginxConfigurations].some(({ length }) => length > 0),
    ),
    counts: { error: count('error'), warning: count('warning'), info: count('info'), hint: count('hint') },
    failing: [...new Set(analyses.flatMap(({ rules, result }) => failingSections(rules, result.findings)))],
    ...(worst && { worst: { severity: worst.severity, rule: worst.rule, message: worst.message.split('\n')[0] ?? '' } }),
  };
}

function worstOf(findings: readonly Finding[]): Finding | undefined {
  for (const severity of ORDER) {
    const found = findings.find((finding) => finding.severity === severity);
    if (found) return found;
  }
  return undefined;
}
