/// <reference lib="dom" />
import type { ShownStatus } from '../view';

const SVG = 'http://www.w3.org/2000/svg';

/** Strokes on a 16 by 16 field, in the manner of the editor's own icons. Shapes differ, so that colour is not needed to tell them apart. */
const PATHS: Readonly<Record<ShownStatus, readonly string[]>> = {
  pass: ['M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z', 'M5 8.2 7.2 10.4 11 6'],
  done: ['M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z', 'M5 8.2 7.2 10.4 11 6'],
  fail: ['M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z', 'M5.7 5.7 10.3 10.3', 'M10.3 5.7 5.7 10.3'],
  unknown: ['M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z', 'M6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.5.3-.8.6-.8 1.3', 'M8 11.2v.3'],
  notApplicable: ['M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z', 'M5.2 8h5.6'],
  byHand: ['M2.5 2.5h11v11h-11Z'],
};

/** The mark of a status; hidden from screen readers, who get the words beside it. */
export function statusIcon(status: ShownStatus): SVGElement {
  const icon = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({ viewBox: '0 0 16 16', class: `icon icon-${status}`, 'aria-hidden': 'true' })) {
    icon.setAttribute(name, value);
  }
  for (const shape of PATHS[status]) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', shape);
    icon.append(path);
  }
  return icon;
}
