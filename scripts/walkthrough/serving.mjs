/** The pictures of what stands before Django, and of the release. */
import {
  actor,
  arrow,
  BAD,
  bar,
  box,
  CENTRE,
  code,
  divider,
  GOOD,
  legend,
  note,
  PATH,
  picture,
  pill,
  place,
  rule,
  stop,
  title,
  upright,
  verdict,
} from './draw.mjs';

/** TLS ends at the proxy; a header carries the fact inside. Below: HSTS is raised in steps. */
export function https(alt) {
  const steps = [
    ['1 hour', 12],
    ['1 day', 24],
    ['30 days', 42],
    ['1 year', 66],
  ];
  return picture(
    548,
    alt,
    actor(16, 16, 232, 56, { icon: 'browser', name: 'Browser', role: 'opens your site' }),
    upright(92, 72, 132, { tone: GOOD, width: 3.5 }),
    place('lock', 106, 90, GOOD, 0.95),
    note(136, 108, 'https:// encrypted'),
    actor(16, 132, 232, 56, { icon: 'gate', name: 'nginx', role: 'TLS ends here', tone: GOOD }),
    arrow(
      [
        [248, 44],
        [312, 44],
        [312, 160],
        [248, 160],
      ],
      { tone: BAD, dashed: true },
    ),
    code(324, 92, 'http://'),
    note(324, 112, 'only gets a'),
    note(324, 130, 'redirect'),
    upright(92, 188, 268, { tone: PATH, width: 2.25 }),
    note(108, 210, 'plain HTTP inside, so it says'),
    pill(108, 222, 'X-Forwarded-Proto: https', { tone: PATH }),
    box(16, 268, 408, 124, { tone: PATH }),
    place('code', 30, 280, PATH),
    title(66, 297, 'Django'),
    note(406, 297, 'trusts the header, and so', { anchor: 'end' }),
    rule(32, 408, 312),
    verdict(44, 334, true),
    code(64, 338, 'request.is_secure() is True'),
    verdict(44, 366, true),
    code(64, 370, 'Set-Cookie: sessionid=…; Secure'),
    title(16, 428, 'HSTS, raised step by step'),
    steps.map(([label, height], index) => {
      const x = 16 + index * 104;
      return [bar(x, 512 - height, 96, height, GOOD), note(x + 48, 534, label, { anchor: 'middle' })];
    }),
    rule(16, 424, 513),
  );
}

/** A few workers, each a Django of its own, and who looks after them. */
export function server(alt) {
  const workers = [
    ['answers', true],
    ['answers', true],
    ['hangs', false],
  ];
  return picture(
    504,
    alt,
    actor(140, 16, 160, 52, { icon: 'gate', name: 'nginx' }),
    box(16, 124, 408, 260, { dashed: true }),
    legend(266, 124, 'kept up by systemd'),
    upright(CENTRE, 68, 144, { tone: PATH, width: 2.25 }),
    pill(CENTRE, 84, '/run/books/gunicorn.sock', { centred: true }),
    box(32, 144, 376, 224, { tone: PATH }),
    place('workers', 46, 158, PATH),
    title(82, 169, 'gunicorn'),
    note(82, 187, 'starts its workers and watches them'),
    rule(48, 392, 204),
    workers.map(([state, isGood], index) => {
      const middle = 98 + index * 122;
      const corner =
        middle === CENTRE
          ? []
          : [
              [CENTRE, 222],
              [middle, 222],
            ];
      return [
        arrow([[CENTRE, 205], ...corner, [middle, 246]], { tone: PATH, width: 2.25 }),
        box(middle - 54, 246, 108, 62, { tone: isGood ? undefined : BAD }),
        title(middle, 269, 'Django', { anchor: 'middle' }),
        verdict(middle - 32, 290, isGood),
        note(middle - 15, 295, state),
      ];
    }),
    note(44, 334, 'each with memory'),
    note(44, 352, 'of its own'),
    place('clock', 252, 326, BAD),
    note(284, 334, 'silent for 30 s:'),
    note(284, 352, 'replaced'),
    upright(116, 368, 428),
    upright(324, 368, 428),
    note(CENTRE, 411, 'what they share, outside', { anchor: 'middle' }),
    actor(16, 428, 200, 60, { icon: 'database', name: 'PostgreSQL', role: 'data' }),
    actor(224, 428, 200, 60, { icon: 'bolt', name: 'Redis', role: 'cache, sessions' }),
  );
}

/** One gate, three ways on. */
export function proxy(alt) {
  const headers = [
    ['Host', 'the name asked for'],
    ['X-Forwarded-For', 'the visitor’s address'],
    ['X-Forwarded-Proto', 'http or https'],
  ];
  return picture(
    528,
    alt,
    pill(112, 16, 'books.example', { centred: true, tone: GOOD }),
    pill(328, 16, 'any other name', { centred: true, tone: BAD }),
    box(16, 76, 408, 316, { tone: GOOD }),
    upright(112, 40, 76, { tone: GOOD, width: 3 }),
    upright(328, 40, 92, { tone: BAD, width: 2.25 }),
    place('gate', 30, 90, GOOD),
    title(66, 107, 'nginx'),
    code(32, 136, 'listen 443 ssl;'),
    pill(328, 92, 'return 444;', { centred: true, tone: BAD }),
    note(328, 136, 'no answer at all', { anchor: 'middle' }),
    rule(32, 408, 154),
    code(32, 181, 'location /static/'),
    note(32, 201, 'straight from disk'),
    divider(196, 168, 378),
    code(216, 181, 'location /'),
    note(216, 201, 'handed on, and with it'),
    headers.map(([name, what], index) => [pill(214, 214 + index * 56, name, { tone: PATH }), note(225, 254 + index * 56, what)]),
    upright(112, 212, 448, { tone: GOOD, width: 2.25 }),
    upright(320, 392, 448, { tone: PATH, width: 2.25 }),
    actor(16, 448, 184, 64, { icon: 'files', name: 'Static files', role: 'STATIC_ROOT' }),
    actor(216, 448, 208, 64, { icon: 'workers', name: 'gunicorn', role: 'only nginx reaches it', tone: PATH }),
  );
}

/** A release in its order, and the way back. */
export function launch(alt) {
  const stops = [
    ['Check', 'django-preflight check', true],
    ['Back up', 'database and media', false],
    ['Migrate', 'manage.py migrate', true],
    ['Collect', 'manage.py collectstatic', true],
    ['Restart', 'systemctl restart books', true],
    ['Watch', 'errors, latency, disk', false],
  ];
  const y = (index) => 44 + index * 82;
  return picture(
    500,
    alt,
    stops.slice(1).map((_, index) => upright(44, y(index) + 14, y(index + 1) - 15, { tone: PATH, width: 2.25 })),
    stops.map(([name, how, command], index) => {
      const tone = index === stops.length - 1 ? GOOD : PATH;
      return [
        stop(44, y(index), String(index + 1), tone),
        box(76, y(index) - 29, 256, 58, index === stops.length - 1 ? { tone } : {}),
        title(92, y(index) - 4, name),
        (command ? code : note)(92, y(index) + 16, how),
      ];
    }),
    arrow(
      [
        [332, y(5)],
        [416, y(5)],
        [416, y(4)],
        [333, y(4)],
      ],
      { tone: BAD, dashed: true, width: 2 },
    ),
    note(346, y(4) + 37, 'the way'),
    note(346, y(4) + 55, 'back'),
  );
}
