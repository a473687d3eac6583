import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../../../server/src/host/files';
import { openProject } from '../../../server/src/project/open';

type Texts = Readonly<Record<string, string>>;

function groups(files: Texts) {
  const parsePython = () => ({ span: { start: 0, end: 0 }, body: [], comments: [] }) as never;
  return openProject(new MemoryFiles(new Map(Object.entries(files))), { parsePython }).subjects('compose');
}

function service(...lines: readonly string[]) {
  const text = ['services:', '  web:', ...lines.map((line) => `    ${line}`), ''].join('\n');
  return groups({ 'compose.prod.yml': text })[0]?.service('web');
}

describe('ports', () => {
  const ports = (text: string) =>
    service(`ports: [${text}]`)?.ports.map(
      ({ on, published, target, protocol, sure }) =>
        `${on} ${published?.first}-${published?.last} ${target?.first}-${target?.last} ${protocol}${sure ? '' : ' ?'}`,
    );

  it('have an address, a port of the machine and one of the container', () => {
    expect(ports('"8000"')).toEqual(['all undefined-undefined 8000-8000 tcp']);
    expect(ports('8000:80')).toEqual(['all 8000-8000 80-80 tcp']);
    expect(ports('"127.0.0.1:8000:80"')).toEqual(['loopback 8000-8000 80-80 tcp']);
    expect(ports('"0.0.0.0:1-3:5-7/udp"')).toEqual(['all 1-3 5-7 udp']);
    expect(ports('"192.0.2.7::80"')).toEqual(['one undefined-undefined 80-80 tcp']);
    expect(ports('"[::1]:80:80", "[::]:81:81"')).toEqual(['loopback 80-80 80-80 tcp', 'all 81-81 81-81 tcp']);
    expect(ports('{target: 80, published: "81", host_ip: 127.0.0.1}')).toEqual(['loopback 81-81 80-80 tcp']);
  });

  it('are not guessed where a variable may hold an address too', () => {
    expect(ports('"${LISTEN:-127.0.0.1:8000}:80"')).toEqual(['unknown undefined-undefined 80-80 tcp ?']);
    expect(ports('"${PORT}:80"')).toEqual(['unknown undefined-undefined 80-80 tcp ?']);
    expect(ports('"127.0.0.1:${PORT}:80"')).toEqual(['loopback undefined-undefined 80-80 tcp ?']);
  });
});

describe('mounts', () => {
  const mounts = (...items: readonly string[]) =>
    service('volumes:', ...items.map((item) => `  - ${item}`))?.mounts.map(
      ({ type, path, hostPath, volume, target, readOnly }) => `${type} ${path ?? hostPath ?? volume} ${target}${readOnly ? ' ro' : ''}`,
    );

  it('are folders of the workspace or the machine, volumes with and without a name, and memory', () => {
    expect(mounts('./media/:/app/media:ro', '/srv/x:/x', 'data:/var/lib/data/', '/tmp/y')).toEqual([
      'bind media /app/media ro',
      'bind /srv/x /x',
      'volume data /var/lib/data',
      'volume undefined /tmp/y',
    ]);
    expect(mounts('{type: bind, source: ./a, target: /a, read_only: true}', '{type: tmpfs, target: /t}')).toEqual([
      'bind a /a ro',
      'tmpfs undefined /t',
    ]);
  });

  it('are not guessed where a variable decides', () => {
    expect(mounts('${DATA}:/data', '${DATA:-./data}:/data', '${DATA}/x:/data')).toEqual([
      'other undefined /data',
      'bind data /data',
      'bind undefined /data',
    ]);
  });
});

describe('several files', () => {
  it('are joined as compose does it', () => {
    const [, group] = groups({
      'compose.yml':
        'services:\n  web:\n    image: a\n    command: one\n    ports: ["80:80"]\n    environment: [A=1, B=1]\n    volumes: ["x:/x"]\n  db: {image: postgres:17}\n',
      'compose.prod.yml': 'services:\n  web:\n    command: two\n    ports: ["81:81"]\n    environment: {B: "2"}\n    volumes: ["y:/x"]\n',
    }).toSorted((one, other) => one.files.length - other.files.length);
    const web = group?.service('web');
    expect(group?.files).toEqual(['compose.yml', 'compose.prod.yml']);
    expect(web?.command?.command).toMatchObject({ line: { text: 'two' } });
    expect(web?.command?.place.file).toBe('compose.prod.yml');
    expect(web?.ports.map((port) => port.published?.first)).toEqual([80, 81]);
    expect([...(web?.environment ?? [])].map(([name, { value }]) => `${name}=${value.value}`)).toEqual(['A=1', 'B=2']);
    expect(web?.mounts.map(({ volume }) => volume)).toEqual(['y']);
    expect(web?.definitions.map(({ file }) => file)).toEqual(['compose.yml', 'compose.prod.yml']);
  });

  it('follow !reset, !override, extends and include', () => {
    const files = {
      'compose.prod.yml':
        'include: [db/compose.inc.yml]\nservices:\n  web:\n    extends: {file: base.yml, service: web}\n    ports: !override ["81:81"]\n    command: !reset null\n',
      'base.yml': 'services:\n  web:\n    image: a\n    command: one\n    ports: ["80:80"]\n    env_file: web.env\n',
      'db/compose.inc.yml': 'services:\n  db:\n    image: postgres:17\n    volumes: ["./data:/var/lib/postgresql/data"]\n',
    };
    const group = groups(files).find(({ name }) => name === 'compose.prod.yml');
    const web = group?.service('web');
    expect(web?.image?.value).toBe('a');
    expect(web?.command).toBeUndefined();
    expect(web?.ports.map((port) => port.published?.first)).toEqual([81]);
    expect(group?.service('db')?.mounts[0]?.path).toBe('db/data');
    expect(group?.incomplete).toBeUndefined();
  });

  it('end, whatever they include', () => {
    const [group] = groups({
      'compose.yml': 'include: [compose.yml, other.yml]\nservices:\n  a: {extends: b, image: x}\n  b: {extends: a}\n',
    });
    expect(group?.incomplete).toBeDefined();
  });
});

describe('names', () => {
  const text =
    'services:\n  web: {image: a, networks: [front, back], links: ["db:database"]}\n  db: {image: b, networks: {back: {aliases: [pg]}}, container_name: shop_db}\n  other: {image: c}\n';

  it('are found where the two are in one network', () => {
    const [group] = groups({ 'compose.yml': text });
    const [web, other] = [group?.service('web'), group?.service('other')];
    for (const name of ['db', 'pg', 'shop_db', 'database']) expect(group?.reach(name, web)?.name).toBe('db');
    expect(group?.reach('db', other)).toBeUndefined();
    expect(group?.reach('nothing', web)).toBeUndefined();
  });
});

describe('the kind of a group', () => {
  const kind = (files: Texts) => groups(files).map((group) => `${group.name} ${group.kind}`);
  const web = (...lines: readonly string[]) =>
    ['services:', '  web:', '    build: .', ...lines.map((line) => `    ${line}`), ''].join('\n');
  const DOCKERFILE = 'FROM python:3.13-slim\nCMD ["gunicorn", "shop.wsgi"]\n';

  it('is what its name says', () => {
    expect(kind({ 'compose.prod.yml': web(), 'compose.yml': web() })).toEqual(['compose.prod.yml production', 'compose.yml development']);
    expect(kind({ 'docker-compose.test.yml': web() })).toEqual(['docker-compose.test.yml test']);
  });

  it('is production for a plain file only where nothing speaks against it', () => {
    expect(kind({ 'compose.yml': web(), Dockerfile: DOCKERFILE })).toEqual(['compose.yml production']);
    expect(kind({ 'compose.yml': web('volumes: [".:/app"]'), Dockerfile: DOCKERFILE })).toEqual(['compose.yml development']);
    expect(kind({ 'compose.yml': web('volumes: ["./shop:/app/shop"]'), Dockerfile: DOCKERFILE, 'shop/__init__.py': '' })).toEqual([
      'compose.yml development',
    ]);
    expect(kind({ 'compose.yml': web('command: python manage.py runserver'), Dockerfile: DOCKERFILE })).toEqual([
      'compose.yml development',
    ]);
    expect(kind({ 'compose.yml': 'services:\n  db: {image: postgres:17}\n' })).toEqual(['compose.yml development']);
  });
});
