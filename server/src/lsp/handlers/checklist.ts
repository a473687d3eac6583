import { formatVersion } from '../../base/version';
import { buildChecklist } from '../../checklist/build';
import type { ChecklistItem, Evidence, ItemFix } from '../../checklist/checklist';
import type { Analysis } from '../../features/analysis';
import type { ChecklistDto, ChecklistParams, EvidenceDto, FixDto, FolderDto, ItemDto } from '../../protocol';
import type { ServerContext } from '../context';
import type { Folder } from '../folder';
import { locationOf } from '../protocolMap';

/** djangoPreflight/checklist: the checklist of one profile of one folder, with the choices that there are. */
export function checklist(context: ServerContext, params: ChecklistParams | null): ChecklistDto {
  const candidates = context.workspace.folders.flatMap((folder) => {
    const analysis = folder.analysis();
    return analysis && analysis.project.profiles.length > 0 ? [{ folder, analysis }] : [];
  });
  const folders = candidates.map(({ folder }): FolderDto => ({ uri: folder.uri, name: folder.name }));
  const chosen = candidates.find(({ folder }) => folder.uri === params?.folder) ?? candidates[0];
  if (!chosen) return { folders: context.workspace.folders.map(({ uri, name }) => ({ uri, name })), profiles: [], sections: [] };
  const { folder, analysis } = chosen;
  const { profiles, django } = analysis.project;
  const profile =
    profiles.find(({ name }) => name === params?.profile) ?? profiles.find(({ kind }) => kind === 'production') ?? profiles[0];
  const result = profile && analysis.ofProfile(profile.name);
  const built = result && buildChecklist({ rules: analysis.rules, ...result });
  return {
    folder: { uri: folder.uri, name: folder.name },
    folders,
    profiles: profiles.map(({ name, kind, because }) => ({ name, kind, because })),
    ...(profile && { profile: profile.name }),
    django: `${formatVersion(django.version)} (${django.source})`,
    sections: (built?.sections ?? []).map((section) => ({
      ...section,
      items: section.items.map((item) => itemDto(context, folder, analysis, item)),
    })),
  };
}

function itemDto(context: ServerContext, folder: Folder, analysis: Analysis, item: ChecklistItem): ItemDto {
  const { id, title, status, severity, why } = item;
  return {
    id,
    title,
    status,
    ...(severity && { severity }),
    why,
    evidence: item.evidence.map((evidence) => evidenceDto(context, folder, analysis, evidence)),
    fixes: item.fixes.map((fix) => fixDto(folder, fix)),
  };
}

function evidenceDto(context: ServerContext, folder: Folder, { project }: Analysis, { place, message }: Evidence): EvidenceDto {
  const { uri, range } = locationOf(context, folder, project, place);
  return { uri, range, label: `${place.file}:${range.start.line + 1}`, message };
}

function fixDto(folder: Folder, { rule, profile, place, fix }: ItemFix): FixDto {
  const { file, span } = place;
  return {
    title: fix.title,
    safe: fix.safe,
    reference: { folder: folder.uri, rule, profile, file, start: span.start, end: span.end, title: fix.title },
  };
}
