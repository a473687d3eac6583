import { judge, type Workspace } from '../support';

export const MIDDLEWARE = `MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
INSTALLED_APPS = ["django.contrib.admin"]
`;
export const REDIRECT = 'SECURE_SSL_REDIRECT = True\n';
export const HEADER = 'SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")\n';
export const PROTO = 'proxy_set_header X-Forwarded-Proto $scheme;';
export const HOST = 'proxy_set_header Host $host;';

/** A server of nginx by TLS, with one location for everything. */
export function nginx(pass: string, headers = HOST, more = ''): string {
  return `server {\n listen 443 ssl;\n server_name shop.de;\n ${more}\n location / {\n  proxy_pass ${pass};\n  ${headers}\n }\n}\n`;
}

/** A Django container, and one of nginx that reads nginx.conf. */
export function compose(web = '', proxy = '    ports: ["443:443"]\n'): string {
  return `services:
  web:
    build: .
    command: gunicorn --bind 0.0.0.0:8000 shop.wsgi
    environment: {DJANGO_SETTINGS_MODULE: settings}
${web}  proxy:
    image: nginx
    volumes: ["./nginx.conf:/etc/nginx/conf.d/default.conf"]
${proxy}`;
}

/** A unit that starts gunicorn. */
export function unit(options: string): string {
  return `[Service]\nEnvironment=DJANGO_SETTINGS_MODULE=settings\nExecStart=/venv/bin/gunicorn ${options} shop.wsgi\n`;
}

/** `stack/x at settings.py` for each finding of the rules about stacks that are named. */
export async function found(
  rule: string,
  settings: string,
  files: Workspace['files'],
  more: Partial<Workspace> = {},
): Promise<readonly string[]> {
  const { findings } = await judge({ ...more, files: { 'settings.py': `DEBUG = False\n${settings}`, ...files } }, `stack/${rule}`);
  return findings.map(({ place }) => place.file);
}

/** Why a rule could not decide, or had nothing to. */
export async function reasons(rule: string, settings: string, files: Workspace['files']): Promise<readonly string[]> {
  const { judgements } = await judge({ files: { 'settings.py': `DEBUG = False\n${settings}`, ...files } }, `stack/${rule}`);
  return judgements.flatMap(({ status, reasons: own }) => own.map((reason) => `${status}: ${reason}`));
}
