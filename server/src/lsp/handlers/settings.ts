import { comparisonPage, settingsPage } from '../../features/settingsPage';
import type { SettingsDto, SettingsParams } from '../../protocol';
import { chosenProfile } from '../chosenProfile';
import type { ServerContext } from '../context';

/** djangoPreflight/settings: what Django would see in one profile, as a file to read. */
export function settings(context: ServerContext, params: SettingsParams): SettingsDto | null {
  const chosen = chosenProfile(context, params);
  if (!chosen) return null;
  const { folder, profile } = chosen;
  const { project } = chosen.analysis;
  const other = project.profiles.find(({ name }) => name === params.beside) ?? profile;
  const { text, links } =
    params.layout === 'plain' ? comparisonPage(project, profile, other) : settingsPage(project, profile, params.defaults === true);
  return {
    folder: { uri: folder.uri, name: folder.name },
    profile: profile.name,
    text,
    links: links.map(({ at, file, line }) => ({
      range: { start: { line: at.line, character: at.start }, end: { line: at.line, character: at.end } },
      uri: context.workspace.uriOf(folder, file),
      line,
    })),
  };
}
