/**
 * Whether a name of a host stands for one that somebody is to fill in, or is one of the machine itself: nobody serves a site by it. A name
 * of one label is that of a machine or a container.
 */
export function isPlaceholderHost(host: string): boolean {
  if (!host.includes('.')) return true;
  if (/^(127\.|0\.0\.0\.0$|localhost\.|.*\.(localhost|local|test|invalid|example|lan|internal)$)/.test(host)) return true;
  if (/(^|\.)example\.(com|org|net|edu|io|dev)$/.test(host)) return true;
  return (
    /(^|[.-])(your|my|mysite|some|the)?[-_]?(domain|site|host|hostname|server|website|app|project)([-_]?(name|here|\d))?\.[a-z]{2,}$/.test(
      host,
    ) || /your|changeme|replace|placeholder|domain_?name|foo\.bar|ваш/.test(host)
  );
}
