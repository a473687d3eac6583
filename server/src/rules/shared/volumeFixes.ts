import type { Member } from '../../project/stack/model';
import { type Edits, together } from '../edit';
import { addVolume, declareVolume, type NewMount } from '../edit/compose';
import type { Fix, SettingsContext } from '../rule';
import type { Chain } from './staticChain';

/**
 * Gives nginx's container the folder that Django fills: by the volume that Django's has it in, else by a new one for both.
 * @param served where nginx looks for it.
 * @param serve fixes that let nginx look elsewhere, for a volume that the folder is only a part of.
 */
export function mountFixes(
  context: SettingsContext,
  { site, held, folder }: Chain,
  served: string,
  serve: (folder: string) => readonly Fix[],
): readonly Fix[] {
  const { app, proxy, stack } = site;
  if (!app.service || !proxy.service || !stack.compose) return [];
  if (held.kind === 'mount' && held.mount.kind === 'volume') {
    const { source, target } = held.mount;
    const isWhole = held.rest === '';
    const at = isWhole ? served : target;
    const edit = () => {
      const mounted = mount(context, proxy, { source, target: at, readOnly: true });
      const [moved] = isWhole ? [] : serve(`${target}/${held.rest}`).map((fix) => fix.edit());
      return isWhole ? mounted : together(mounted, moved);
    };
    return [{ title: `Mount ${source} at ${at} of ${proxy.name}`, safe: false, edit }];
  }
  const taken = new Set(stack.compose.volumes.map(({ name }) => name));
  const name = ['static', 'staticfiles', 'collected_static'].find((one) => !taken.has(one));
  if (held.kind !== 'own' || name === undefined) return [];
  const file = stack.compose.volumes.at(-1)?.place.file ?? app.place.file;
  const edit = () =>
    together(
      mount(context, app, { source: name, target: folder }),
      mount(context, proxy, { source: name, target: served, readOnly: true }),
      declareVolume(context.project, file, name),
    );
  return [{ title: `Share a volume ${name} between ${app.name} and ${proxy.name}`, safe: false, edit }];
}

function mount({ project }: SettingsContext, { name, place }: Member, what: NewMount): Edits {
  return addVolume({ project, file: place.file, service: name }, what);
}
