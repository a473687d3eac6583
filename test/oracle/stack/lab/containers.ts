import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { baseEnvironment, startApplication } from './application';
import { imageOf } from './dockerfile';
import { deploy, type Machine, type Mapping, mapped, mappingOf } from './mapping';
import { startNginx } from './nginx';
import { connects } from './processes';
import type { RunningSite, Site } from './site';
import { variablesOf, words as wordsOf } from './words';
import type { World } from './world';

/** What of a service the lab reads. */
interface Service {
  readonly build?: unknown;
  readonly image?: string;
  readonly command?: string | readonly string[];
  readonly environment?: Readonly<Record<string, string | number | boolean>> | readonly string[];
  readonly env_file?: string | readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, { readonly condition?: string }>>;
  readonly healthcheck?: { readonly test: string | readonly string[]; readonly timeout?: string };
}

/** The application's containers from 127.0.0.2 on; what nginx connects from is none that gunicorn trusts by itself. */
const PROXY = '127.0.0.30';
const PROBES = 3;

/** Services of a compose file, each with a root folder and an address of its own. */
export const containers: Site = {
  environment: { SECRET_KEY: 'kept-in-the-shell-alone-and-known-to-nobody-else-0123456789' },
  async start(world, project, environment) {
    const text = interpolated(readFileSync(join(project, 'compose.yml'), 'utf8'), environment);
    const services: Readonly<Record<string, Service>> = parse(text).services;
    const hosts = new Map(Object.keys(services).map((name, index) => [name, `127.0.0.${index + 2}`]));
    const running = new Map<string, Container>();
    const applications = Object.entries(services).filter(([, service]) => !isNginx(service));
    for (const [name, service] of applications) running.set(name, await startService(world, project, name, service, hosts));
    const web = running.get('web');
    const probe = async () => (await web?.probe()) ?? true;
    for (const [name, service] of Object.entries(services)) {
      if (isNginx(service) && (await mayStart(service, running))) await startProxy(world, project, name, service, hosts);
    }
    return { portOf: await publish(world, services, hosts), probe };
  },
};

/** `${NAME}`, `${NAME:-default}` and `${NAME:?message}`, as compose fills them in from the shell. Throws the message as an Error. */
function interpolated(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, sign: string | undefined, rest: string | undefined) => {
    const value = variables[name];
    if (value === undefined && sign === '?') throw new Error(`compose: ${rest}`);
    return value ?? rest ?? '';
  });
}

interface Container {
  probe(): Promise<boolean>;
}

function isNginx(service: Service): boolean {
  return service.image?.startsWith('nginx') === true;
}

/** `condition: service_healthy` as compose has it: a service that waits for a sick one is never started. */
async function mayStart(service: Service, running: ReadonlyMap<string, Container>): Promise<boolean> {
  const waits = Array.isArray(service.depends_on) ? {} : (service.depends_on as Record<string, { condition?: string }> | undefined);
  for (const [name, { condition }] of Object.entries(waits ?? {})) {
    if (condition !== 'service_healthy') continue;
    let healthy = false;
    for (let tries = 0; tries < PROBES && !healthy; tries++) healthy = (await running.get(name)?.probe()) === true;
    if (!healthy) return false;
  }
  return true;
}

async function startService(
  world: World,
  project: string,
  name: string,
  service: Service,
  hosts: ReadonlyMap<string, string>,
): Promise<Container> {
  const here: Machine = { root: join(world.folder, name), address: hosts.get(name) ?? '', hosts };
  const mapping = mappingOf(world, here);
  const image = imageOf(mapped(readFileSync(join(project, 'Dockerfile'), 'utf8'), mapping));
  deploy(project, image.folder, mapping);
  const environment = { ...baseEnvironment(world), ...image.environment };
  for (const line of image.build) {
    const built = await world.programs.run({ name: 'RUN', words: ['sh', '-c', line], folder: image.folder, environment });
    // There is no image, and nothing to start.
    if (built.code() !== 0) return { probe: async () => false };
  }
  mount(world, here, service);
  const own = mappedVariables(environmentOf(project, service), mapping);
  const command = service.command === undefined ? image.command : commandOf(service.command, mapping);
  const given = { ...environment, ...own };
  await startApplication(world, { words: command, folder: image.folder, environment: given });
  const { test = [], timeout = '30s' } = service.healthcheck ?? {};
  const words = test.length === 0 ? [] : ['timeout', timeout, ...probeOf(test, mapping)];
  return { probe: () => probe(world, here, words, image.folder, given) };
}

/** Named volumes are shared folders; a new one gets what the image has at the place, as Docker does it. */
function mount(world: World, { root }: Machine, service: Service): void {
  for (const volume of service.volumes ?? []) {
    const [source = '', target = ''] = volume.split(':');
    if (source.startsWith('.') || source.startsWith('/')) continue;
    const shared = join(world.folder, 'volumes', source);
    const place = join(root, target);
    if (!existsSync(shared)) {
      mkdirSync(shared, { recursive: true });
      if (existsSync(place)) cpSync(place, shared, { recursive: true });
    }
    rmSync(place, { recursive: true, force: true });
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(shared, place);
  }
}

async function startProxy(
  world: World,
  project: string,
  name: string,
  service: Service,
  hosts: ReadonlyMap<string, string>,
): Promise<void> {
  const here: Machine = { root: join(world.folder, name), address: PROXY, hosts };
  const mapping = mappingOf(world, here);
  mount(world, here, service);
  const site = service.volumes?.find((volume) => volume.includes(':/etc/nginx/conf.d'))?.split(':')[0] ?? '';
  deploy(project, join(here.root, 'host'), mapping);
  await startNginx(world, join(here.root, 'host', site), world.port(443), PROXY);
}

function environmentOf(project: string, { environment = {}, env_file = [] }: Service): Readonly<Record<string, string>> {
  const files = [env_file].flat().map((file) => variablesOf(readFileSync(join(project, file), 'utf8')));
  const own = Array.isArray(environment) ? variablesOf(environment.join('\n')) : environment;
  const texts = Object.entries(own).map(([name, value]) => [name, String(value)]);
  return Object.assign({}, ...files, Object.fromEntries(texts));
}

function mappedVariables(variables: Readonly<Record<string, string>>, mapping: Mapping) {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, mapped(value, mapping)]));
}

/** Compose splits a text as a shell would and starts no shell. */
function commandOf(command: string | readonly string[], mapping: Mapping): readonly string[] {
  const list = typeof command === 'string' ? wordsOf(command) : command;
  return list.map((word) => mapped(word, mapping));
}

/** Runs the health check inside of the container: its own 127.0.0.1 leads to what listens on all of its addresses. */
async function probe(
  world: World,
  { address }: Machine,
  words: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<boolean> {
  if (words.length === 0) return true;
  const port = world.port(8000);
  // Somebody listens there already: the application itself, or the relay of the last check.
  const isTaken = await connects(port, '127.0.0.1');
  if (!isTaken) await world.relay({ host: '127.0.0.1', port }, { host: address, port });
  return (await world.programs.run({ name: 'healthcheck', words, folder, environment })).code() === 0;
}

/** A text is for a shell, and so is what follows CMD-SHELL. */
function probeOf(test: string | readonly string[], mapping: Mapping): readonly string[] {
  const [kind, ...rest] = typeof test === 'string' ? ['CMD-SHELL', test] : test;
  return [...(kind === 'CMD-SHELL' ? ['sh', '-c'] : []), ...rest.map((word) => mapped(word, mapping))];
}

/** Ports of application containers that are published. nginx listens where visitors look for its ports. */
async function publish(
  world: World,
  services: Readonly<Record<string, Service>>,
  hosts: ReadonlyMap<string, string>,
): Promise<RunningSite['portOf']> {
  for (const [name, service] of Object.entries(services)) {
    if (isNginx(service)) continue;
    for (const published of service.ports ?? []) {
      const [container = '', host = container, only] = String(published).split(':').reverse();
      if (only === '127.0.0.1') continue;
      const to = { host: hosts.get(name) ?? '', port: world.port(Number(container)) };
      await world.relay({ host: '127.0.0.1', port: world.publishedPort(Number(host)) }, to);
    }
  }
  return (port) => (port === 80 || port === 443 ? world.port(port) : world.publishedPort(port));
}
