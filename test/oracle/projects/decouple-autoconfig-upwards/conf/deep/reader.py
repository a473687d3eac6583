from decouple import config

NAME = config("NAME", default="nothing")
PORT = config("PORT", default=0, cast=int)
