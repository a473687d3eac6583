from conf import settings

SEEN = [name for name in ("EARLY", "LATE", "INSTALLED_APPS") if hasattr(settings, name)]
MORE = ["django.contrib.contenttypes"] if settings.EARLY == "early" else []
try:
    from conf.settings import LATE
except ImportError:
    LATE = None
settings.INSTALLED_APPS.append("django.contrib.sessions")
SEEN.append(LATE)
