import os

SILENCED_SYSTEM_CHECKS = [f"security.{name}" for name in os.environ.get("QUIET", "").split(",") if name]
SILENCED_SYSTEM_CHECKS.extend(["models.W042"] if not SILENCED_SYSTEM_CHECKS else [])
SECRET_KEY = "gI5-hJ9_kM3.lN7!oQ1@pR4#sU8$tV2%wX6^yZ0&aB5*cD9(eF3)"
DEBUG = bool(SILENCED_SYSTEM_CHECKS[2:])
ALLOWED_HOSTS = []
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.clickjacking.XFrameOptionsMiddleware"]
X_FRAME_OPTIONS = "SAMEORIGIN"
