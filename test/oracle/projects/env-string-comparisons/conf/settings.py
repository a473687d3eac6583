import os

env = os.environ
DEBUG = env.get("A") == "True"
USE_TZ = env.get("A", "").lower() == "true"
USE_I18N = env.get("B", "no").upper() in {"Y", "YES"}
USE_THOUSAND_SEPARATOR = bool(int(env.get("C", 0)))
SECURE_SSL_REDIRECT = os.getenv("D") != "FALSE"
SESSION_COOKIE_SECURE = bool(env.get("D"))
CSRF_COOKIE_SECURE = (env.get("E") or "off").strip() == "on"
SESSION_EXPIRE_AT_BROWSER_CLOSE = env.get("B", "").startswith(("Y", "y"))
SECURE_HSTS_PRELOAD = "A" in env and env["A"][0] in "Tt1"
APPEND_SLASH = not env.get("E", "1") == ""
PREPEND_WWW = any(env.get(k, "").casefold() == "true" for k in "AB")
ALLOWED_HOSTS = [h.strip() for h in env.get("HOSTS", "a.example.com , b.example.com").split(",")]
SECRET_KEY = env.get("SECRET_KEY", "dE6-fG0_hI4.jK8!lM2@nO5#pQ9$rS3%tU7^vW1&xY6*zA0(bC4)")
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.sessions"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.csrf.CsrfViewMiddleware"]
