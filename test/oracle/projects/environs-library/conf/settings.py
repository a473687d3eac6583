from environs import Env

env = Env()
env.read_env()

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("HOSTS", ["localhost"])
PORTS = env.list("PORTS", default=[], subcast=int)
with env.prefixed("MAIL_"):
    EMAIL_HOST = env("HOST", "localhost")
    EMAIL_PORT = env.int("PORT", 25)
DATABASES = {"default": env.dj_db_url("DATABASE_URL", default="sqlite:///db.sqlite3")}
SESSION_COOKIE_AGE = 100
SECURE_HSTS_SECONDS = env.int("HSTS", default=0)
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
INSTALLED_APPS = []
