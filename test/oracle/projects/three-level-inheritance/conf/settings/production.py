from .base import *

DEBUG = False
ALLOWED_HOSTS = ALLOWED_HOSTS + [helper("example.com")]
MIDDLEWARE.append("django.middleware.csrf.CsrfViewMiddleware")
SECRET_KEY = "eF7-gH1_iJ5.kL9!mN3@oP6#qR0$sT4%uV8^wX2&yZ7*aB1(cD5)"
