import os
from pathlib import Path, PurePosixPath

CURRENT = Path(__file__)
BASE_DIR = Path(__file__).resolve(strict=True).parents[2]
REPO_ROOT = BASE_DIR.parent
SETTINGS_DIR = Path(__file__).parent.absolute()
FRONTEND_DIR = (BASE_DIR / '..' / 'frontend').resolve()
PROJECT_NAME = BASE_DIR.name
SETTINGS_STEM = CURRENT.stem
SETTINGS_SUFFIX = CURRENT.suffix
LOCAL_CONF = CURRENT.with_name('local.py')
BACKUP_CONF = CURRENT.resolve().with_suffix('.bak')

DATA_ROOT = Path(os.environ['DATA_ROOT']) if 'DATA_ROOT' in os.environ else REPO_ROOT / 'var'
MEDIA_ROOT = DATA_ROOT / 'media'
MEDIA_URL = '/media/'
STATIC_URL = '/static/'
STATIC_ROOT = str(DATA_ROOT.joinpath('static', 'collected'))
STATICFILES_DIRS = [p for p in (FRONTEND_DIR / 'assets', FRONTEND_DIR / 'missing') if p.exists()]
LOCALE_PATHS = [str(BASE_DIR / 'locale')]
HAS_LOCAL_CONF = LOCAL_CONF.is_file()
HAS_PO = (BASE_DIR / 'locale' / 'de' / 'LC_MESSAGES' / 'django.po').is_file()

TEMPLATES = [
    {
        'BACKEND': 'django.template.backends.django.DjangoTemplates',
        'DIRS': [BASE_DIR.joinpath('templates'), Path(SETTINGS_DIR, '..', 'templates')],
        'APP_DIRS': True,
        'OPTIONS': {'context_processors': ['django.template.context_processors.request']},
    },
]
DATABASES = {
    'default': {
        'ENGINE': 'django.db.backends.sqlite3',
        'NAME': (DATA_ROOT / 'portal').with_suffix('.sqlite3'),
        'TEST': {'NAME': os.fspath(DATA_ROOT / 'test.sqlite3')},
    },
}
LOG_FILE = PurePosixPath('/var/log') / PROJECT_NAME / 'django.log'
LOG_PARTS = LOG_FILE.parts
UPLOADS_RELATIVE = MEDIA_ROOT.relative_to(DATA_ROOT).as_posix()
SHARED_DIRS = [BASE_DIR / name / 'shared' for name in 'alpha beta'.split()]
