import os

SECRET_KEY = os.environ["KEY"]
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("OLD", "").split(",") if key]
DEBUG = False
ALLOWED_HOSTS = ["k.example.com"]
INSTALLED_APPS = ["django.contrib.contenttypes"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
