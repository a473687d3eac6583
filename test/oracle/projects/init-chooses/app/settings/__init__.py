import os

from .common import *

ENVIRONMENT = os.environ.get("DJANGO_ENV", "development").strip().lower()

if ENVIRONMENT == "production":
    from .production import *
elif ENVIRONMENT in ("staging", "stage"):
    from .production import *
    from .staging import *
else:
    from .development import *

try:
    from .local import *
except ImportError:
    pass
