DEBUG = False
NAME = "project"
FQDN = None
INSTALLED_APPS = ["django.contrib.contenttypes"]
