import logging
import re
from datetime import timedelta
from decimal import Decimal

from django.contrib.messages import constants as messages
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

gettext = lambda s: s  # noqa: E731
ugettext_noop = gettext

DEBUG = False
SECRET_KEY = "jK9-lH3_zG7.xF1!cD5@vS2#bA6$nP8%mO4^qI0&wU5*eY1(rT3)"
ALLOWED_HOSTS = ["conf.example.com"]
SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=15),
    "ROTATE_REFRESH_TOKENS": True,
    "ALGORITHM": "HS256",
    "SIGNING_KEY": SECRET_KEY,
}
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
SESSION_SECONDS = timedelta(hours=2).seconds
LOGIN_URL = reverse_lazy("login")
LOGIN_REDIRECT_URL = reverse_lazy("dashboard", kwargs={"tab": "main"})
LANGUAGES = (("en", _("English")), ("fr", _("French")))
MARKED = [("en", gettext("English"))]
MESSAGE_TAGS = {messages.ERROR: "danger", messages.DEBUG: "secondary"}
MESSAGE_LEVEL = messages.INFO
IGNORABLE_404_URLS = [re.compile(r"^/favicon\.ico$"), re.compile(r"\.php$")]
DISALLOWED_USER_AGENTS = [re.compile(r"^bad")]
DEBUG_TOOLBAR_CONFIG = {"SHOW_TOOLBAR_CALLBACK": lambda request: DEBUG, "SHOW_COLLAPSED": True}
PRICE = Decimal("9.99")
LOG_LEVEL = logging.INFO
LOG_NAME = logging.getLevelName(logging.WARNING)
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.contenttypes"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def show_toolbar(request):
    return False


SHOW = show_toolbar
PATTERN_TEXT = re.compile("x+").pattern
MATCHED = bool(re.match(r"^\d+\.\d+$", "5.2"))
REPLACED = re.sub(r"[^a-z]+", "-", "hello, world")
