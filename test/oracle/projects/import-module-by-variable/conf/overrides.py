import os

X_FRAME_OPTIONS = "DENY" if os.environ.get("SITE_SETTINGS_MODULE") else "SAMEORIGIN"
lower = 1
