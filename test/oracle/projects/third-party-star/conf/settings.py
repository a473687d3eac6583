from rest_framework.status import *
from django.conf.global_settings import DATETIME_INPUT_FORMATS, PASSWORD_HASHERS

DEBUG = False
SECRET_KEY = "gH3-jK7_lZ1.xC5!vB9@nM2#qW6$eR8%tY4^uI0&oP5*aS1(dF7)"
ALLOWED_HOSTS = ["conf.example.com"]
FIRST_HASHER = PASSWORD_HASHERS[0]
