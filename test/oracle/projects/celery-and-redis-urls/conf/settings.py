import os
from datetime import timedelta
from urllib.parse import urlparse

STAGE = os.environ.get("STAGE", "dev")
REDIS_URL = os.environ.get("REDIS_URL", "redis://localhost:6379/0")
redis = urlparse(REDIS_URL)
CELERY_BROKER_URL = CELERY_RESULT_BACKEND = REDIS_URL
CELERY_TASK_DEFAULT_QUEUE = f"{STAGE}-default"
queues = ("mail", "index")
CELERY_TASK_ROUTES = {f"conf.tasks.{name}.*": {"queue": f"{STAGE}-{name}"} for name in queues}
CELERY_TASK_TIME_LIMIT = 5 * 60
CELERY_BEAT_SCHEDULE = {}
for number, name in enumerate(queues):
    CELERY_BEAT_SCHEDULE[name] = {"task": f"conf.tasks.{name}.run", "schedule": timedelta(minutes=number + 1).total_seconds(), "args": (number,)}
CHANNEL_LAYERS = {"default": {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": [(redis.hostname, redis.port or 6379)], "prefix": STAGE}}}
SESSION_ENGINE = "django.contrib.sessions.backends.cache"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": f"{redis.scheme}://{redis.netloc}/{int(redis.path.lstrip('/')) + 1}"}}
BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600} | ({"password": redis.password} if redis.password else {})
DEBUG = STAGE == "dev"
SECRET_KEY = "pQ8-rS2_tU6.vW0!xY4@zA7#bC1$dE5%fG9^hI3&jK8*lM2(nO6)"
ALLOWED_HOSTS = [".example.com"]
