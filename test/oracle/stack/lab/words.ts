/**
 * The words of a command line without a shell: split at white space, quotes taken away. What systemd and compose do with the lines of
 * these sites, which have no escapes and no variables.
 */
export function words(line: string): readonly string[] {
  return [...line.matchAll(/(?:"([^"]*)"|'([^']*)'|[^\s"'])+/g)].map(([word]) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}

/** `KEY=value` lines of an environment file; comments and quotes as systemd and compose read the simple ones. */
export function variablesOf(text: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const [, name, value = ''] = /^\s*([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) found[name] = value.trim().replace(/^(["'])(.*)\1$/, '$2');
  }
  return found;
}
