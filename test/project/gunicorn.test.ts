import { expect, it } from 'vitest';
import { projectOf, SETTINGS, type Tree } from '../support/project';

const CONFIG = 'bind = "0.0.0.0:8000"\nworkers = 4\n';

it.each<[string, Tree, readonly string[]]>([
  ['the default name, whatever it binds', { 'gunicorn.conf.py': '' }, ['gunicorn.conf.py']],
  [
    'a similar name, by what it binds',
    { 'deploy/gunicorn_config.py': CONFIG, 'deploy/gunicorn_start.py': 'import sys\n' },
    ['deploy/gunicorn_config.py'],
  ],
  [
    'a name that a Procfile gives',
    { Procfile: 'web: gunicorn app.wsgi -c deploy/web.py --log-file -\n', 'deploy/web.py': CONFIG },
    ['deploy/web.py'],
  ],
  [
    'a path inside an image',
    { Dockerfile: 'CMD ["gunicorn", "-c", "/app/deploy/web.py", "app.wsgi"]\n', 'deploy/web.py': CONFIG },
    ['deploy/web.py'],
  ],
  [
    'a command over several lines',
    { 'start.sh': 'exec gunicorn app.wsgi \\\n  --config=python_conf.py\n', 'python_conf.py': CONFIG },
    ['python_conf.py'],
  ],
  [
    'a unit',
    { 'deploy/web.service': '[Service]\nExecStart=/srv/app/venv/bin/gunicorn --config /srv/app/g.py app.wsgi\n', 'g.py': CONFIG },
    ['g.py'],
  ],
  ['a compose file', { 'compose.yaml': 'services:\n  web:\n    command: gunicorn app.wsgi -c conf.py\n', 'conf.py': CONFIG }, ['conf.py']],
  ['no file that is named but not there', { Procfile: 'web: gunicorn -c missing.py app.wsgi\n' }, []],
  ['no file that another program takes', { Procfile: 'web: celery -A app worker -c settings.py\n', 'settings.py': SETTINGS }, []],
  ['no settings module that happens to bind such names', { 'gunicorn.py': `${SETTINGS}bind = 1\nworkers = 2\n` }, []],
])('finds %s', async (_what, tree, expected) => {
  expect((await projectOf(tree)).gunicornConfigs).toEqual(expected);
});
