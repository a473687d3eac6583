import configparser
import os
from pathlib import Path

config = configparser.ConfigParser()
config.read_dict({"extra": {"workers": "3"}})
config.read(Path(__file__).resolve().parent.parent / "deploy.ini")
section = config[os.environ.get("SECTION", "dev")]
DEBUG = section.getboolean("debug")
ALLOWED_HOSTS = [section["host"]]
PORT = section.getint("port", fallback=8000)
STATIC_ROOT = section.get("static", "/var/static")
WORKERS = config.getint("extra", "workers")
HAS = config.has_section("live"), config.has_option("dev", "port"), "extra" in config
SECTIONS = config.sections()
SECRET_KEY = config.get("extra", "secret", fallback="sU7-tV1_wY5.xZ9!aC3@bD6#eG0$fH4%iJ8^kL2&mN7*oP1(qR5)")
