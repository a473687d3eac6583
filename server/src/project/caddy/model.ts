import type { Place } from '../../base/text';
import type { CaddyDirective, CaddyFile, CaddyToken } from '../../syntax/caddy/parse';
import type { ProfileKind } from '../project';

/** A Caddyfile of the workspace, as Caddy would read it. */
export interface CaddyConfiguration {
  readonly file: string;
  readonly kind: ProfileKind | 'sample';
  readonly tree: CaddyFile;
  readonly sites: readonly CaddySite[];
  /** Files that it consists of: itself and what it imports. */
  readonly files: readonly string[];
}

/** A site: addresses, and what is done with requests for them. */
export interface CaddySite {
  readonly file: string;
  readonly kind: ProfileKind | 'sample';
  /** Of its addresses. */
  readonly place: Place;
  readonly addresses: readonly CaddyAddress[];
  /** What answers requests, in the order in which Caddy asks. */
  readonly routes: readonly CaddyRoute[];
  /** `header` at any depth. */
  readonly headers: readonly CaddyHeader[];
  /** The most bytes that a request’s body may have, where `request_body` says so for every request; undefined: no limit. */
  readonly maxBody: { readonly bytes: number | undefined; readonly place: Place } | undefined;
  /** In words: why it may do more than is told here. */
  readonly open: string | undefined;
}

/** An address of a site, as Caddy takes it. Source: https://caddyserver.com/docs/caddyfile/concepts#addresses */
export interface CaddyAddress {
  readonly place: Place;
  readonly text: string;
  /** '' for every host, `*.example.org`; undefined where the environment tells it. */
  readonly host: string | undefined;
  /** Undefined where the environment tells it. */
  readonly port: number | undefined;
  /** Whether visitors speak TLS with Caddy; undefined where that is not told. */
  readonly tls: boolean | undefined;
  /** Caddy itself sends requests for plain HTTP to HTTPS. */
  readonly redirects: boolean | undefined;
}

/** What answers some of the requests. */
export type CaddyRoute = CaddyMatch & { readonly place: Place; readonly directive: CaddyDirective; readonly file: string } & (
    | { readonly kind: 'proxy'; readonly proxy: CaddyProxy }
    | { readonly kind: 'files'; readonly files: CaddyFiles }
    /** `respond`, `redir`, `error`, `abort`, and directives that are not followed. */
    | { readonly kind: 'answer' }
  );

/** Which requests a route is for. */
export interface CaddyMatch {
  /** Patterns of paths, one of which has to fit: `/static/*`; undefined for every path. In those of outer blocks each has one list. */
  readonly paths: readonly (readonly string[])[];
  /** There are other conditions, or patterns that the environment fills in. */
  readonly isConditional: boolean;
  /** What `handle_path` and `uri strip_prefix` take off the path before; undefined where the path is changed in ways that are not told. */
  readonly stripped: string | undefined;
}

export interface CaddyProxy {
  readonly upstreams: readonly CaddyUpstream[];
  /** Changes of headers on the way to the upstream, in their order. */
  readonly up: readonly CaddyHeaderChange[];
  /** Changes on the way back. */
  readonly down: readonly CaddyHeaderChange[];
  /** Proxies before Caddy are trusted: what they say of the scheme and the client is handed on. */
  readonly trustsProxies: boolean;
  /** Seconds that the upstream may take to begin its answer; undefined: as long as it likes. */
  readonly readTimeout: number | undefined;
  /** In words: why there may be other upstreams or headers. */
  readonly open: string | undefined;
}

export interface CaddyUpstream {
  readonly place: Place;
  readonly text: string;
  readonly protocol: 'http' | 'https' | 'h2c' | 'fastcgi';
  /** Empty for a Unix socket. */
  readonly host: string;
  readonly port: number | undefined;
  /** Of a Unix socket. */
  readonly path: string | undefined;
}

export interface CaddyHeaderChange {
  readonly kind: 'set' | 'add' | 'delete' | 'replace' | 'default';
  /** In small letters; `*` may stand at an end where it deletes. */
  readonly name: string;
  /** With Caddy’s placeholders as written. */
  readonly value: string | undefined;
  readonly place: Place;
}

export interface CaddyHeader extends CaddyHeaderChange {
  readonly match: CaddyMatch;
}

export interface CaddyFiles {
  /** The folder of the machine or container that it serves, as written; undefined where it is not told. */
  readonly root: string | undefined;
  readonly rootPlace: Place | undefined;
  readonly browse: boolean;
  /** With `pass_thru` a file that is not there is left to the next route. */
  readonly passesOn: boolean;
}

/** A word with the file that it stands in. */
export interface CaddyWord {
  readonly token: CaddyToken;
  readonly file: string;
}
