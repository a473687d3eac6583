from environs import Env

env = Env()
env.read_env("absent.env", recurse=False)
with env.prefixed("APP_"):
    DEBUG = env.bool("DEBUG", default=False)
    PORTS = env.list("PORTS", subcast=int, default=[])
    MAP = env.dict("MAP", subcast_values=int, default={})
    JSON = env.json("JSON", default={})
    RATE = env.float("RATE", 1.5)
    LEVEL = env.str("LEVEL", default="info")
    NOTHING = env.int("NOTHING", None)
    with env.prefixed("DEEP_"):
        DEEP = env("VALUE", "deep default")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["e.example.com"])
SECRET_KEY = env("SECRET_KEY", "hI0-jK4_lM8.nO2!pQ6@rS9#tU3$vW7%xY1^zA5&bC0*dE4(fG8)")
DATABASES = {"default": env.dj_db_url("DATABASE_URL", default="sqlite:///x.db")}
SECURE_SSL_REDIRECT = not DEBUG
