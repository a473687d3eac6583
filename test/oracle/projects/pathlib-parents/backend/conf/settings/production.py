from .base import *  # noqa: F403
from .base import BASE_DIR, MEDIA_ROOT

DEBUG = False
SECRET_KEY = 'wq7-Xn3_Lr9.Tz5kVb1!Mc8@Hd2#Jf6$Gs4%Pa0^Yo7&Ui3*Ee9(Kl5)'
ALLOWED_HOSTS = ['portal.example.org']
INSTALLED_APPS = ['django.contrib.staticfiles']
MIDDLEWARE = ['django.middleware.security.SecurityMiddleware', 'django.middleware.common.CommonMiddleware']
SECURE_SSL_REDIRECT = True
EMAIL_FILE_PATH = BASE_DIR / 'mails'
CACHES = {
    'default': {
        'BACKEND': 'django.core.cache.backends.filebased.FileBasedCache',
        'LOCATION': MEDIA_ROOT / 'cache',
    },
}
