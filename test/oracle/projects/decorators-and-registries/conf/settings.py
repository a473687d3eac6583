import os

from conf.registry import BACKENDS, Limits, redis

name = os.environ.get("BACKEND", "default")
make = BACKENDS.get(name, BACKENDS["locmem"])
CACHES = {"default": make(prefix="p"), "other": BACKENDS["redis"](host="r")}
CALLS = redis.calls
NAMES = sorted(BACKENDS)
limits = Limits()
limits.rate = 5
RATE = limits.rate
limits.rate = -1
LOW = limits.rate
STATIC = Limits.double(2), limits.double(3), Limits.name(), limits.name()
SECRET_KEY = "yZ7-aB1_cD5.eF9!gH3@iJ6#kL0$mN4%oP8^qR2&sT7*uV1(wX5)"
DEBUG = False
ALLOWED_HOSTS = ["r.example.com"]
