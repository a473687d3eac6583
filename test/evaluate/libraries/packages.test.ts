import { describe, expect, it } from 'vitest';
import { evaluateText, type Files, shown } from './evaluateText';

async function settingsOf(text: string, files: Files = {}, open = false) {
  return evaluateText({ files: { 'settings.py': text, ...files }, open });
}

async function value(text: string, name = 'X', files: Files = {}, open = false): Promise<string> {
  return shown((await settingsOf(text, files, open)).settings.get(name)?.value);
}

describe('objects that settings only hand on', () => {
  it.each([
    [
      'from celery.schedules import crontab\nX = {"a": {"task": "t", "schedule": crontab(minute=0, hour="*/2")}}',
      "{'a': {'task': 't', 'schedule': <crontab>}}",
    ],
    ['from kombu import Exchange, Queue\nX = (Queue("a", Exchange("b"), routing_key="c"),)', '(<Queue>,)'],
    ['from csp.constants import NONCE\nX = [NONCE]', '[<Nonce>]'],
  ])('%s', async (text, expected) => expect(await value(text)).toBe(expected));
});

describe('sentry_sdk', () => {
  it('changes nothing of what it is given', async () => {
    const text =
      'import sentry_sdk\nX = ["a"]\nOPTIONS = {"k": 1}\nsentry_sdk.init(dsn="d", in_app_include=X, **OPTIONS)\nsentry_sdk.set_tag("a", X)\n';
    expect(await value(text)).toBe("['a']");
    expect(await value(text, 'OPTIONS')).toBe("{'k': 1}");
  });

  it('may be missing where a `try` expects that', async () => {
    expect(await value('try:\n    import sentry_sdk\n    X = 1\nexcept ImportError:\n    X = 2\n')).toBe('1 or 2');
  });
});

describe('corsheaders.defaults', () => {
  // Versions 3.13.0 and 3.14.0 have the first, 4.0.0, 4.6.0, 4.8.0 and 4.9.0 the second.
  it('has other headers before version 4', async () => {
    expect(await value('from corsheaders.defaults import default_headers\nX = (*default_headers, "x-own")')).toBe(
      "('accept', 'accept-encoding', 'authorization', 'content-type', 'dnt', 'origin', 'user-agent', 'x-csrftoken', 'x-requested-with', 'x-own')" +
        " or ('accept', 'authorization', 'content-type', 'user-agent', 'x-csrftoken', 'x-requested-with', 'x-own')",
    );
  });
});

describe('django.utils.csp', () => {
  it('has the texts of Django 6.0.10', async () => {
    const text = 'from django.utils.csp import CSP\nX = {"script-src": [CSP.SELF, CSP.NONCE], "object-src": [CSP.NONE]}\n';
    const settings = await evaluateText({ files: { 'settings.py': text }, djangoVersion: '6.0' });
    expect(shown(settings.settings.get('X')?.value)).toBe(`{'script-src': ["'self'", '<CSP_NONCE_SENTINEL>'], 'object-src': ["'none'"]}`);
  });

  it('is not there before Django 6.0', async () => {
    expect(await value('from django.utils.csp import CSP\nX = CSP.SELF')).toBe('<unknown>');
  });
});

describe('dynaconf', () => {
  const text =
    'import dynaconf\nDEBUG = False\nSECRET_KEY = "x"\nsettings = dynaconf.DjangoDynaconf(__name__, settings_files=["more.yaml"])\n';

  it('may replace any setting of the module, and add others', async () => {
    const settings = await settingsOf(text);
    expect(shown(settings.settings.get('DEBUG')?.value)).toBe('<unknown>');
    expect(shown(settings.settings.get('SECRET_KEY')?.value)).toBe('<unknown>');
    expect(settings.incomplete).toMatch(/dynaconf/);
  });

  it('knows the names that files of the workspace give, and none of their values', async () => {
    const files = {
      'settings.toml': '[default]\ntime_zone = "UTC"\n[production]\nDEBUG = true\n',
      'more.yaml': 'LANGUAGE_CODE: de\nDATABASES__default__NAME: db\n',
    };
    const settings = await settingsOf(text, files);
    for (const name of ['TIME_ZONE', 'LANGUAGE_CODE', 'DATABASES', 'DEBUG'])
      expect(shown(settings.settings.get(name)?.value)).toBe('<unknown>');
  });

  it('leaves what is set after it', async () => {
    expect(await value(`${text}X = 1\n`)).toBe('1');
  });

  it('gives objects of which nothing is known', async () => {
    expect(await value('from dynaconf import Dynaconf, LazySettings\nX = [Dynaconf(a=1).DEBUG, LazySettings().get("A", 1)]')).toBe(
      '[<unknown>, <unknown>]',
    );
  });
});

describe('a configuration file that production may have', () => {
  const text =
    'import configparser\nparser = configparser.ConfigParser()\nparser.read_dict({"a": {"x": "1"}})\nREAD = parser.read("/etc/app.ini")\nX = parser.get("a", "x")\nY = parser.get("a", "y", fallback="f")\nparser.set("a", "x", "after")\nZ = parser.get("a", "x")\nHAS = parser.has_option("b", "k")\n';

  it('leaves every option unsure that was set before it', async () => {
    const settings = await settingsOf(text, {}, true);
    const of = (name: string) => shown(settings.settings.get(name)?.value);
    expect({ READ: of('READ'), X: of('X'), Y: of('Y'), Z: of('Z'), HAS: of('HAS') }).toEqual({
      READ: '[<rest>]',
      X: "<unknown str> or '1'",
      Y: "<unknown str> or 'f'",
      Z: "'after'",
      HAS: '<unknown bool>',
    });
  });

  it('is not there where the environment is told whole', async () => {
    const settings = await settingsOf(text);
    expect(shown(settings.settings.get('X')?.value)).toBe("'1'");
    expect(shown(settings.settings.get('READ')?.value)).toBe('[]');
  });

  it.each([
    'somewhere.fill(parser)',
    'parser.read(somewhere.PATH)',
    'parser.read_file(open("/etc/app.ini"))',
    'parser.read_dict(somewhere.VALUES)',
    'parser.read_string(somewhere.TEXT)',
    'parser.update({"a": {"x": "2"}})',
    'parser.set(somewhere.NAME, "x", "2")',
    'parser["a"].update(x="2")',
    'parser[somewhere.NAME] = {"x": "2"}',
    'parser["a"][somewhere.NAME] = "2"',
    'somewhere.fill(parser["a"])',
  ])('%s leaves nothing sure either', async (line) => {
    const head = 'import configparser, somewhere\nparser = configparser.ConfigParser()\nparser.read_dict({"a": {"x": "1"}})\n';
    expect(await value(`${head}${line}\nX = parser["a"]["x"]\n`)).toMatch(/^<unknown/);
  });
});

describe('pydantic settings whose fields nobody can tell', () => {
  const head =
    'from pydantic_settings import BaseSettings, SettingsConfigDict\nfrom pydantic import AnyUrl, Field, field_validator, model_validator\nimport somewhere\n';
  const made = (body: string, rest = 'X = S().x\n') => `${head}class S(BaseSettings):\n${body}${rest}`;

  it.each([
    ['a validator of the field', made('    x: int = 1\n    @field_validator("x")\n    def v(cls, value):\n        return value + 1\n')],
    ['a validator of all fields', made('    x: int = 1\n    @field_validator("*")\n    def v(cls, value):\n        return value + 1\n')],
    [
      'a validator of the model',
      made('    x: int = 1\n    @model_validator(mode="before")\n    def v(cls, values):\n        return {"x": 5}\n'),
    ],
    ['a URL type', made('    x: AnyUrl = "http://a.example"\n')],
    ['a default that is not checked', made('    x: int = Field("5", validate_default=False)\n')],
    ['a type from outside', made('    x: somewhere.Type = 1\n')],
    [
      'a source of its own',
      made('    x: int = 1\n    @classmethod\n    def settings_customise_sources(cls, *args, **kwargs):\n        return ()\n'),
    ],
    ['an initialiser of its own', made('    x: int = 1\n    def __init__(self):\n        super().__init__(x=2)\n')],
    ['a base from outside', `${head}class S(somewhere.Mixin, BaseSettings):\n    x: int = 1\nX = S().x\n`],
    ['a prefix that is not known', made('    model_config = SettingsConfigDict(env_prefix=somewhere.PREFIX)\n    x: int = 1\n')],
    ['a configuration that is not known', made('    model_config = somewhere.CONFIG\n    x: int = 1\n')],
    ['texts that are changed', made('    model_config = SettingsConfigDict(str_to_lower=True)\n    x: str = "A"\n')],
    ['an env file that is not known', made('    model_config = SettingsConfigDict(env_file=somewhere.FILE)\n    x: int = 1\n')],
    ['a folder of secrets', made('    model_config = SettingsConfigDict(secrets_dir="/run/secrets")\n    x: int = 1\n')],
    ['parts in variables of their own', made('    model_config = SettingsConfigDict(env_nested_delimiter="__")\n    x: dict = {}\n')],
    ['arguments that are not known', made('    x: int = 1\n', 'X = S(**somewhere.ARGS).x\n')],
  ])('%s', async (_title, text) => expect(await value(text)).toMatch(/^<unknown/));

  it('reads a variable that may be set, and else the default', async () => {
    expect(await value(made('    x: bool = False\n'), 'X', {}, true)).toBe('<unknown bool> or False');
  });

  it('takes an env file of the workspace for one that a deployment may have', async () => {
    const text = made('    model_config = SettingsConfigDict(env_file="/project/.env")\n    x: str\n');
    expect(await value(text, 'X', { '.env': 'X=file\n' }, true)).toBe("<unknown str> or 'file'");
    expect(await value(text, 'X', { '.env': 'X=file\n' })).toBe("'file'");
  });
});
