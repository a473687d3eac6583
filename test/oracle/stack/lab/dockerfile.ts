/** What becomes of a Dockerfile in the lab. */
export interface Image {
  /** WORKDIR, where the project lies. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The RUN lines that call the project. Those that install something are the lab's own affair. */
  readonly build: readonly string[];
  readonly command: readonly string[];
}

/** Reads the plain Dockerfiles of these sites: one stage, no escapes. Throws an Error for what it does not know. */
export function imageOf(text: string): Image {
  let [folder, command]: [string, readonly string[]] = ['/', []];
  const environment: Record<string, string> = {};
  const build: string[] = [];
  for (const line of text.replace(/\\\n/g, ' ').split('\n')) {
    const [, instruction, rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (instruction === 'WORKDIR') folder = rest;
    else if (instruction === 'RUN') build.push(rest);
    else if (instruction === 'ENV') Object.assign(environment, pairs(rest));
    else if (instruction === 'CMD') command = rest.startsWith('[') ? JSON.parse(rest) : ['sh', '-c', rest];
    else if (!['FROM', 'COPY', 'USER', 'EXPOSE', 'HEALTHCHECK', undefined].includes(instruction))
      throw new Error(`the lab does not know: ${line}`);
  }
  return { folder, environment, command, build: build.filter((one) => one.includes('manage.py')) };
}

function pairs(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/(\w+)=("[^"]*"|\S*)/g)].map(([, name = '', value = '']) => [name, value.replaceAll('"', '')]),
  );
}
