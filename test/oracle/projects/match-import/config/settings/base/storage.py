from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[3]
STATIC_ROOT = BASE_DIR / "staticfiles"
MEDIA_ROOT = BASE_DIR.joinpath("media")
STATIC_URL = "static/"
