import type { Prose } from '../prose';

/** Most directives need one sentence, which stands alone as a text; those that matter in front of Django are told in full. */
export type NginxProseTable = Readonly<Record<string, string | Prose>>;
