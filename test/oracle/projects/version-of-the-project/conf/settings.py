import os
import re
from pathlib import Path

import conf
from conf import VERSION as VERSION_TUPLE, __version__

text = Path(__file__).with_name("__init__.py").read_text(encoding="utf-8")
FROM_TEXT = re.search(r'__version__ = "([^"]+)"', text).group(1)
VERSION = os.environ.get("RELEASE") or __version__
MAJOR = VERSION_TUPLE[0]
DOC = conf.__doc__
SHORT = ".".join(conf.__version__.split(".")[:2])
TUPLE_TEXT = "%d.%d %s" % VERSION_TUPLE
SPECTACULAR_SETTINGS = {"TITLE": "Site", "VERSION": VERSION}
SECRET_KEY = "hJ6-iK0_lN4.mO8!pR2@qS5#tV9$uW3%xY7^zA1&bC6*dE0(fG4)"
DEBUG = False
ALLOWED_HOSTS = ["v.example.com"]
