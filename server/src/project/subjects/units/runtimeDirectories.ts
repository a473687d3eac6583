import { normalize } from '../../../base/paths';
import type { Project } from '../../project';
import type { UnitSubject } from '../unit';

/** The parts of a path below /run, where /var/run leads too: `shop/web.sock`; undefined for one elsewhere. */
export function runtimeParts(path: string): readonly string[] | undefined {
  const inside = /^(?:\/var)?\/run\/(.+)$/.exec(path)?.[1];
  return inside === undefined ? undefined : normalize(inside).split('/');
}

/**
 * A name with the specifiers resolved that the unit's own file tells; undefined where others stand in it.
 * Source: systemd.unit(5), “Specifiers”.
 */
export function resolvedNames(unit: UnitSubject, name: string): string | undefined {
  const stem = unit.unit.replace(/\.\w+$/, '');
  const [prefix = '', instance] = stem.split('@');
  const known: Readonly<Record<string, string | undefined>> = {
    '%': '%',
    n: instance === '' ? undefined : unit.unit,
    N: instance === '' ? undefined : stem,
    p: prefix,
    i: instance === undefined ? '' : instance || undefined,
  };
  let isKnown = true;
  const text = name.replace(/%(.)/g, (_, letter: string) => {
    const found = Object.hasOwn(known, letter) ? known[letter] : undefined;
    if (found === undefined) isKnown = false;
    return found ?? '';
  });
  return isKnown ? text : undefined;
}

/** '' where another unit, a socket or tmpfiles.d of the workspace makes a folder of /run (`shop`); a reason where one may. */
export function providedBy(project: Project, unit: UnitSubject, folder: string): string | undefined {
  for (const other of project.subjects('unit')) {
    const names = other
      .all('Service', 'RuntimeDirectory')
      .flatMap(({ value }) => value.split(/\s+/).map((name) => resolvedNames(other, name)));
    const isOther = other !== unit && names.some((name) => name === folder || name?.startsWith(`${folder}/`) === true);
    if (isOther) return `${other.file} makes the folder as long as it runs`;
    if (
      other.type === 'socket' &&
      other.all('Socket', 'ListenStream').some(({ value }) => runtimeParts(value)?.slice(0, -1).join('/') === folder)
    )
      return '';
  }
  const rules = project.listing.filter((path) => /tmpfiles/.test(path) && path.endsWith('.conf'));
  return rules.some((path) => tmpfiles(project.files.read(path) ?? '').includes(folder)) ? '' : undefined;
}

/** Folders of /run that tmpfiles.d(5) makes. */
function tmpfiles(text: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const path = /^[dDevqQ][!+=~^-]*\s+"?(\S+?)"?(\s|$)/.exec(line.trim())?.[1];
    const parts = path === undefined ? undefined : runtimeParts(path.replace(/\/+$/, ''));
    return parts ? [parts.join('/')] : [];
  });
}

const MAKERS =
  /\.(sh|bash|ya?ml|j2|tf|spec|postinst|preinst|py|nix|pp|rb|toml|cfg)$|(^|\/)(Makefile|justfile|postinst|fabfile\.py|[^./]+)$/i;
const MAX_LENGTH = 200_000;

/** A reason where some other file of the workspace speaks of a folder of /run, and so may make it. */
export function madeBy(project: Project, folder: string): string | undefined {
  const found = project.listing.find((path) => {
    if (!MAKERS.test(path)) return false;
    const text = project.files.read(path) ?? '';
    return text.length <= MAX_LENGTH && text.includes(`run/${folder}`) && /\bmkdir\b|\binstall\b|\bdirectory\b|makedirs/.test(text);
  });
  return found === undefined ? undefined : `${found} may make the folder`;
}
