/**
 * What the walkthrough's pictures are made of. Presentation attributes only: VS Code shows a picture under a content policy that
 * refuses style attributes and style elements. Colours are those of the editor's theme; each falls back to one for a white page.
 * Units are those of the view box, which is 440 wide and shown 350 to 530 pixels wide.
 */

const WIDTH = 440;
export const CENTRE = WIDTH / 2;

const theme = (token, otherwise) => `var(--vscode-${token}, ${otherwise})`;

/** Text is ink or muted, never coloured: the colours are bright enough for shapes, not for reading. */
const INK = theme('foreground', '#3b3b3b');
const MUTED = theme('descriptionForeground', '#5f5f5f');
const PAGE = theme('welcomePage-background', theme('editor-background', '#ffffff'));
const CARD = theme('welcomePage-tileBackground', '#f6f6f6');
const BORDER = theme('contrastBorder', theme('editorWidget-border', '#c8c8c8'));
export const GOOD = theme('charts-green', '#388a34');
export const BAD = theme('charts-red', '#d13438');
export const PATH = theme('charts-blue', '#0063d3');

const SANS = theme('font-family', 'system-ui, sans-serif');
const MONO = theme('editor-font-family', 'ui-monospace, monospace');
/** Of the monospaced font, in parts of its size; the widest in use, so that nothing runs out of its pill. */
const MONO_ADVANCE = 0.61;

/** The whole file. `alt` is read aloud: VS Code itself gives a walkthrough's SVG no alternative text. */
export function picture(height, alt, ...parts) {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(alt)}"`;
  return `${head} font-family="${escaped(SANS)}" font-size="13" fill="none" stroke-linecap="round" stroke-linejoin="round">\n${parts.flat(Infinity).join('\n')}\n</svg>\n`;
}

/** Words whose baseline is at y. */
export function text(x, y, words, { size = 13, weight, anchor, fill = INK, mono = false } = {}) {
  const attributes = [
    ['x', x],
    ['y', y],
    ['fill', fill],
    ['font-size', size === 13 ? undefined : size],
    ['font-weight', weight],
    ['text-anchor', anchor],
    ['font-family', mono ? MONO : undefined],
  ];
  return element('text', attributes, escaped(words));
}

export const note = (x, y, words, options) => text(x, y, words, { fill: MUTED, ...options });
export const title = (x, y, words, options) => text(x, y, words, { size: 15, weight: 600, ...options });
export const code = (x, y, words, options) => text(x, y, words, { size: 12.5, mono: true, ...options });

/** A rounded box. `tone` colours its border, `dashed` says that it only groups. */
export function box(x, y, width, height, { tone, dashed = false, radius = 10 } = {}) {
  return element('rect', [
    ['x', x],
    ['y', y],
    ['width', width],
    ['height', height],
    ['rx', radius],
    ['fill', dashed ? 'none' : CARD],
    ['stroke', tone ?? BORDER],
    ['stroke-width', tone ? 2 : 1.25],
    ['stroke-dasharray', dashed ? '2 5' : undefined],
  ]);
}

/** A box with a picture, a name and what it is for. */
export function actor(x, y, width, height, { icon, name, role, tone }) {
  const middle = y + height / 2;
  const left = icon ? x + 50 : x + 16;
  return [
    box(x, y, width, height, { tone }),
    icon ? place(icon, x + 14, middle - 12, tone ?? INK) : [],
    title(left, role ? middle - 3 : middle + 5, name),
    role ? note(left, middle + 15, role) : [],
  ];
}

/** The name of a dashed box, on its border. */
export function legend(x, y, words) {
  return [element('rect', [...geometry(x, y - 9, 7.1 * words.length + 14, 18), ['fill', PAGE]]), note(x + 7, y + 4, words)];
}

/** Something that is written so: a header, a path, a setting. `x` is its left edge, or its middle with `centred`. */
export function pill(x, y, words, { tone, centred = false } = {}) {
  const width = pillWidth(words);
  const left = centred ? x - width / 2 : x;
  return [
    element('rect', [
      ...geometry(left, y, width, 24),
      ['rx', 12],
      ['fill', PAGE],
      ['stroke', tone ?? BORDER],
      ['stroke-width', tone ? 1.75 : 1.25],
    ]),
    code(left + width / 2, y + 16.5, words, { anchor: 'middle' }),
  ];
}

function pillWidth(words) {
  return round(words.length * 12.5 * MONO_ADVANCE + 22);
}

/** A line through the points with rounded corners and an arrow's head at its end. */
export function arrow(points, { tone = MUTED, width = 1.75, dashed = false } = {}) {
  const [beforeEnd, end] = points.slice(-2);
  const [dx, dy] = direction(beforeEnd, end);
  const size = 5 + width;
  const neck = [end[0] - dx * size, end[1] - dy * size];
  const corners = [...points.slice(0, -1), neck];
  const wings = [1, -1].map((side) => [neck[0] - side * dy * size * 0.6, neck[1] + side * dx * size * 0.6]);
  return [
    element('path', [
      ['d', roundedPath(corners)],
      ['stroke', tone],
      ['stroke-width', width],
      ['stroke-dasharray', dashed ? '4 5' : undefined],
    ]),
    element('path', [
      ['d', `M${at(end)}L${at(wings[0])}L${at(wings[1])}Z`],
      ['fill', tone],
    ]),
  ];
}

/** An arrow straight from one height to another: down, or up. */
export function upright(x, from, to, options) {
  return arrow(
    [
      [x, from],
      [x, to],
    ],
    options,
  );
}

/** A line across a box, without a head. */
export function rule(x1, x2, y, { tone = BORDER, width = 1.25 } = {}) {
  return line(x1, y, x2, y, tone, width);
}

/** A line down a box, without a head. */
export function divider(x, y1, y2) {
  return line(x, y1, x, y2, BORDER, 1.25);
}

function line(x1, y1, x2, y2, tone, width) {
  return element('path', [
    ['d', `M${at([x1, y1])}L${at([x2, y2])}`],
    ['stroke', tone],
    ['stroke-width', width],
  ]);
}

export function bar(x, y, width, height, tone) {
  return element('rect', [...geometry(x, y, width, height), ['rx', 4], ['fill', tone]]);
}

/** A number in a circle around (x, y). */
export function stop(x, y, number, tone = PATH) {
  return [disc(x, y, tone), text(x, y + 5, number, { anchor: 'middle', weight: 600 })];
}

/** A tick or a cross in a circle around (x, y): to be told apart without the colour too. */
export function verdict(x, y, isGood) {
  const tone = isGood ? GOOD : BAD;
  const sign = isGood ? `M${x - 4} ${y}l3 3.5l5.5 -6.5` : `M${x - 3.5} ${y - 3.5}l7 7m0 -7l-7 7`;
  return [
    element('path', [
      ['d', sign],
      ['stroke', tone],
      ['stroke-width', 2],
    ]),
    ring(x, y, 10, tone),
  ];
}

function disc(x, y, tone) {
  return element('circle', [
    ['cx', x],
    ['cy', y],
    ['r', 14],
    ['fill', PAGE],
    ['stroke', tone],
    ['stroke-width', 2],
  ]);
}

function ring(x, y, radius, tone) {
  return element('circle', [
    ['cx', x],
    ['cy', y],
    ['r', radius],
    ['stroke', tone],
    ['stroke-width', 1.75],
  ]);
}

/** Outlines on a grid of 24 by 24. */
const ICONS = {
  browser: 'M3 5.5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v13a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2zM3 8.5h18M6 6h.01M8.5 6h.01',
  laptop: 'M5 5.5a1.5 1.5 0 0 1 1.5-1.5h11A1.5 1.5 0 0 1 19 5.5V15H5zM2 18.5h20M5 15l-3 3.5M19 15l3 3.5',
  server: 'M4 4h16v7H4zM4 13h16v7H4zM7.5 7.5h.01M7.5 16.5h.01M11 7.5h6M11 16.5h6',
  gate: 'M12 3l8 3v6c0 4.5-3.4 7.7-8 9-4.6-1.3-8-4.5-8-9V6zM8.5 12h7M12.5 9l3 3-3 3',
  workers: 'M12 3.5v4M12 7.5H5v4M12 7.5h7v4M12 7.5v4M2.5 11.5h5v5h-5zM9.5 11.5h5v5h-5zM16.5 11.5h5v5h-5zM5 16.5v3M12 16.5v3M19 16.5v3',
  code: 'M8.5 7L3.5 12l5 5M15.5 7l5 5-5 5M13.5 5l-3 14',
  database: 'M4 6c0-1.7 3.6-3 8-3s8 1.3 8 3-3.6 3-8 3-8-1.3-8-3zM4 6v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3',
  bolt: 'M13 3L5 13.5h6L10.5 21 19 10h-6.5z',
  mail: 'M3 6.5h18v12H3zM3 7l9 7 9-7',
  files: 'M8 3.5h7l4 4v10H8zM15 3.5v4h4M16 17.5v3H5v-13h3',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 15v2',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2',
  key: 'M8 11.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11 12.5l8.5-8.5M16 7.5l3 3',
};

/** An icon whose upper left corner is at (x, y). */
export function place(icon, x, y, tone = INK, scale = 1) {
  const move = `translate(${round(x)} ${round(y)})${scale === 1 ? '' : ` scale(${scale})`}`;
  return element('path', [
    ['d', ICONS[icon]],
    ['transform', move],
    ['stroke', tone],
    ['stroke-width', 1.6],
  ]);
}

function roundedPath(points, radius = 10) {
  const [first, ...rest] = points;
  const middle = rest.slice(0, -1).map((corner, index) => {
    const before = points[index];
    const after = points[index + 2];
    const reach = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    return `L${at(towards(corner, before, reach))}Q${at(corner)} ${at(towards(corner, after, reach))}`;
  });
  return `M${at(first)}${middle.join('')}L${at(rest[rest.length - 1])}`;
}

function towards(from, to, reach) {
  const [dx, dy] = direction(from, to);
  return [from[0] + dx * reach, from[1] + dy * reach];
}

function direction([x1, y1], [x2, y2]) {
  const length = distance([x1, y1], [x2, y2]);
  return [(x2 - x1) / length, (y2 - y1) / length];
}

function distance([x1, y1], [x2, y2]) {
  return Math.hypot(x2 - x1, y2 - y1);
}

function geometry(x, y, width, height) {
  return [
    ['x', x],
    ['y', y],
    ['width', width],
    ['height', height],
  ];
}

function at([x, y]) {
  return `${round(x)} ${round(y)}`;
}

function round(number) {
  return Math.round(number * 10) / 10;
}

function element(name, attributes, content) {
  const written = attributes
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}="${typeof value === 'number' ? round(value) : escaped(value)}"`)
    .join(' ');
  return content === undefined ? `<${name} ${written}/>` : `<${name} ${written}>${content}</${name}>`;
}

function escaped(words) {
  return String(words).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
