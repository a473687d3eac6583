import { secretKeySources } from '../../features/secretKey';
import type { ChecklistParams, SecretKeyDto } from '../../protocol';
import { chosenProfile } from '../chosenProfile';
import type { ServerContext } from '../context';
import { locationOf } from '../protocolMap';

/** djangoPreflight/secretKey: where a new SECRET_KEY would have to be written. The client makes the key, so that no message ever holds one. */
export function secretKey(context: ServerContext, params: ChecklistParams | null): SecretKeyDto | null {
  const chosen = chosenProfile(context, params);
  if (!chosen) return null;
  const { folder, profile, analysis } = chosen;
  const { variables, place, files, fallbacks } = secretKeySources(analysis.project, profile);
  return {
    folder: { uri: folder.uri, name: folder.name },
    profile: profile.name,
    variables,
    ...(place && { place: locationOf(context, folder, analysis.project, place) }),
    files: files.map(({ path, ...state }) => ({ ...state, uri: context.workspace.uriOf(folder, path), label: path })),
    ...(fallbacks && { fallbacks }),
  };
}
