import type { FolderProfilesDto } from '../../protocol';
import type { ServerContext } from '../context';

/** djangoPreflight/profiles: the ways in which each folder's project runs. */
export function profiles({ workspace }: ServerContext): readonly FolderProfilesDto[] {
  return workspace.folders.map((folder) => ({
    folder: { uri: folder.uri, name: folder.name },
    profiles: (folder.analysis()?.project.profiles ?? []).map(({ name, kind, because }) => ({ name, kind, because })),
  }));
}
