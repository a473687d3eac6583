import os

EARLY = "early"
INSTALLED_APPS = []
from conf import apps

LATE = os.environ.get("ORDER", "normal")
INSTALLED_APPS += apps.MORE
SEEN = apps.SEEN
DEBUG = False
SECRET_KEY = "fG8-hI2_jK6.lM0!nO4@pQ7#rS1$tU5%vW9^xY3&zA8*bC2(dE6)"
ALLOWED_HOSTS = ["c.example.com"]
