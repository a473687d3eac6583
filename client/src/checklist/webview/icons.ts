import type { SeverityName } from '../../../../server/src/protocol';
import type { ShownStatus } from '../view';
import { type Described, h } from './dom';

const CIRCLE = 'M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z';
const TICK = 'm5 8.3 2.1 2.1 4-4.6';

/** Strokes on a 16 by 16 field, in the manner of the editor's own icons. Shapes differ, so that colour is not needed to tell them apart. */
const STATUS: Readonly<Record<Exclude<ShownStatus, 'fail'>, readonly string[]>> = {
  pass: [CIRCLE, TICK],
  done: ['M14.4 6.9A6.5 6.5 0 1 1 10.6 2', 'm5 7.6 2.6 2.6 6.4-7'],
  unknown: [CIRCLE, 'M6.3 6.4a1.75 1.75 0 1 1 2.6 1.5c-.6.4-.9.7-.9 1.4', 'M8 11.4v.1'],
  notApplicable: [CIRCLE, 'M5.2 8h5.6'],
  byHand: [CIRCLE],
};

const FAIL: Readonly<Record<SeverityName, readonly string[]>> = {
  error: [CIRCLE, 'm5.8 5.8 4.4 4.4', 'm10.2 5.8-4.4 4.4'],
  warning: ['M8 1.8 14.8 14H1.2Z', 'M8 6v4', 'M8 11.9v.1'],
  info: [CIRCLE, 'M8 7.4v3.8', 'M8 4.9V5'],
  hint: [CIRCLE, 'M8 7.4v3.8', 'M8 4.9V5'],
};

const SIGNS = {
  chevron: ['m6 3.5 4.5 4.5L6 12.5'],
  fix: ['M6 11.2c0-1.6-2-2.4-2-5a4 4 0 0 1 8 0c0 2.6-2 3.4-2 5Z', 'M6.3 13.7h3.4'],
  search: ['M11 6.8a4.2 4.2 0 1 1-8.4 0 4.2 4.2 0 0 1 8.4 0Z', 'm9.9 9.9 3.9 3.9'],
  close: ['m4 4 8 8', 'm12 4-8 8'],
  expand: ['m4.5 6 3.5-3.5L11.5 6', 'm4.5 10 3.5 3.5 3.5-3.5'],
  collapse: ['m4.5 2.5 3.5 3.5 3.5-3.5', 'm4.5 13.5 3.5-3.5 3.5 3.5'],
  copy: ['M5.5 5.5v-3h8v8h-3', 'M2.5 5.5h8v8h-8Z'],
  save: ['M8 2v8', 'M4.8 7 8 10.2 11.2 7', 'M2.5 13.5h11'],
} as const;

/** The mark of a status; hidden from screen readers, who get the words beside it. */
export function statusIcon(status: ShownStatus, severity?: SeverityName): Described {
  if (status !== 'fail') return icon(STATUS[status], `icon icon-${status}`);
  const worst = severity ?? 'error';
  return icon(FAIL[worst], `icon icon-${worst}`);
}

/** The picture on a button whose words say what it does. */
export function sign(name: keyof typeof SIGNS): Described {
  return icon(SIGNS[name], `icon sign-${name}`);
}

/** What a page shows in large where there is no list. */
export function largeIcon(name: 'fail' | 'unknown' | 'done'): Described {
  return icon(name === 'fail' ? FAIL.warning : STATUS[name], 'icon icon-large');
}

function icon(shapes: readonly string[], classes: string): Described {
  const paths = shapes.map((d) => h('path', { d }));
  return h('svg', { viewBox: '0 0 16 16', class: classes, 'aria-hidden': 'true', focusable: 'false' }, ...paths);
}
