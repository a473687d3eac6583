import type { Project } from '../../../server/src/project/project';
import type { Route, Stack } from '../../../server/src/project/stack/model';
import { effectiveValue } from '../../../server/src/rules/run';
import { projectOf, type Tree } from '../../support/project';

export const SETTINGS = 'SECRET_KEY = "x"\nDEBUG = False\nINSTALLED_APPS = []\nROOT_URLCONF = "urls"\n';

/** A location of nginx that hands everything on. */
export function nginx(pass: string, headers = '', listen = '443 ssl'): string {
  return `server {\n listen ${listen};\n server_name shop.de;\n location / {\n  proxy_pass ${pass};\n  ${headers}\n }\n}\n`;
}

/** A Django and an nginx as containers. `web` and `proxy` are further keys of theirs. */
export function compose(more: { readonly web?: string; readonly proxy?: string; readonly command?: string } = {}): string {
  return `services:
  web:
    build: .
    command: ${more.command ?? 'gunicorn --bind 0.0.0.0:8000 shop.wsgi'}
    environment: {DJANGO_SETTINGS_MODULE: settings}
${more.web ?? ''}  proxy:
    image: nginx
    ports: ["443:443", "80:80"]
    volumes: ["./nginx.conf:/etc/nginx/conf.d/default.conf"]
${more.proxy ?? ''}`;
}

/** A unit that starts gunicorn. */
export function unit(options: string): string {
  return `[Service]\nEnvironment=DJANGO_SETTINGS_MODULE=settings\nExecStart=/venv/bin/gunicorn ${options} shop.wsgi\n`;
}

export async function open(tree: Tree, settings = ''): Promise<{ readonly project: Project; readonly stacks: readonly Stack[] }> {
  const project = await projectOf(
    { 'settings.py': SETTINGS + settings, ...tree },
    { profiles: [{ settings: 'settings', kind: 'production' }] },
  );
  return { project, stacks: project.subjects('stack') };
}

/** `nginx.conf / → web (network)` for each way of the stacks. */
export function ways(stacks: readonly Stack[]): readonly string[] {
  return stacks.flatMap(({ routes }) =>
    routes.map(({ configuration, proxied, app, peer }) => {
      const location = proxied.block.opener?.args.map(({ text }) => text).join(' ') ?? '';
      return `${configuration.file} ${location} → ${app.name} (${peer})`;
    }),
  );
}

/** The first way of a workspace, and its settings as Django has them. */
export async function firstWay(tree: Tree, settings = '') {
  const { project, stacks } = await open(tree, settings);
  const route = stacks.flatMap(({ routes }) => routes)[0] as Route;
  const profile = project.profiles[0];
  const evaluated = profile && project.evaluate(profile);
  const setting = (name: string) => (evaluated ? effectiveValue(project, evaluated, name) : ({ kind: 'unknown', reason: '' } as const));
  return { project, route, setting };
}
