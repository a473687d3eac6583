import { alternatives, knownItems, text, truth } from '../../evaluate/value';
import { certainTexts, doubt } from '../judge';
import type { Site } from './stack';

/**
 * Whether Django answers a host, by ALLOWED_HOSTS alone; undefined where that is not known, and the reason goes to `unknown`.
 * Source: https://docs.djangoproject.com/en/5.2/ref/settings/#allowed-hosts, and validate_host of django/http/request.py.
 *
 * @param host without its port, in lower case.
 */
export function allowsHost(site: Site, host: string, unknown: (reason: string) => void): boolean | undefined {
  const value = site.asked.value('ALLOWED_HOSTS');
  const lists = alternatives(value).map((each) => knownItems(each)?.map(text));
  if (lists.some((list) => !list || list.includes(undefined))) {
    // One item that is known, and that allows the host, is enough.
    if (certainTexts(site.asked, 'ALLOWED_HOSTS').some((item) => isSameDomain(host, item.text))) return true;
    unknown(doubt('ALLOWED_HOSTS', value));
    return undefined;
  }
  const other = replacesCheck(site);
  if (other !== undefined) {
    unknown(`${other} may change which hosts are allowed`);
    return undefined;
  }
  const answers = lists.map((list) => isAllowed(site, list?.flatMap((item) => item ?? []) ?? [], host));
  const [first] = answers;
  if (answers.every((answer) => answer === first)) return first;
  unknown(doubt('ALLOWED_HOSTS', value));
  return undefined;
}

function isAllowed(site: Site, list: readonly string[], host: string): boolean | undefined {
  if (list.length > 0) return list.some((pattern) => isSameDomain(host, pattern));
  // With DEBUG an empty list stands for the machine itself; without it django/allowed-hosts-empty speaks.
  const debug = truth(site.asked.value('DEBUG'));
  return debug === false ? false : undefined;
}

function isSameDomain(host: string, pattern: string): boolean {
  const wanted = pattern.toLowerCase();
  if (wanted === '*') return true;
  return wanted.startsWith('.') ? host === wanted.slice(1) || host.endsWith(wanted) : host === wanted;
}

/** A middleware that takes the check of the host into its own hands. */
function replacesCheck(site: Site): string | undefined {
  return certainTexts(site.asked, 'MIDDLEWARE').find((item) => /allow_?cidr|allowed_?hosts|dynamic_?host|tenant/i.test(item.text))?.text;
}
