import os
from pathlib import Path, PurePosixPath

BASE_DIR = Path(__file__).resolve(strict=True).parent.parent.parent
APPS_DIR = BASE_DIR / "harbour"
ROOT_DIR = Path(__file__).parents[2]
MEDIA_ROOT = Path(os.environ["MEDIA"]) if "MEDIA" in os.environ else BASE_DIR.parent.joinpath(BASE_DIR.name, "media")
STATIC_ROOT = str(BASE_DIR / "staticfiles")
DB_NAME = (BASE_DIR / "db").with_suffix(".sqlite3")
LOG = DB_NAME.with_name("site.log")
STEM, SUFFIX, NAME = LOG.stem, LOG.suffix, LOG.name
PARTS = (APPS_DIR / "a" / "b").relative_to(BASE_DIR).parts
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [f"{APPS_DIR}/templates", APPS_DIR.as_posix()], "APP_DIRS": True}]
INSIDE = APPS_DIR.is_relative_to(BASE_DIR)
SAME = BASE_DIR == ROOT_DIR
JOINED = Path("/srv", "www", *("a", "b"))
PURE = PurePosixPath("/a") / "../b"
TEXT = "/prefix" / Path("tail")
ABSOLUTE = JOINED.is_absolute(), Path("x").is_absolute()
