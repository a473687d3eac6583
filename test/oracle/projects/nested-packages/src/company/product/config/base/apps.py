INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.sessions"]
ORDER = ["apps"]
