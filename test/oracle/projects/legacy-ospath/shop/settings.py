# -*- coding: utf-8 -*-
import os
import os.path
from os.path import abspath, basename, dirname, exists, isdir, join, normpath, splitext

PROJECT_DIR = dirname(abspath(__file__))
BASE_DIR = dirname(PROJECT_DIR)
ROOT = os.path.normpath(os.path.join(os.path.dirname(__file__), '..'))
HERE = lambda *x: os.path.join(os.path.abspath(os.path.dirname(__file__)), *x)
SITE_NAME = basename(PROJECT_DIR)
SETTINGS_STEM, SETTINGS_EXT = splitext(basename(__file__))

DEBUG = False
TEMPLATE_DEBUG = DEBUG
ALLOWED_HOSTS = ['%s.example.com' % SITE_NAME, 'www.%(site)s.example.com' % {'site': SITE_NAME}]
SECRET_KEY = 'n2l$k@8d7s-0fj3=e5h^a1!p9xv&4b_q6c(w)z*tr+yu2m7g3o'

DATA_DIR = os.environ.get('SHOP_DATA', os.path.join(BASE_DIR, 'data'))
MEDIA_ROOT = os.path.join(DATA_DIR, 'media', '')
MEDIA_URL = '/media/'
STATIC_ROOT = normpath(join(PROJECT_DIR, '../deploy', '..', 'static_root/'))
STATIC_URL = '/static/'

STATICFILES_DIRS = ()
if isdir(join(PROJECT_DIR, 'static')):
    STATICFILES_DIRS += (join(PROJECT_DIR, 'static'),)
if exists(os.path.join(BASE_DIR, 'VERSION')):
    HAS_VERSION_FILE = True
else:
    HAS_VERSION_FILE = False

TEMPLATES = [
    {
        'BACKEND': 'django.template.backends.django.DjangoTemplates',
        'DIRS': [os.path.join(PROJECT_DIR, 'templates'), HERE('themes', 'default')],
        'OPTIONS': {
            'loaders': [
                'django.template.loaders.filesystem.Loader',
                'django.template.loaders.app_directories.Loader',
            ],
            'debug': TEMPLATE_DEBUG,
        },
    },
]
LOCALE_PATHS = (
    os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, 'locale'),
    os.path.realpath(os.path.join(PROJECT_DIR, '..', 'conf', 'locale')),
    os.sep.join([BASE_DIR, 'extra', 'locale']),
)
FIXTURE_DIRS = ['%s/fixtures/%s' % (BASE_DIR, name) for name in ('base', 'demo')]
DATABASES = {
    'default': {
        'ENGINE': 'django.db.backends.sqlite3',
        'NAME': os.path.join(DATA_DIR, "shop" + os.extsep + "db"),
    }
}
IS_ABSOLUTE = os.path.isabs(MEDIA_ROOT)
LOG_DIRNAME, LOG_BASENAME = os.path.split('/var/log/shop/django.log')

MIDDLEWARE = (
    'django.middleware.security.SecurityMiddleware',
    'django.contrib.sessions.middleware.SessionMiddleware',
    'django.middleware.common.CommonMiddleware',
    'django.middleware.csrf.CsrfViewMiddleware',
    'django.contrib.auth.middleware.AuthenticationMiddleware',
    'django.contrib.messages.middleware.MessageMiddleware',
    'django.middleware.clickjacking.XFrameOptionsMiddleware',
)
INSTALLED_APPS = (
    'django.contrib.auth',
    'django.contrib.contenttypes',
    'django.contrib.sessions',
    'django.contrib.messages',
    'django.contrib.staticfiles',
)
ROOT_URLCONF = SITE_NAME + '.urls'
