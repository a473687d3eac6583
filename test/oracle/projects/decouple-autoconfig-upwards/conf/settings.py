from decouple import config

from .deep.reader import NAME as DEEP_NAME, PORT as DEEP_PORT

NAME = config("NAME", default="nothing")
PORT = config("PORT", cast=int, default=0)
DEBUG = config("DEBUG", default="off", cast=bool)
ONLY_ENV = config("ONLY_ENV", default=None)
SECRET_KEY = config("SECRET_KEY", default="jK2-lM6_nO0.pQ4!rS8@tU1#vW5$xY9%zA3^bC7&dE2*fG6(hI0)")
ALLOWED_HOSTS = [f"{NAME.replace(' ', '-')}.example.com"]
