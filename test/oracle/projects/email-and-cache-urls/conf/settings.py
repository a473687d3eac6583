import os

import dj_email_url

email_config = dj_email_url.config(default="smtp://localhost:25")
EMAIL_FILE_PATH = email_config["EMAIL_FILE_PATH"]
EMAIL_HOST_USER = email_config["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = email_config["EMAIL_HOST_PASSWORD"]
EMAIL_HOST = email_config["EMAIL_HOST"]
EMAIL_PORT = email_config["EMAIL_PORT"]
EMAIL_BACKEND = email_config["EMAIL_BACKEND"]
EMAIL_USE_TLS = email_config["EMAIL_USE_TLS"]
EMAIL_USE_SSL = email_config.get("EMAIL_USE_SSL", False)
other = dj_email_url.parse("smtps://a@b.example.com:p@c.example.com:465")
OTHER = {key: other[key] for key in sorted(other) if other[key] is not None}
SECRET_KEY = "iJ1-kL5_mN9.oP3!qR7@sT0#uV4$wX8%yZ2^aB6&cD1*eF5(gH9)"
DEBUG = EMAIL_BACKEND.endswith("console.EmailBackend")
ALLOWED_HOSTS = [EMAIL_HOST or "none.example.com"]
INSTALLED_APPS = ["django.contrib.contenttypes"]
