import type { Place } from '../../base/text';
import type { ComposedPort, ComposedService } from '../compose/model';
import type { Variables } from '../environment/held';
import type { Process } from '../environment/process';
import type { NginxConfiguration } from '../nginx/model';
import type { Proxied } from '../nginx/upstreams';
import type { Profile } from '../project';
import type { Listening } from '../servers/listen';
import type { ComposeSubject } from '../subjects/compose';
import type { Subject } from '../subjects/subject';

/** Everything that runs together for one deployment, and who talks to whom. */
export interface Stack extends Subject {
  /** `compose`: containers, with an nginx of the machine before them; `machine`: units, processes and nginx; `platform`: a hosting platform. */
  readonly sort: 'compose' | 'machine' | 'platform';
  /** The group of compose files; undefined for the others. */
  readonly compose: ComposeSubject | undefined;
  readonly members: readonly Member[];
  /** Each way from nginx to a Django of the stack that certainly is one. */
  readonly routes: readonly Route[];
  /** The ways from other proxies to a Django of the stack. */
  readonly gates: readonly Gate[];
  /** In words, what may stand before the stack or in it, too, and is no member: Traefik, another compose file; undefined where nothing shows that. */
  readonly open: string | undefined;
}

export type Role = 'django' | 'worker' | 'beat' | 'proxy' | 'database' | 'cache' | 'other';

/** One container, unit or process of a stack. */
export interface Member {
  /** The name of the service; the file of a unit; `web` of a Procfile; the file of nginx's configuration. */
  readonly name: string;
  /** In words, after "in" or alone: `service web of compose.yml`, `deploy/shop.service`. */
  readonly words: string;
  readonly role: Role;
  readonly place: Place;
  /** The service of compose; undefined for what is no container of it. */
  readonly service: ComposedService | undefined;
  /** The server of Python applications that it runs, where the files show one. */
  readonly process: Process | undefined;
  /** The settings that it starts with; undefined where that is not one alone, or where it is no Django. */
  readonly profile: Profile | undefined;
  /** Where its server listens; undefined where no server is seen. */
  readonly listening: Listening | undefined;
  /** Variables that its container or unit gives; those of a process are in `process`. */
  readonly variables: Variables;
  /** Ports that the machine hands on to it. */
  readonly published: readonly ComposedPort[];
  /** Its own paths, with what is there: files of the workspace and named volumes. The longest target counts. */
  readonly mounts: readonly MemberMount[];
  /** The configurations of nginx that it reads. */
  readonly configurations: readonly NginxConfiguration[];
  /** Its network is that of the machine. */
  readonly isOnHost: boolean;
}

/** What a member has at one of its paths. */
export interface MemberMount {
  /** Absolute and normalised, as the member sees it. */
  readonly target: string;
  /**
   * `workspace`: a path of the workspace; `machine`: an absolute path of the machine; `volume`: a named volume; `image`: copied from the
   * workspace when its image is built.
   */
  readonly kind: 'workspace' | 'machine' | 'volume' | 'image';
  /** The path, or the name of the volume. */
  readonly source: string;
  readonly readOnly: boolean;
  readonly place: Place;
}

/** A location of nginx that hands requests to a Django of the stack. */
export interface Route {
  /** Who runs nginx. */
  readonly proxy: Member;
  readonly configuration: NginxConfiguration;
  readonly proxied: Proxied;
  /** Whom it reaches. */
  readonly app: Member;
  /** What the app server sees as its peer: an address of its own machine, a Unix socket, another machine or container. */
  readonly peer: Peer;
}

export type Peer = 'loopback' | 'unix' | 'network' | 'unknown';

/** Caddy or Traefik, where it certainly hands requests to a Django of the stack. */
export interface Gate {
  readonly by: 'Caddy' | 'Traefik';
  readonly app: Member;
  readonly peer: Peer;
  readonly file: string;
  /** What hands the requests on: `reverse_proxy`, a label. */
  readonly place: Place;
  /** Visitors arrive by TLS that it ends; false also where that is not told. */
  readonly tls: boolean;
  /** It is for every path. */
  readonly isWhole: boolean;
  /** What the app server gets of a header; the name in lower case. */
  header(name: string): HeaderAtGate;
}

export type HeaderAtGate =
  | { readonly kind: 'text'; readonly text: string; readonly place: Place | undefined }
  | { readonly kind: 'visitor' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly reason: string };
