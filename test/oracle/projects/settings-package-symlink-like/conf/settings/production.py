import os

NAME = "production"
SECURE_SSL_REDIRECT = True
if os.environ.get("SITE"):
    FQDN = "site.example.com"
