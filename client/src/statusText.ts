import type { SeverityName, StatusDto } from '../../server/src/protocol';

/** The short text of the status bar: an icon and the number of findings at the worst severity. */
export function statusText(results: StatusDto): string {
  switch (results.worst?.severity) {
    case 'error':
      return `$(error) Preflight: ${plural(results.counts.error, 'error')}`;
    case 'warning':
      return `$(warning) Preflight: ${plural(results.counts.warning, 'warning')}`;
    case 'info':
    case 'hint':
      return `$(info) Preflight: ${plural(results.counts.info + results.counts.hint, 'note')}`;
    case undefined:
      return '$(pass) Preflight: ready';
  }
}

/** `2 errors, 1 warning`; `no findings` when there is none. */
export function describeCounts(counts: Readonly<Record<SeverityName, number>>): string {
  const parts = [
    counts.error > 0 ? plural(counts.error, 'error') : '',
    counts.warning > 0 ? plural(counts.warning, 'warning') : '',
    counts.info + counts.hint > 0 ? plural(counts.info + counts.hint, 'note') : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(', ') : 'no findings';
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
