import { normalize } from '../../base/paths';
import type { Place } from '../../base/text';
import { colonParts, normalEntries, normalItems } from './merge';
import type { ComposedDependency, ComposedService, ComposeText, ServiceNetwork, ServiceSecret } from './model';
import { mountsOf } from './mounts';
import { buildOf, commandOf, deployOf, envFilesOf, healthcheckOf, variablesOf } from './parts';
import { portsOf } from './ports';
import { filled, type Outer, textOf } from './text';
import { entriesOf, get, itemsOf, type PlacedEntry, type PlacedTree, placeOf, scalarOf } from './tree';

/** Everything that reading a service needs besides its tree. */
export interface ServiceReader extends Outer {
  /** The text of a file, for the places of the words of commands. */
  readonly read: (file: string) => string;
}

/**
 * A service, from its merged tree. What is not of a form that the specification gives is left out.
 * Source: https://github.com/compose-spec/compose-spec/blob/main/05-services.md
 */
export function serviceOf(entry: PlacedEntry, definitions: readonly Place[], reader: ServiceReader): ComposedService {
  const tree = entry.value;
  const text = (key: string) => textOf(get(tree, key), reader);
  const items = (key: string) => normalItems(get(tree, key), `services.*.${key}`);
  const texts = (key: string) => items(key).flatMap((item) => textOf(item, reader) ?? []);
  const networkMode = text('network_mode');
  return {
    name: entry.key,
    place: { file: entry.origin.file, span: entry.keySpan },
    definitions,
    image: text('image'),
    build: buildOf(get(tree, 'build'), reader),
    command: commandOf(get(tree, 'command'), reader),
    entrypoint: commandOf(get(tree, 'entrypoint'), reader),
    environment: variablesOf(get(tree, 'environment'), 'services.*.environment', reader),
    envFiles: envFilesOf(items('env_file'), reader),
    ports: portsOf(items('ports'), reader),
    expose: texts('expose'),
    mounts: mountsOf(items('volumes'), reader),
    networks: networksOf(get(tree, 'networks'), networkMode),
    networkMode,
    dependsOn: dependenciesOf(get(tree, 'depends_on')),
    healthcheck: healthcheckOf(get(tree, 'healthcheck'), reader),
    restart: text('restart'),
    deploy: deployOf(get(tree, 'deploy'), reader),
    profiles: itemsOf(get(tree, 'profiles')).flatMap((item) => scalarOf(item)?.text ?? []),
    user: text('user'),
    workingDir: text('working_dir'),
    hostname: text('hostname'),
    containerName: text('container_name'),
    readOnly: text('read_only')?.value === 'true',
    tmpfs: texts('tmpfs'),
    shmSize: text('shm_size'),
    stopGracePeriod: text('stop_grace_period'),
    stopSignal: text('stop_signal'),
    secrets: secretsOf(get(tree, 'secrets'), '/run/secrets/'),
    configs: secretsOf(get(tree, 'configs'), '/'),
    labels: labelsOf(get(tree, 'labels'), reader),
    links: linksOf(get(tree, 'links')),
    keys: keysOf(tree),
  };
}

function keysOf(tree: PlacedTree): ComposedService['keys'] {
  return new Map(
    entriesOf(tree).map((entry) => [entry.key, { key: { file: entry.origin.file, span: entry.keySpan }, value: placeOf(entry.value) }]),
  );
}

function networksOf(tree: PlacedTree | undefined, mode: ComposeText | undefined): readonly ServiceNetwork[] | undefined {
  if (mode) return [];
  if (!tree) return undefined;
  return normalEntries(tree, 'services.*.networks').map((entry) => ({
    name: entry.key,
    aliases: itemsOf(get(entry.value, 'aliases')).flatMap((item) => scalarOf(item)?.text ?? []),
    place: { file: entry.origin.file, span: entry.keySpan },
  }));
}

const CONDITIONS = ['service_started', 'service_healthy', 'service_completed_successfully'] as const;

function dependenciesOf(tree: PlacedTree | undefined): readonly ComposedDependency[] {
  return normalEntries(tree, 'services.*.depends_on').map((entry) => {
    const written = scalarOf(get(entry.value, 'condition'))?.text;
    const isBare = entry.value.kind !== 'map';
    const condition = isBare ? 'service_started' : (CONDITIONS.find((one) => one === written) ?? 'unknown');
    return {
      service: entry.key,
      condition: !isBare && written === undefined ? 'service_started' : condition,
      required: scalarOf(get(entry.value, 'required'))?.text !== 'false',
      place: { file: entry.origin.file, span: entry.keySpan },
      form: isBare ? 'list' : 'map',
    };
  });
}

function secretsOf(tree: PlacedTree | undefined, folder: string): readonly ServiceSecret[] {
  return itemsOf(tree).flatMap((item): readonly ServiceSecret[] => {
    const source = scalarOf(item)?.text ?? scalarOf(get(item, 'source'))?.text;
    if (source === undefined) return [];
    const target = scalarOf(get(item, 'target'))?.text ?? source;
    const path = target.startsWith('/') ? target : `${folder}${target}`;
    return [{ source, target: path.includes('$') ? undefined : normalize(path), place: placeOf(item) }];
  });
}

function labelsOf(tree: PlacedTree | undefined, outer: Outer): ComposedService['labels'] {
  return new Map(
    normalEntries(tree, 'services.*.labels').map(({ key, keySpan, origin, value }) => {
      const text: ComposeText = textOf(value, outer) ?? { text: '', value: '', sure: true, place: { file: origin.file, span: keySpan } };
      return [filled(key, outer).value ?? key, text];
    }),
  );
}

function linksOf(tree: PlacedTree | undefined): ComposedService['links'] {
  return itemsOf(tree).flatMap((item) => {
    const scalar = scalarOf(item);
    const [service, alias] = colonParts(scalar?.text ?? '').map(({ text }) => text);
    return scalar && service ? [{ service, alias: alias ?? service, place: placeOf(scalar) }] : [];
  });
}
