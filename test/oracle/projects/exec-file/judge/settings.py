import os

BASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DEBUG = True
SECRET_KEY = "5"
ALLOWED_HOSTS = ["judge.example.com"]
INSTALLED_APPS = ()
MIDDLEWARE = ("django.middleware.security.SecurityMiddleware",)
USE_TZ = True

try:
    with open(os.path.join(os.path.dirname(__file__), "local_settings.py")) as f:
        exec(f.read(), globals())
except IOError:
    pass

site_file = os.path.join(BASE_DIR, "site_settings.py")
if os.path.isfile(site_file):
    exec(compile(open(site_file).read(), site_file, "exec"))
else:
    SITE_FILE = False
