ALLOWED_HOSTS = ["live.example.com"]
SECURE_SSL_REDIRECT = not DEBUG
