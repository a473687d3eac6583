import os
from pathlib import Path

from dotenv import dotenv_values, find_dotenv, load_dotenv

BASE = Path(__file__).resolve().parent.parent
config = {**dotenv_values(BASE / "config" / ".env.shared"), **dotenv_values(BASE / "config" / ".env.secret"), **os.environ}
NAME = config["NAME"]
HOST = config.get("HOST")
URL = config["URL"]
DEFAULTED = config["DEFAULTED"]
RAW, EMPTY, MULTI, HASH = (config[key] for key in ("RAW", "EMPTY", "MULTI", "HASH"))
SPACED = config["SPACED"]
SECRET = config["SECRET"]
LOADED = load_dotenv(BASE / "config" / ".env.shared", override=False)
ENV_NAME = os.environ["NAME"]
ENV_HOST = os.getenv("HOST")
load_dotenv(dotenv_path=os.path.join(BASE, "config", ".env.secret"), override=True)
ENV_SECRET = os.environ["SECRET"]
load_dotenv(BASE / "config" / "absent.env")
SECRET_KEY = "gH9-iJ3_kL7.mN1!oP5@qR8#sT2$uV6%wX0^yZ4&aB9*cD3(eF7)"
DEBUG = "DEBUG" in config
ALLOWED_HOSTS = [HOST]
