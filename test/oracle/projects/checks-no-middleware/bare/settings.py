import os

DEBUG = False
SECRET_KEY = "lZ8-xC2_vB6.nM0!qW5@eR1#tY9$uI3%oP7^aS2&dF6*gH4(jK8)"
ALLOWED_HOSTS = ["*"]
AVAILABLE = {
    "security": "django.middleware.security.SecurityMiddleware",
    "csrf": "django.middleware.csrf.CsrfViewMiddleware",
    "frame": "django.middleware.clickjacking.XFrameOptionsMiddleware",
}
MIDDLEWARE = ["bare.middleware.SecurityMiddleware", "bare.csrf.CsrfViewMiddleware"]
for wanted in filter(None, os.environ.get("WITH", "").split(",")):
    MIDDLEWARE.append(AVAILABLE[wanted])
INSTALLED_APPS = []
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = False
SECURE_REFERRER_POLICY = None
