DEFAULT = {
    "ENGINE": "django.db.backends.postgresql",
    "NAME": "core",
    "OPTIONS": {"connect_timeout": 5},
}
REPLICA = {**DEFAULT, "HOST": "replica"}
DATABASES = {"default": DEFAULT, "replica": REPLICA}
