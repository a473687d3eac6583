import type { Place } from '../../base/text';
import type { ContainerCommand } from '../../syntax/written';

/** What files given to compose together come to, after `include`, `extends`, merge keys and the rules for several files. */
export interface ComposeModel {
  /** In the order in which they are given; files that they include or extend from follow. */
  readonly files: readonly string[];
  /** The folder that relative paths of the first file are seen from, relative to the root ('' is the root). */
  readonly folder: string;
  readonly services: readonly ComposedService[];
  /** Those that the files declare. `default` is there without being declared; see `networksOf`. */
  readonly networks: readonly ComposedNetwork[];
  readonly volumes: readonly ComposedVolume[];
  readonly secrets: readonly ComposedSecret[];
  readonly configs: readonly ComposedSecret[];
  /** Keys `version` of the files. */
  readonly versions: readonly Place[];
  /** In words, what was not followed, so that the services may be more or other than these; undefined for most. */
  readonly incomplete: string | undefined;
}

/** A text of a compose file. */
export interface ComposeText {
  /** As written, without its quotes: `${PORT:-8000}:8000`. */
  readonly text: string;
  /** With its `${…}` replaced; undefined where the files do not tell what a variable is and give no default. */
  readonly value: string | undefined;
  /** `value` holds always; false where a variable that the files do not tell may put something else there. */
  readonly sure: boolean;
  readonly place: Place;
}

export interface ComposedService {
  readonly name: string;
  /** Its name, in the last of the files that names it. */
  readonly place: Place;
  /** Its name in every file that defines a part of it, in order. */
  readonly definitions: readonly Place[];
  readonly image: ComposeText | undefined;
  readonly build: ComposedBuild | undefined;
  readonly command: PlacedContainerCommand | undefined;
  readonly entrypoint: PlacedContainerCommand | undefined;
  readonly environment: ReadonlyMap<string, ComposedVariable>;
  readonly envFiles: readonly ComposedEnvFile[];
  readonly ports: readonly ComposedPort[];
  /** Ports that the file says other services reach; they do so without it too. */
  readonly expose: readonly ComposeText[];
  readonly mounts: readonly ComposedMount[];
  /** Undefined: it is in `default`. Empty with `networkMode`. */
  readonly networks: readonly ServiceNetwork[] | undefined;
  /** `host`, `none`, `service:name`, … */
  readonly networkMode: ComposeText | undefined;
  readonly dependsOn: readonly ComposedDependency[];
  readonly healthcheck: ComposedHealthcheck | undefined;
  readonly restart: ComposeText | undefined;
  readonly deploy: ComposedDeploy | undefined;
  readonly profiles: readonly string[];
  readonly user: ComposeText | undefined;
  readonly workingDir: ComposeText | undefined;
  readonly hostname: ComposeText | undefined;
  readonly containerName: ComposeText | undefined;
  readonly readOnly: boolean;
  readonly tmpfs: readonly ComposeText[];
  readonly shmSize: ComposeText | undefined;
  readonly stopGracePeriod: ComposeText | undefined;
  readonly stopSignal: ComposeText | undefined;
  readonly secrets: readonly ServiceSecret[];
  readonly configs: readonly ServiceSecret[];
  /** Values with their `${…}`, by key. */
  readonly labels: ReadonlyMap<string, ComposeText>;
  /** `links: [db:database]`: further names by which it reaches others. */
  readonly links: readonly { readonly service: string; readonly alias: string; readonly place: Place }[];
  /** Every key that it has, with where its value is written. */
  readonly keys: ReadonlyMap<string, { readonly key: Place; readonly value: Place }>;
}

export interface ComposedBuild {
  readonly place: Place;
  /** Folder, relative to the root; undefined where it is outside, remote, or not told. */
  readonly context: string | undefined;
  /** The Dockerfile, relative to the root; undefined for `dockerfile_inline` and where it is not told. It may not exist. */
  readonly dockerfile: string | undefined;
  readonly target: ComposeText | undefined;
  readonly hasTarget: boolean;
  readonly args: ReadonlyMap<string, ComposedVariable>;
  readonly isInline: boolean;
}

export interface PlacedContainerCommand {
  readonly command: ContainerCommand;
  readonly place: Place;
}

export interface ComposedVariable {
  /** `passed`: from the shell of compose; `odd`: no text, and compose's notion of it is not ours to guess. */
  readonly kind: 'text' | 'passed' | 'odd';
  /** For `passed` and `odd`, what is written. */
  readonly value: ComposeText;
  /** The name and the value. */
  readonly place: Place;
}

export interface ComposedEnvFile {
  /** As written. */
  readonly text: string;
  /** Relative to the root; undefined where it is outside or not told. It may not exist. */
  readonly path: string | undefined;
  readonly required: boolean;
  readonly raw: boolean;
  readonly place: Place;
}

/** A port of a container that the machine hands on to it. */
export interface ComposedPort {
  /**
   * Which addresses of the machine: `all` also where none is written; `loopback`; `one`, see `address`; `unknown`. A service whose
   * network is that of the machine publishes nothing by this.
   */
  readonly on: 'all' | 'loopback' | 'one' | 'unknown';
  /** As written, without brackets. */
  readonly address: string | undefined;
  /** On the machine; undefined where docker chooses one, or where it is not told (`publishedText` then has a variable). */
  readonly published: PortRange | undefined;
  /** In the container; undefined where it is not told. */
  readonly target: PortRange | undefined;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  /** All of it holds whatever the environment of compose has. */
  readonly sure: boolean;
  /** `short`: one text, `127.0.0.1:8000:8000`; `long`: keys of its own. */
  readonly form: 'short' | 'long';
  /** The short form as written; the published port of the long one. */
  readonly text: string;
  readonly place: Place;
}

/** Both ends included; the same for a single port. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** What a container has at one of its paths. */
export interface ComposedMount {
  readonly type: 'bind' | 'volume' | 'tmpfs' | 'other';
  /** As written; undefined for an anonymous volume and a tmpfs. */
  readonly source: ComposeText | undefined;
  /** Of a bind: the path in the workspace, relative to the root; undefined where it is elsewhere or not told. */
  readonly path: string | undefined;
  /** Of a bind of a path outside of the workspace: that path, absolute (`/srv/media`) as written; undefined otherwise. */
  readonly hostPath: string | undefined;
  /** The key of a named volume; undefined for an anonymous one, and for what is none. */
  readonly volume: string | undefined;
  /** Where in a named volume (`volume.subpath`). */
  readonly subpath: string | undefined;
  /** In the container, absolute and normalised; undefined where it is not told. */
  readonly target: string | undefined;
  readonly readOnly: boolean;
  /** All of it holds whatever the environment of compose has. */
  readonly sure: boolean;
  readonly form: 'short' | 'long';
  readonly place: Place;
}

export interface ServiceNetwork {
  readonly name: string;
  /** Further names of the service there. */
  readonly aliases: readonly string[];
  readonly place: Place;
}

export interface ComposedDependency {
  readonly service: string;
  readonly condition: 'service_started' | 'service_healthy' | 'service_completed_successfully' | 'unknown';
  readonly required: boolean;
  /** The item of the list, or the key of the map. */
  readonly place: Place;
  readonly form: 'list' | 'map';
}

export interface ComposedHealthcheck {
  readonly place: Place;
  /** `none`: it is switched off (`disable: true`, `["NONE"]`). `inherited`: only times are given, the test is the image's. */
  readonly kind: 'shell' | 'exec' | 'none' | 'inherited';
  readonly test: PlacedContainerCommand | undefined;
  readonly interval: ComposeText | undefined;
  readonly timeout: ComposeText | undefined;
  readonly retries: ComposeText | undefined;
  readonly startPeriod: ComposeText | undefined;
}

export interface ComposedDeploy {
  readonly place: Place;
  readonly replicas: ComposeText | undefined;
  /** It has keys that only a swarm (`docker stack deploy`) follows: `placement`, `update_config`, `mode`. */
  readonly isSwarm: boolean;
  /** `deploy.restart_policy` is there. */
  readonly restartPolicy: { readonly condition: ComposeText | undefined; readonly place: Place } | undefined;
}

export interface ComposedNetwork {
  readonly name: string;
  readonly place: Place;
  readonly external: boolean;
  readonly internal: boolean;
}

export interface ComposedVolume {
  readonly name: string;
  readonly place: Place;
  readonly external: boolean;
  /** A local driver that binds a path of the machine (`driver_opts: {type: none, o: bind, device: …}`). */
  readonly device: ComposeText | undefined;
}

/** A secret or a config. */
export interface ComposedSecret {
  readonly name: string;
  readonly place: Place;
  /** Relative to the root; undefined where it comes from elsewhere. */
  readonly file: string | undefined;
  /** The variable of compose's shell that it comes from. */
  readonly environment: string | undefined;
  readonly external: boolean;
}

export interface ServiceSecret {
  readonly source: string;
  /** In the container, absolute. */
  readonly target: string | undefined;
  readonly place: Place;
}
