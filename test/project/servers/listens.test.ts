import { describe, expect, it } from 'vitest';
import type { Listening } from '../../../server/src/project/servers/listen';
import { listensOf } from '../../../server/src/project/servers/listens';
import { projectOf, type Tree } from '../../support/project';

/** Where the server of a command line listens, as words: `tcp 127.0.0.1:8000 http`. */
async function listens(command: string, more: Tree = {}): Promise<readonly string[]> {
  const project = await projectOf({
    'compose.yml': `services:\n  web:\n    image: shop\n    working_dir: /srv/shop\n    command: ${JSON.stringify(command)}\n    environment:\n      UVICORN_PORT: "8100"\n`,
    ...more,
  });
  const [process] = project.processes;
  if (!process) throw new Error('no server was found');
  return words(listensOf(project, process));
}

function words({ listens, open }: Listening): readonly string[] {
  const found = listens.map((one) => {
    if (one.kind === 'tcp') return `tcp ${one.host}:${one.port ?? '?'} ${one.protocol}`;
    return one.kind === 'unix' ? `unix ${one.path} ${one.protocol}` : `inherited ${one.protocol}`;
  });
  return open === undefined ? found : [...found, `open: ${open}`];
}

describe('where servers listen', () => {
  // By the sources of uvicorn 0.54, daphne 4.2.3, Hypercorn 0.18, granian 2.8, waitress 3.0.2 and Django 5.2.
  it.each([
    ['uvicorn config.asgi:application', ['tcp 127.0.0.1:8100 http']],
    ['uvicorn config.asgi:application --port 8000', ['tcp 127.0.0.1:8000 http']],
    ['uvicorn --host=0.0.0.0 --port=80 config.asgi:application', ['tcp 0.0.0.0:80 http']],
    ['uvicorn config.asgi:application --host :: --port 9000', ['tcp :::9000 http']],
    ['uvicorn config.asgi:application --uds run/web.sock', ['unix /srv/shop/run/web.sock http']],
    ['uvicorn config.asgi:application --uds /run/web.sock --fd 3', ['inherited http']],
    ['uvicorn config.asgi:application --uds /run/web.sock --fd 3 --workers 2', ['unix /run/web.sock http']],
    ['uvicorn config.asgi:application --host 0.0.0.0 --port $PORT', ['tcp 0.0.0.0:? http']],
    ['daphne config.asgi:application', ['tcp 127.0.0.1:8000 http']],
    ['daphne -b 0.0.0.0 config.asgi:application', ['tcp 0.0.0.0:8000 http']],
    ['daphne -p 8001 config.asgi:application', ['tcp 127.0.0.1:8001 http']],
    ['daphne -b0.0.0.0 -p8001 config.asgi:application', ['tcp 0.0.0.0:8001 http']],
    ['daphne --unix-sock /run/daphne.sock config.asgi:application', ['unix /run/daphne.sock http']],
    ['daphne -e ssl:8443:interface=0.0.0.0:privateKey=key.pem config.asgi:application', ['tcp 0.0.0.0:8443 http']],
    ['daphne -e tcp:port=8001 -u /run/d.sock config.asgi:application', ['unix /run/d.sock http', 'tcp :8001 http']],
    ['daphne --fd 0 config.asgi:application', ['inherited http']],
    ['hypercorn config.asgi:application', ['tcp 127.0.0.1:8000 http']],
    ['hypercorn -b 0.0.0.0:80 --bind unix:/run/h.sock config.asgi:application', ['tcp 0.0.0.0:80 http', 'unix /run/h.sock http']],
    ['hypercorn -b [::]:80 config.asgi:application', ['tcp :::80 http']],
    ['hypercorn -b 0.0.0.0 config.asgi:application', ['tcp 0.0.0.0:8000 http']],
    ['hypercorn -c hypercorn.toml config.asgi:application', ['open: hypercorn.toml may say more']],
    ['hypercorn -c hypercorn.toml -b 0.0.0.0:80 config.asgi:application', ['tcp 0.0.0.0:80 http']],
    ['granian --interface asgi config.asgi:application', ['tcp 127.0.0.1:8000 http']],
    ['granian --interface asgi --host 0.0.0.0 --port 80 config.asgi:application', ['tcp 0.0.0.0:80 http']],
    ['waitress-serve config.wsgi:application', ['tcp 0.0.0.0:8080 http']],
    ['waitress-serve --port=8000 --host 127.0.0.1 config.wsgi:application', ['tcp 127.0.0.1:8000 http']],
    ['waitress-serve --listen=*:8000 --listen=[::1]:8001 config.wsgi:application', ['tcp :8000 http', 'tcp ::1:8001 http']],
    ['waitress-serve --unix-socket=/run/w.sock config.wsgi:application', ['unix /run/w.sock http']],
    ['python manage.py runserver', ['tcp 127.0.0.1:8000 http']],
    ['python manage.py runserver 0.0.0.0:8000', ['tcp 0.0.0.0:8000 http']],
    ['python manage.py runserver 0:80 --noreload', ['tcp 0.0.0.0:80 http']],
    ['python manage.py runserver --settings config.settings 8001', ['tcp 127.0.0.1:8001 http']],
    ['python manage.py runserver -6', ['tcp ::1:8000 http']],
    ['python manage.py runserver [::]:8000', ['tcp :::8000 http']],
  ])('%s', async (command, expected) => {
    expect(await listens(command)).toEqual(expected);
  });

  it('says that an option may hide in a variable', async () => {
    expect(await listens('uvicorn config.asgi:application $OPTIONS')).toEqual([
      expect.stringMatching(/^open: a variable of the command line/),
    ]);
  });

  it('does not believe the usual address where the project has a runserver of its own', async () => {
    const own = { 'shop/management/commands/runserver.py': '' };
    expect(await listens('python manage.py runserver', own)).toEqual(['open: the command may have its own address']);
  });
});

describe('where uWSGI listens', () => {
  it.each([
    ['uwsgi --http :8000 --module config.wsgi', ['tcp :8000 http']],
    ['uwsgi -s /run/u.sock -w config.wsgi', ['unix /run/u.sock uwsgi']],
    ['uwsgi --socket 127.0.0.1:3031 --http-socket 0.0.0.0:80', ['tcp 127.0.0.1:3031 uwsgi', 'tcp 0.0.0.0:80 http']],
    ['uwsgi --chdir /srv/other --socket web.sock', ['unix /srv/other/web.sock uwsgi']],
    ['uwsgi --socket web.sock', ['unix /srv/shop/web.sock uwsgi']],
    ['uwsgi --protocol http --socket :8000', ['tcp :8000 http']],
    ['uwsgi --https :8443,cert.pem,key.pem', ['tcp :8443 http']],
    ['uwsgi --socket :0', ['tcp :? uwsgi']],
    ['uwsgi --ini missing.ini', ['open: missing.ini is not among the files']],
    ['uwsgi --yaml uwsgi.yml', ['open: uwsgi.yml is not read']],
  ])('%s', async (command, expected) => {
    expect(await listens(command)).toEqual(expected);
  });

  it.each([
    ['socket = /run/u.sock', ['unix /run/u.sock uwsgi']],
    ['base = /srv/shop\nsocket = %(base)/run/u.sock', ['unix /srv/shop/run/u.sock uwsgi']],
    ['set-placeholder = name=shop\nsocket = /run/%(name).sock', ['unix /run/shop.sock uwsgi']],
    ['http-socket = :$(UVICORN_PORT)', ['tcp :8100 http']],
    ['http-socket = :$(OTHER_PORT)', ['open: http-socket is not certain']],
    ['if-env = PORT\nhttp-socket = :%(_)\nendif =\nsocket = /run/u.sock', ['unix /run/u.sock uwsgi', 'open: http-socket is not certain']],
    ['socket = /run/%n.sock', ['unix /run/uwsgi.sock uwsgi']],
    ['emperor = /etc/uwsgi/vassals', ['open: the emperor starts others']],
    ['ini = :more\n[more]\nsocket = :3031', ['tcp :3031 uwsgi']],
    ['; socket = :1\n# socket = :2\nmaster', ['open: no option says where it listens']],
  ])('in a file: %j', async (text, expected) => {
    expect(await listens('uwsgi --ini /app/deploy/uwsgi.ini', { 'deploy/uwsgi.ini': `[uwsgi]\n${text}\n` })).toEqual(expected);
  });
});
