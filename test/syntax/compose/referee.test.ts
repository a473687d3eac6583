import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../server/src/syntax/compose/yamlTree';
import { COMPOSES } from '../../oracle/docker/composes';
import { readPaths } from '../../oracle/docker/ours';
import { recorded } from '../../oracle/docker/recorded';

const answers = recorded().composes;

/** What the schema refuses, and we read all the same: the value has the form that it should have, and only its type or a part is wrong. */
const READ_ALL_THE_SAME: Readonly<Record<string, string>> = {
  'environment with a list inside': 'the other variables are read; this one is odd',
  'an env file as a number': 'a file may have a number for a name',
  'depends_on without a condition': 'the service is read, and counts as one that is waited for until it is started',
  'depends_on with a wrong condition': 'the service is read, and its condition is unknown',
  'restart as a number': 'it is no policy that a rule knows',
};

/** Keys of a service that we read, and that a valid file has; the others matter to nobody here. */
const READ =
  /^(image|build|command|entrypoint|environment|env_file|ports|expose|volumes|networks|depends_on|healthcheck|restart|deploy|profiles|user|secrets|configs|labels|tmpfs)$/;

describe('a compose file is read as its schema means it', () => {
  const cases = Object.entries(COMPOSES);

  it.each(cases.filter(([name]) => answers[name]?.length === 0))('%s: all of it', (_, text) => {
    const root = readYaml(text);
    const services = root?.kind === 'map' ? root.entries.find(({ key }) => key === 'services')?.value : undefined;
    const written = (services?.kind === 'map' ? services.entries : []).flatMap(({ key, value }) =>
      value.kind === 'map' ? value.entries.filter((entry) => READ.test(entry.key)).map((entry) => `services/${key}/${entry.key}`) : [],
    );
    expect(readPaths(text)).toEqual(expect.arrayContaining(written));
  });

  it.each(cases.filter(([name]) => answers[name]?.length !== 0))('%s: nothing that is refused', (name, text) => {
    const refused = answers[name] ?? [];
    expect(refused).not.toEqual([]);
    const taken = readPaths(text).filter((path) => refused.includes(path));
    expect(taken.length > 0).toBe(name in READ_ALL_THE_SAME);
  });
});

describe('a text that is nested without end', () => {
  it.each([
    ['brackets', '['.repeat(50_000)],
    ['dashes', '- '.repeat(50_000)],
    ['braces', `services: ${'{a: '.repeat(5_000)}`],
  ])('of %s is none', (_, text) => {
    expect(readYaml(text)).toBeUndefined();
    expect(readPaths(text)).toEqual([]);
  });
});
