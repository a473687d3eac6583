from .production import *
from . import base, production
from .base import ALLOWED_HOSTS as BASE_HOSTS, HIDDEN as hidden

SITE = "renamed"
OWN = helper("x")
BASE_SITE = base.SITE
SHARED = base.MIDDLEWARE is MIDDLEWARE
BASE_HOSTS_EMPTY = not BASE_HOSTS
EXPORTED = hidden
CACHES["default"]["TIMEOUT"] = 60
SAME_CACHE = production.CACHES["default"]["TIMEOUT"]
base.DEBUG = "changed there"
BASE_DEBUG, OWN_DEBUG = base.DEBUG, DEBUG
