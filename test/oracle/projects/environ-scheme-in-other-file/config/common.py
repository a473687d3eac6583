import environ

env = environ.Env(DEBUG=(bool, True), EXTRA_HOSTS=(list, ["localhost"]), CACHE_SECONDS=(int, 30), SECRET_KEY=(str, "insecure"))
root = environ.Path(__file__) - 2
APPS_DIR = root.path("apps")
TEMPLATE_DIR = str(APPS_DIR.path("templates"))
DEBUG = env("DEBUG")
STATICFILES_DIRS = [root("static"), str(root.path("vendor"))]
