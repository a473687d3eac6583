from pathlib import Path

from conf import custom

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / "conf" / ".." / "data"
DATABASES = custom.parse_db_settings(DATA_DIR.resolve())
READ_CACHE_ENABLED = custom.READ_CACHE
SECRET_KEY = "e11fl1oa-*ytql8p)(06fbj4ukrlo+n7k&q5+$1md7i+mge=ee"
DEBUG = False
ALLOWED_HOSTS = ["*"]
