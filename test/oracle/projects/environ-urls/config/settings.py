import environ

root = environ.Path(__file__) - 2
env = environ.Env()

SITE_ROOT = root()
PUBLIC_ROOT = root.path("public/")
MEDIA_ROOT = PUBLIC_ROOT("media")
STATIC_ROOT = str(PUBLIC_ROOT.path("static"))

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="nB3-vC7_xZ1.lK5!jH9@gF2#dS6$aP8%oI4^uY0&tR3*eW7(qM1)")
ALLOWED_HOSTS = ["app.example.com"]
DATABASES = {"default": env.db()}
DATABASES["default"]["ATOMIC_REQUESTS"] = True
if "REPLICA_URL" in env:
    DATABASES["replica"] = env.db_url("REPLICA_URL")
EXTRA_DATABASE = env.db("EXTRA_DATABASE_URL", default="sqlite://:memory:")
CACHES = {"default": env.cache(), "local": env.cache_url("LOCAL_CACHE_URL", default="dummycache://")}
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="smtp://localhost:25")
vars().update(EMAIL_CONFIG)
INSTALLED_APPS = []
MIDDLEWARE = ["django.middleware.csrf.CsrfViewMiddleware"]
