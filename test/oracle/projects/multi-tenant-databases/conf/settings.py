import copy
import os

import dj_database_url

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:", "TEST": {"MIRROR": None}}}
number = 1
while f"DB_{number}_URL" in os.environ:
    DATABASES[f"db{number}"] = dj_database_url.parse(os.environ[f"DB_{number}_URL"], conn_max_age=10 * number)
    number += 1
TENANTS = tuple(filter(None, os.environ.get("TENANTS", "").split(",")))
for tenant in TENANTS:
    base = copy.deepcopy(DATABASES["default"])
    base["NAME"] = f"{tenant}.sqlite3"
    base["TEST"]["MIRROR"] = "default"
    DATABASES[tenant] = base
DATABASE_APPS_MAPPING = {tenant: tenant for tenant in TENANTS} or {"default": "default"}
DEFAULT_MIRROR = DATABASES["default"]["TEST"]["MIRROR"]
COUNT = len(DATABASES)
ENGINES = sorted({d["ENGINE"].rsplit(".", 1)[-1] for d in DATABASES.values()})
SECRET_KEY = "kM9-lN3_oQ7.pR1!sU5@tV8#wY2$xZ6%aB0^cD4&eF9*gH3(iJ7)"
DEBUG = False
ALLOWED_HOSTS = [f"{t}.example.com" for t in TENANTS or ("www",)]
