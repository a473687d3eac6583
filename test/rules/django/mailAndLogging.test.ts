import { describe, expect, it } from 'vitest';
import { judge, settingsModule } from '../support';

async function found(rule: string, text: string, files: Readonly<Record<string, string>> = {}, django = '5.2') {
  const workspace = settingsModule(text, { django });
  const { findings } = await judge({ ...workspace, files: { ...workspace.files, ...files } }, `django/${rule}`);
  return findings.map(({ severity, message, references }) => [`${severity}: ${message.split('\n')[0]}`, ...references].join(' '));
}

describe('mail', () => {
  const MAILERS = 'MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}\n';

  it('is sent as MAILERS says from Django 6.1 on, and as EMAIL_BACKEND says before', async () => {
    const smtp = 'EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"\n';
    expect(await found('email-backend-development', MAILERS + smtp, {}, '6.0')).toEqual([]);
    expect(await found('email-backend-development', MAILERS, {}, '6.1')).toEqual([
      'warning: Mail is handed to the console backend, which sends nothing. mail.E001',
    ]);
  });

  it('of another mailer than the default one is not judged, as Django does not', async () => {
    const text =
      'MAILERS = {"default": {"OPTIONS": {"host": "h"}}, "log": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}\n';
    expect(await found('email-backend-development', text, {}, '6.1')).toEqual([]);
  });

  it('without a default mailer is what Django calls mail.W001', async () => {
    expect(await found('email-host-default', 'MAILERS = {}\n', {}, '6.1')).toEqual(['warning: MAILERS has no "default" entry. mail.W001']);
    expect(await found('email-host-default', 'MAILERS = {}\n', {}, '6.0')).toEqual([]);
  });

  it('by two kinds of encryption fails only where SMTP sends it', async () => {
    const both = 'EMAIL_USE_TLS = True\nEMAIL_USE_SSL = True\n';
    expect(await found('email-tls-ssl-conflict', both)).toHaveLength(1);
    expect(await found('email-tls-ssl-conflict', `EMAIL_BACKEND = "anymail.backends.sendgrid.EmailBackend"\n${both}`)).toEqual([]);
  });

  it('may go by connections that code opens for itself', async () => {
    const code = (call: string) => ({ 'shop/mail.py': `from django.core.mail import get_connection\nconnection = ${call}\n` });
    expect(await found('email-host-default', 'EMAIL_PORT = 587\n', code('get_connection(\n    host="smtp.shop.net")'))).toEqual([]);
    expect(await found('email-host-default', 'EMAIL_PORT = 587\n', code('get_connection(fail_silently=True)'))).toHaveLength(1);
  });
});

describe('LOGGING', () => {
  const config = (body: string) => `LOGGING = {"version": 1, "disable_existing_loggers": False, ${body}}\n`;
  const CONSOLE = '"handlers": {"console": {"class": "logging.StreamHandler"}}';

  it.each([
    [
      '"handlers": {"a": {"class": "logging.StreamHandler", "filters": ["f"]}}',
      'The handler "a" names the filter "f", which LOGGING does not define.',
    ],
    [`${CONSOLE}, "loggers": {"shop": {"filters": ["f"]}}`, 'The logger "shop" names the filter "f", which LOGGING does not define.'],
    [
      '"handlers": {"a": {"class": "logging.handlers.FileHandler"}}',
      'The class "logging.handlers.FileHandler" of the handler "a" does not exist.',
    ],
    [
      '"handlers": {"a": {"class": "django.utils.log.AdminMailHandler"}}',
      'The class "django.utils.log.AdminMailHandler" of the handler "a" does not exist.',
    ],
    [`${CONSOLE}, "loggers": {"": {"level": "warning"}}`, 'The root logger has the level "warning", and levels are in capital letters.'],
  ])('with %s is broken', async (body, message) => {
    expect(await found('logging-broken', config(body))).toEqual([`error: ${message}`]);
  });

  it.each([
    '"incremental": True, "loggers": {"shop": {"handlers": ["nowhere"]}}',
    '"handlers": {"a": {"()": "shop.log.handler"}}, "root": {"handlers": ["a"]}',
    '"handlers": {"a": {"class": "logging.StreamHandler", "formatter": None, "level": 20}}',
    '"handlers": {"a": {"class": "concurrent_log_handler.ConcurrentRotatingFileHandler"}}',
    `${CONSOLE}, "loggers": {"shop": {"level": "NOTICE"}}`,
  ])('with %s is not', async (body) => {
    expect(await found('logging-broken', config(body))).toEqual([]);
  });

  it('gives statements the level of the nearest logger that has one', async () => {
    const text = (loggers: string) => `DEBUG = True\n${config(`${CONSOLE}, "loggers": {${loggers}}`)}`;
    const django = '"django": {"handlers": ["console"], "level": "DEBUG"}';
    expect(await found('logging-sql', text(django))).toHaveLength(1);
    expect(await found('logging-sql', text(`${django}, "django.db": {"level": "INFO"}`))).toEqual([]);
    expect(await found('logging-sql', text('"shop": {"handlers": ["console"], "level": "DEBUG"}'))).toEqual([]);
  });

  it('without a word on existing loggers silences Django only where it names neither logger of pages', async () => {
    const text = (loggers: string) => `LOGGING = {"version": 1, ${CONSOLE}, "loggers": {${loggers}}}\n`;
    expect((await found('logging-disables-loggers', text('"django.db": {}')))[0]).toMatch(/^warning/);
    expect((await found('logging-disables-loggers', text('"django.request": {}')))[0]).toMatch(/^info/);
  });

  it('mails to nobody is worse where nothing else hears of it', async () => {
    const text = (more: string) =>
      config(
        `"handlers": {"mail": {"class": "django.utils.log.AdminEmailHandler"}, "console": {"class": "logging.StreamHandler"}}, ${more}`,
      );
    const alone = '"loggers": {"django.request": {"handlers": ["mail"]}}';
    expect((await found('logging-mail-nobody', text(alone)))[0]).toMatch(/^warning/);
    expect((await found('logging-mail-nobody', text(`${alone}, "root": {"handlers": ["console"]}`)))[0]).toMatch(/^info/);
    expect((await found('logging-mail-nobody', text(alone), { 'requirements.txt': 'sentry-sdk==2.0\n' }))[0]).toMatch(/^info/);
  });

  it('rotates in one finding, however many files', async () => {
    const handler = '{"class": "logging.handlers.RotatingFileHandler", "filename": "/var/log/x"}';
    const text = config(`"handlers": {"a": ${handler}, "b": ${handler}, "unused": ${handler}}, "root": {"handlers": ["a", "b"]}`);
    expect(await found('logging-rotation-race', text, { Procfile: 'web: gunicorn shop.wsgi -w 2\n' })).toEqual([
      'warning: Each of the handlers "a", "b" rotates a file, and the site runs in several processes.',
    ]);
  });
});

describe('Celery', () => {
  const app = (given: string) => ({ 'shop/celery.py': `app.config_from_object("django.conf:settings"${given})\n` });

  it('reads the names of its namespace, and the old ones where it has none', async () => {
    expect(await found('celery-eager', 'CELERY_ALWAYS_EAGER = True\n', app(''))).toHaveLength(1);
    expect(await found('celery-eager', 'CELERY_TASK_ALWAYS_EAGER = True\n', app(''))).toEqual([]);
    expect(await found('celery-eager', 'WORK_TASK_ALWAYS_EAGER = True\n', app(', namespace="WORK"'))).toHaveLength(1);
  });

  it('may be told more by code', async () => {
    const files = { ...app(', namespace="CELERY"'), 'shop/extra.py': 'app.conf.accept_content = ["json"]\n' };
    expect(await found('celery-pickle', 'CELERY_ACCEPT_CONTENT = ["pickle"]\n', files)).toEqual([]);
  });
});
