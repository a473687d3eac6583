import os

BASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SECRET_KEY = "5*9f5q57mqmlz2#f$x1h76&jxy#yortjl1v+l*6hd18$d*yx#0"
DEBUG = True
ALLOWED_HOSTS = []
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
MODE = os.environ.get("SITE_MODE", "dev")

try:
    with open(os.path.join(os.path.dirname(__file__), "local_settings.py")) as f:
        exec(f.read(), globals())
except IOError:
    pass

path = os.path.join(BASE_DIR, "conf", "modes", MODE + ".py")
exec(compile(open(path).read(), path, "exec"))
if os.path.exists(os.path.join(BASE_DIR, "conf", "secret.py")):
    exec(open(os.path.join(BASE_DIR, "conf", "secret.py")).read())
SITE_FULL_URL = ("https://" if not DEBUG else "http://") + (ALLOWED_HOSTS or ["localhost"])[0]
