import { failingSections, judgedSections } from '../../checklist/failing';
import type { Analysis } from '../../features/analysis';
import type { FolderStatusDto, SeverityName, StatusDto } from '../../protocol';
import type { Finding } from '../../rules/rule';
import type { ServerContext } from '../context';
import type { Folder } from '../folder';

const ORDER: readonly SeverityName[] = ['error', 'warning', 'info', 'hint'];

/** djangoPreflight/status: the worst open finding of the workspace and how many there are, also folder by folder. */
export function status({ workspace }: ServerContext): StatusDto {
  const analyses = workspace.folders.flatMap((folder) => folder.analysis() ?? []);
  const findings = analyses.flatMap((analysis) => analysis.result.findings);
  const worst = worstOf(findings);
  return {
    active: analyses.some(isActive),
    counts: countsOf(findings),
    failing: [...new Set(analyses.flatMap(({ rules, result }) => failingSections(rules, result.findings)))],
    judged: [...new Set(analyses.flatMap(({ rules, result }) => judgedSections(rules, result.judgements)))],
    folders: workspace.folders.map(folderStatus),
    ...(worst && { worst: { severity: worst.severity, rule: worst.rule, message: worst.message.split('\n')[0] ?? '' } }),
  };
}

function folderStatus(folder: Folder): FolderStatusDto {
  const analysis = folder.analysis();
  return {
    uri: folder.uri,
    name: folder.name,
    enabled: analysis !== undefined,
    active: analysis !== undefined && isActive(analysis),
    profiles: (analysis?.project.profiles ?? []).map(({ name, kind, because }) => ({ name, kind, because })),
    counts: countsOf(analysis?.result.findings ?? []),
  };
}

function isActive({ project }: Analysis): boolean {
  return [project.profiles, project.gunicornConfigs, project.nginxConfigurations].some(({ length }) => length > 0);
}

function countsOf(findings: readonly Finding[]): StatusDto['counts'] {
  const count = (severity: SeverityName) => findings.filter((finding) => finding.severity === severity).length;
  return { error: count('error'), warning: count('warning'), info: count('info'), hint: count('hint') };
}

function worstOf(findings: readonly Finding[]): Finding | undefined {
  for (const severity of ORDER) {
    const found = findings.find((finding) => finding.severity === severity);
    if (found) return found;
  }
  return undefined;
}
