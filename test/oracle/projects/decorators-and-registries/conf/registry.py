BACKENDS = {}


def backend(name, *, aliases=()):
    def register(function):
        for one in (name, *aliases):
            BACKENDS[one] = function
        return function

    return register


class counted:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.function(*args, **kwargs)


@backend("locmem", aliases=("memory", "default"))
def locmem(prefix=""):
    return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "KEY_PREFIX": prefix}


@backend("redis")
@counted
def redis(prefix="", host="localhost"):
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": f"redis://{host}", "KEY_PREFIX": prefix}


class Limits:
    def __init__(self):
        self._rate = 1

    @property
    def rate(self):
        return self._rate * 2

    @rate.setter
    def rate(self, value):
        self._rate = max(value, 1)

    @staticmethod
    def double(value):
        return value * 2

    @classmethod
    def name(cls):
        return cls.__name__.lower()
