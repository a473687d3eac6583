import json
import os
import tomllib
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
STAGE = os.environ.get("STAGE", "dev")
with open(BASE_DIR / "config" / f"{STAGE}.json", encoding="utf-8") as handle:
    config = json.load(handle)
VERSION = (BASE_DIR / "VERSION").read_text().strip()
VERSION_INFO = tuple(int(part) for part in VERSION.split("."))
with (BASE_DIR / "pyproject.toml").open("rb") as f:
    project = tomllib.load(f)
SITE_NAME = project["project"]["name"].title()
TIMEOUT = project["tool"]["site"]["timeout"]
ALLOWED_HOSTS = config["hosts"]
DEBUG = config["debug"]
UPLOAD_LIMIT = config.get("limits", {}).get("upload", 1) * 1024 * 1024
lines = open(os.path.join(BASE_DIR, "VERSION")).readlines()
FIRST_LINE = lines[0]
SECRET_KEY = "jK9-lZ5_xC1.vB6!nM2@qW7#eR3$tY8%uI4^oP9&aS5*dF1(gH6)"
SIZE = len((BASE_DIR / "VERSION").read_bytes())
NAMES = sorted(p.stem for p in (BASE_DIR / "config").glob("*.json"))
HAS_LOCAL = (BASE_DIR / "config" / "local.json").exists()
