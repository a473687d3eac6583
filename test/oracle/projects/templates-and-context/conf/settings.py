import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = os.environ.get("DEBUG", "").lower() == "true"


def processors(*names, package="django.template.context_processors"):
    return [f"{package}.{name}" for name in names]


TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / part for part in ("templates", "overrides")],
        "OPTIONS": {"context_processors": [*processors("debug", "request"), *processors("messages", package="django.contrib.messages.context_processors")]},
    }
]
options = TEMPLATES[0]["OPTIONS"]
options["debug"] = DEBUG
loaders = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
if DEBUG:
    options["loaders"] = loaders
else:
    options.update(loaders=[("django.template.loaders.cached.Loader", loaders)])
loaders.append("late.Loader")
options["context_processors"].insert(1, "conf.late")
options.setdefault("builtins", []).extend(["conf.tags"])
TEMPLATES[0]["DIRS"] += [str(BASE_DIR)]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting" if len(TEMPLATES) == 1 else None
SECRET_KEY = "iK7-jL1_mO5.nP9!qS3@rT6#uW0$vX4%yZ8^aB2&cD7*eF1(gH5)"
ALLOWED_HOSTS = ["t.example.com"]
