/** One picture for every step of the walkthrough, drawn on one grid: 16 at the edge, what a request passes from the top down. */
import {
  actor,
  arrow,
  BAD,
  box,
  CENTRE,
  code,
  GOOD,
  legend,
  note,
  PATH,
  picture,
  pill,
  place,
  rule,
  title,
  upright,
  verdict,
} from './draw.mjs';
import { https, launch, proxy, server } from './serving.mjs';

/** @returns {Record<string, string>} file name without its ending → SVG. `alts` has the alternative text of each. */
export function pictures(alts) {
  const drawings = { runserver, stack, settings, static: staticFiles, https, server, proxy, launch };
  return Object.fromEntries(Object.entries(drawings).map(([name, draw]) => [name, draw(alts[name] ?? '')]));
}

/** Two columns: the same question, answered on the desk and in production. */
function runserver(alt) {
  const rows = [
    ['Requests go to', 'runserver', 'nginx, gunicorn', 'many at a time'],
    ['An error shows', 'the debug page', 'a plain page', 'the log has the rest'],
    ['Files come from', 'every app', 'STATIC_ROOT', 'collected before'],
    ['The secret key is in', 'settings.py', 'the environment', 'and never in git'],
    ['Visitors use', 'http://', 'https://', 'and nothing else'],
  ];
  const [left, right, wide] = [16, 232, 192];
  return picture(
    472,
    alt,
    box(left, 16, wide, 440, { dashed: true }),
    box(right, 16, wide, 440, { tone: GOOD }),
    place('laptop', left + 16, 32, undefined, 1.1),
    title(left + 54, 51, 'Your desk'),
    place('server', right + 16, 32, GOOD, 1.1),
    title(right + 54, 51, 'Production'),
    rows.map(([question, before, after, why], index) => {
      const y = 92 + index * 76;
      return [
        rule(left + 16, left + wide - 16, y - 14),
        rule(right + 16, right + wide - 16, y - 14),
        note(left + 16, y + 10, question),
        title(left + 16, y + 33, before, { weight: 400 }),
        title(right + 16, y + 12, after),
        note(right + 16, y + 33, why),
        arrow(
          [
            [left + wide - 8, y + 22],
            [right + 8, y + 22],
          ],
          { tone: PATH, width: 2 },
        ),
      ];
    }),
  );
}

/** The way of a request through everything that stands between a visitor and the data. */
function stack(alt) {
  const [x, wide, middle] = [28, 244, 150];
  return picture(
    556,
    alt,
    actor(x, 16, wide, 56, { icon: 'browser', name: 'Browser', role: 'somewhere on the internet' }),
    upright(middle, 72, 132, { tone: GOOD, width: 3 }),
    place('lock', middle + 14, 88, GOOD, 0.9),
    note(middle + 44, 104, 'HTTPS'),
    box(16, 112, 408, 424, { dashed: true }),
    legend(322, 112, 'your side'),
    actor(x, 132, wide, 60, { icon: 'gate', name: 'nginx', role: 'proxy: TLS, limits, files', tone: GOOD }),
    arrow([
      [x + wide, 162],
      [300, 162],
    ]),
    actor(300, 132, 116, 60, { icon: 'files', name: 'Static', role: 'files' }),
    upright(middle, 192, 238, { tone: PATH, width: 2.25 }),
    note(middle + 16, 220, 'HTTP, with X-Forwarded-Proto'),
    actor(x, 238, wide, 60, { icon: 'workers', name: 'gunicorn', role: 'application server: workers' }),
    upright(middle, 298, 344, { tone: PATH, width: 2.25 }),
    note(middle + 16, 326, 'WSGI: one call for each request'),
    actor(x, 344, wide, 60, { icon: 'code', name: 'Django', role: 'settings, middleware, views', tone: PATH }),
    [
      [84, 'PostgreSQL', 'data'],
      [220, 'Redis', 'cache, sessions'],
      [356, 'SMTP', 'mail'],
    ].map(([at, name, role]) => [
      arrow([
        [middle, 404],
        [middle, 432],
        [at, 432],
        [at, 460],
      ]),
      box(at - 60, 460, 120, 60),
      title(at, 486, name, { anchor: 'middle' }),
      note(at, 505, role, { anchor: 'middle' }),
    ]),
  );
}

/** Secrets come in from outside, names are let in by a list. */
function settings(alt) {
  return picture(
    472,
    alt,
    actor(16, 16, 408, 60, { icon: 'key', name: 'The environment', role: 'of a unit, a container or .env: never in git' }),
    upright(140, 76, 148, { tone: GOOD, width: 2.25 }),
    pill(140, 96, 'SECRET_KEY', { centred: true, tone: GOOD }),
    box(16, 148, 408, 136, { tone: PATH }),
    place('code', 30, 160, PATH),
    title(66, 177, 'settings/production.py'),
    rule(32, 408, 192),
    code(32, 217, 'DEBUG = False'),
    code(32, 242, 'SECRET_KEY = os.environ["SECRET_KEY"]'),
    code(32, 267, 'ALLOWED_HOSTS = ["books.example"]'),
    upright(112, 356, 285, { tone: GOOD, width: 2.25 }),
    upright(328, 356, 310, { tone: BAD, width: 2.25 }),
    rule(304, 352, 304, { tone: BAD, width: 3 }),
    pill(112, 356, 'Host: books.example', { centred: true, tone: GOOD }),
    pill(328, 356, 'Host: evil.example', { centred: true, tone: BAD }),
    verdict(46, 412, true),
    title(66, 417, '200 OK'),
    note(66, 438, 'Links in pages and'),
    note(66, 456, 'mails get this name'),
    verdict(262, 412, false),
    title(282, 417, '400'),
    note(282, 438, 'Bad Request:'),
    note(282, 456, 'not on the list'),
  );
}

/** Many folders, one place, one server of files. */
function staticFiles(alt) {
  const sources = ['blog/static', 'shop/static', 'static'];
  return picture(
    512,
    alt,
    sources.map((name, index) => {
      const x = 16 + index * 139;
      return [box(x, 16, 130, 52), place('files', x + 8, 30), code(x + 36, 47, name)];
    }),
    arrow([
      [81, 68],
      [81, 90],
      [CENTRE, 90],
      [CENTRE, 118],
    ]),
    arrow([
      [359, 68],
      [359, 90],
      [CENTRE, 90],
      [CENTRE, 118],
    ]),
    upright(CENTRE, 68, 118),
    upright(CENTRE, 142, 186, { tone: PATH, width: 2.25 }),
    pill(CENTRE, 118, 'manage.py collectstatic', { centred: true, tone: PATH }),
    note(CENTRE + 14, 167, 'once for every release'),
    box(56, 186, 328, 84, { tone: PATH }),
    code(76, 213, 'STATIC_ROOT/', { weight: 700 }),
    code(92, 235, 'shop.5f3a9c1e.css'),
    code(92, 255, 'blog/page.81d2f07b.css'),
    upright(112, 270, 322, { tone: GOOD, width: 2.25 }),
    note(126, 300, 'new content, new name'),
    actor(56, 322, 328, 60, { icon: 'gate', name: 'WhiteNoise or nginx', role: 'serves it and lets browsers keep it', tone: GOOD }),
    upright(112, 382, 436, { tone: GOOD, width: 2.25 }),
    actor(16, 436, 192, 60, { icon: 'browser', name: 'Browser', role: 'keeps its copy' }),
    box(232, 436, 192, 60, { dashed: true }),
    verdict(256, 466, false),
    title(276, 463, 'Django'),
    note(276, 481, 'DEBUG off: no files'),
  );
}
