# names of the files before are here
INTERNAL_IPS = ["127.0.0.1"]
MIDDLEWARE += ["conf.development.Middleware"] if INSTALLED_APPS else []
DJANGO_ENV = "development"
