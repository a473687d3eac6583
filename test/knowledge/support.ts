import { parseVersion, type Version } from '../../server/src/base/version';
import { type DjangoSetting, djangoSetting } from '../../server/src/knowledge/django';

export function django(text: string): Version {
  const version = parseVersion(text);
  if (!version) throw new Error(`no version in ${text}`);
  return version;
}

export function setting(name: string): DjangoSetting {
  const found = djangoSetting(name);
  if (!found) throw new Error(`no setting ${name}`);
  return found;
}
