import os

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

NAMES = {"en": _("English"), "de": _("German"), "fr": _("French")}
codes = os.environ.get("LANG_CODES", "en").split(",")
LANGUAGES = [(code, NAMES[code]) for code in codes]
LANGUAGE_CODE = LANGUAGES[0][0]
LOGIN_URL = reverse_lazy("login")
LOGIN_REDIRECT_URL = "/"
CODES = [code for code, name in LANGUAGES]
LOCALE_COUNT = len(LANGUAGES)
MODELTRANSLATION_LANGUAGES = tuple(dict(LANGUAGES))
ABSOLUTE_URL_OVERRIDES = {"auth.user": lambda u: "/users/%s/" % u.username}
UNFOLD = {"SITE_TITLE": "Site", "SIDEBAR": {"navigation": [{"title": _("Users"), "link": reverse_lazy("admin:index")}]}}
SECRET_KEY = "dF7-gH3_jK8.lZ4!xC9@vB5#nM1$qW6%eR2^tY7&uI3*oP8(aS4)"
DEBUG = False
ALLOWED_HOSTS = ["lazy.example.com"]
USE_I18N = len(codes) > 1
