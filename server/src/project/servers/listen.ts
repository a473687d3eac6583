import type { Place } from '../../base/text';

/** Where a server takes requests. */
export type Listen =
  /** `host` as written, without brackets: `127.0.0.1`, `0.0.0.0`, `::`, `localhost`; '' for all. `port` is undefined where it is not told. */
  | {
      readonly kind: 'tcp';
      readonly host: string;
      readonly port: number | undefined;
      readonly protocol: ListenProtocol;
      readonly place: Place;
    }
  /** `path` as the process sees it: normalised and absolute, or '' where it is not told. */
  | { readonly kind: 'unix'; readonly path: string; readonly protocol: ListenProtocol; readonly place: Place }
  /** A socket that systemd hands over, or a file descriptor. */
  | { readonly kind: 'inherited'; readonly protocol: ListenProtocol; readonly place: Place };

export type ListenProtocol = 'http' | 'uwsgi' | 'fastcgi' | 'scgi';

/** Everything that a process listens on. `open`: in words, why there may be others, or these may not hold; undefined where that is all. */
export interface Listening {
  readonly listens: readonly Listen[];
  readonly open: string | undefined;
}
