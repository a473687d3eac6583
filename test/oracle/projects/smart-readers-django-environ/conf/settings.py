import environ


class SiteEnv(environ.Env):
    prefix = "SITE_"


env = SiteEnv()
JSON = env.json("JSON", default={"b": 2})
DICT = env.dict("DICT", default={})
TYPED = env.dict("DICT", cast={"value": int, "cast": {"b": float}}, default={})
INTS = env.list("INTS", cast=int, default=[])
PAIR = env.tuple("INTS", default=("x",))
FLOAT = env.float("FLOAT", default=0.5)
BOOL = env.bool("BOOL", default=False)
PROXY = env.str("PROXY", default="none")
BYTES = env.bytes("PROXY", default=b"x")
MULTILINE = env.str("ESCAPED", multiline=True, default="")
SMART = env("NUMBER_LIKE", default=5)
url = env.url("URL", default="http://localhost")
HOST = url.hostname
ALLOWED_HOSTS = env("HOSTS", cast=list, default=["d.example.com"])
DEBUG = env("DEBUG", cast=bool, default=False)
SECRET_KEY = env("SECRET_KEY", default="lZ1-xC6_vB2.nM7!qW3@eR8#tY4$uI9%oP5^aS1&dF6*gH2(jK7)")
EMAIL = env.email_url("EMAIL_URL", default="consolemail://")
CONFIGURED = "SITE_BOOL" in env.ENVIRON
try:
    env("REQUIRED_THING")
except environ.ImproperlyConfigured as error:
    REQUIRED = str(error)
