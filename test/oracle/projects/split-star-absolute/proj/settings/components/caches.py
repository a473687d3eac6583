import os

__all__ = ["CACHES", "SESSION_ENGINE"]

REDIS_HOST = os.getenv("REDIS_HOST", "redis")
REDIS_PORT = 6379
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://{}:{}/{db}".format(REDIS_HOST, REDIS_PORT, db=1),
        "TIMEOUT": None,
    },
    "sessions": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": f"redis://{REDIS_HOST}:{REDIS_PORT}/2",
        "KEY_PREFIX": "s",
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
