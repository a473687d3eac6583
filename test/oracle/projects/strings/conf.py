import os
import textwrap

DEBUG = False
APP_NAME = os.environ.get("APP_NAME", "demo app")
SLUG = APP_NAME.lower().replace(" ", "-")
SECRET_KEY = f"{SLUG}:" + "uY7-tR3_eW9.qP1!oI5@aS8#dF2$gH6%jK4^lZ0&xC7*vB3(nM9)"
HOST_LIST = os.environ.get("HOST_LIST", "localhost")
ALLOWED_HOSTS = [h.strip().removeprefix("https://").rstrip("/").lower() for h in HOST_LIST.split(",") if h.strip()]
CSRF_TRUSTED_ORIGINS = ["https://" + h if "://" not in h else h for h in ALLOWED_HOSTS]
DB_USER, DB_NAME = "club", "club_db"
DATABASE_URL = "postgres://%s:%s@%s:%d/%s" % (DB_USER, "pw", "db", 5432, DB_NAME)
BROKER_URL = "amqp://{user}:{0}@{host}:{port:d}//".format("guest", user="guest", host="mq", port=5672)
CELERY_RESULT_BACKEND = f"redis://{'cache'}:{6379}/{1 + 1}"
VERSION_TEXT = f"v{2}.{5:02d} ({APP_NAME!r}, {3.14159:.2f}, {'x':>3}|{'y':<3}|{1234567:,})"
LEADING_ZERO = "%03d-%x-%5.1f%%" % (7, 255, 2.25)
BY_NAME = "%(app)s on %(host)s" % {"app": SLUG, "host": ALLOWED_HOSTS[0]}
SCHEME, _sep, REST = DATABASE_URL.partition("://")
LAST_SEGMENT = DATABASE_URL.rpartition("/")[2]
USER_PART = DATABASE_URL.split("@")[0].split("//", 1)[1]
TAIL = DATABASE_URL.rsplit("/", 1)[-1]
FIRST_TEN = DATABASE_URL[:10]
BACKWARDS = "abc"[::-1]
LAST_CHAR = DB_NAME[-1]
TITLE = "django site".title()
CAPITAL = "hELLO".capitalize()
SWAPPED = "aBc".swapcase()
PADDED = "7".zfill(3) + "|" + "x".center(5, "*") + "|" + "r".rjust(3) + "|" + "l".ljust(3) + "|"
LINES = "one\ntwo\r\nthree".splitlines()
STRIPPED = "xxhixx".strip("x") + "--end".lstrip("-") + "path/".removesuffix("/")
COUNTED = "banana".count("an")
FOUND = "banana".find("nan"), "banana".rfind("a"), "banana".find("zzz")
IS_DIGIT = "5432".isdigit() and "abc".isalpha() and not "ABC".islower()
ENDS = DB_NAME.endswith(("_db", "_database")), DB_NAME.startswith("club", 0)
RAW = r"^/health\d+$"
CONCATENATED = "static" "/" 'dist'
REPEATED = "=" * 10
MESSAGE = """first line
second line"""
DEDENTED = textwrap.dedent("""
    indented
      more
""").strip()
JOINED = ", ".join(["a", "b"]) + "; ".join(str(n) for n in (1, 2, 3))
ESCAPES = "tab\there \u00e9 \x41 \N{BULLET}"
TRANSLATED = "a-b-c".replace("-", "_", 1)
EXPANDED = "50%" + " of {}".format("it") + "{{}}".format()
COMPARED = "abc" < "abd", "a" in "banana", "B" == "b".upper()
DEBUGGED = f"{DB_USER=}"
NESTED = f"{f'{DB_USER}'.upper()}-{'yes' if DEBUG else 'no'}"
WIDTH = 8
FORMATTED = f"{'w':>{WIDTH}}"
BYTES = "text".encode("utf-8")
DECODED = b"bytes".decode()
INSTALLED_APPS = []
MIDDLEWARE = []
