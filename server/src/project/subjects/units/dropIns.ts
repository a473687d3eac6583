import { basename, dirname, join } from '../../../base/paths';
import type { Files } from '../../../host/files';

const MAX_DROP_INS = 50;

/**
 * The drop-ins of a unit that lie beside it, in the order in which systemd reads them: by their names, whatever folder they are in. Of two
 * with the same name the one in the folder that is closer to the unit's own name stands.
 *
 * @param path of the unit: for `deploy/shop-web.service` those of `shop-web.service.d`, `shop-.service.d` and `service.d` there.
 * Source: systemd.unit(5), “Description”.
 */
export function dropInsOf(files: Files, path: string): readonly string[] {
  const found = new Map<string, string>();
  for (const folder of foldersOf(path)) {
    const names = files.kind(folder) === 'directory' ? files.list(folder).filter((name) => name.endsWith('.conf')) : [];
    for (const name of names) if (!found.has(name)) found.set(name, `${folder}/${name}`);
  }
  const byName = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
  return byName.slice(0, MAX_DROP_INS);
}

/** From the closest to the most general. A unit of a template is also read with the drop-ins of the template. */
function foldersOf(path: string): readonly string[] {
  const unit = basename(path);
  const type = unit.slice(unit.lastIndexOf('.') + 1);
  const stem = unit.slice(0, unit.lastIndexOf('.'));
  const template = /^[^@]+@/.exec(stem)?.[0];
  const names = [unit, ...(template !== undefined && template !== stem ? [`${template}.${type}`] : [])];
  const base = (template?.slice(0, -1) ?? stem).replace(/-$/, '');
  for (let dash = base.lastIndexOf('-'); dash > 0; dash = base.lastIndexOf('-', dash - 1)) {
    names.push(`${base.slice(0, dash + 1)}${template === undefined ? '' : '@'}.${type}`);
  }
  return [...names, type].map((name) => join(dirname(path), `${name}.d`));
}
