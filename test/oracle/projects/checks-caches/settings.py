import os

CASE = os.environ["CASE"]
SECRET_KEY = "c4ch3-Zq7!vR2@wXe9#tYb5$uNd8%iMf1^oLg6&pKh3*"
ALLOWED_HOSTS = ["cases.example.com"]
MEDIA_ROOT = "/srv/cases/media"
STATIC_ROOT = "/srv/cases/www/static"
STATICFILES_DIRS = ["/srv/cases/assets", ("extra", "/srv/cases/extra")]

FILES = "django.core.cache.backends.filebased.FileBasedCache"
MEMORY = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}

if CASE == "no-default":
    CACHES = {"pages": MEMORY}
elif CASE == "relative":
    CACHES = {"default": MEMORY, "files": {"BACKEND": FILES, "LOCATION": "var/cache"}}
elif CASE == "inside-media":
    CACHES = {"default": {"BACKEND": FILES, "LOCATION": "/srv/cases/media/cache/"}}
elif CASE == "around-static":
    CACHES = {"default": {"BACKEND": FILES, "LOCATION": "/srv/cases/www"}}
elif CASE == "is-staticfiles-dir":
    CACHES = {"default": {"BACKEND": FILES, "LOCATION": "/srv/cases/extra"}}
elif CASE == "beside-media":
    CACHES = {"default": {"BACKEND": FILES, "LOCATION": "/srv/cases/media-cache"}}
else:
    CACHES = {"default": {"BACKEND": FILES, "LOCATION": "/var/cache/cases"}, "pages": MEMORY}
