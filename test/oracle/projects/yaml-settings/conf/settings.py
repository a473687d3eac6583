import os
from pathlib import Path

import yaml

with open(Path(__file__).resolve().parent.parent / "config.yaml") as stream:
    config = yaml.safe_load(stream)
stage = config[os.environ.get("STAGE", "default")]
DEBUG = stage["debug"]
ALLOWED_HOSTS = stage["hosts"]
LIMITS = stage.get("limits", {})
UPLOAD = LIMITS.get("upload", 1) * 1024
NAMES = sorted(config)
SECRET_KEY = "tV8-uW2_xZ6.yA0!bD4@cE7#fH1$gI5%jL9^kM3&nO8*pQ2(rS6)"
