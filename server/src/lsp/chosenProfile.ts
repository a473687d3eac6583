import type { Analysis } from '../features/analysis';
import type { Profile } from '../project/project';
import type { ChecklistParams } from '../protocol';
import type { ServerContext } from './context';
import type { Folder } from './folder';

export interface ChosenProfile {
  readonly folder: Folder;
  readonly analysis: Analysis;
  readonly profile: Profile;
}

/**
 * The profile that a client names. What it does not name is the first folder with a profile, and the first production profile; what it
 * names and is not there gives undefined.
 */
export function chosenProfile({ workspace }: ServerContext, params: ChecklistParams | null): ChosenProfile | undefined {
  for (const folder of workspace.folders) {
    const analysis = params?.folder === undefined || params.folder === folder.uri ? folder.analysis() : undefined;
    const profiles = analysis?.project.profiles ?? [];
    const profile =
      params?.profile === undefined
        ? (profiles.find(({ kind }) => kind === 'production') ?? profiles[0])
        : profiles.find(({ name }) => name === params.profile);
    if (analysis && profile) return { folder, analysis, profile };
  }
  return undefined;
}
