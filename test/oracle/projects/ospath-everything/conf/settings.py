import os
import os.path as osp
from os.path import abspath, dirname, join

HERE = dirname(abspath(__file__))
ROOT = osp.normpath(osp.join(HERE, os.pardir))
DATA_DIR = os.environ.get("DATA", join(ROOT, "data")).rstrip(os.sep)
STATIC_ROOT = os.path.join(DATA_DIR, "static", "")
MEDIA_ROOT = os.path.realpath(os.path.join(ROOT, "x", "..", "media"))
PROJECT = os.path.basename(ROOT.rstrip("/")) != ""
NAME, EXT = os.path.splitext("archive.tar.gz")
STATICFILES_DIRS = [d for d in (join(ROOT, "static"), join(ROOT, "absent")) if os.path.isdir(d)]
RELATIVE = os.path.relpath(join(ROOT, "a", "b"), ROOT)
ABSOLUTE = os.path.isabs(DATA_DIR), osp.join("/a", "/b"), osp.split("/a/b")
COMMON = os.path.commonprefix(["/usr/lib", "/usr/local"])
LOCALE_PATHS = (os.sep.join([HERE, "locale"]),)
SECRET_KEY = "aB3-cD7_eF1.gH5!iJ9@kL2#mN6$oP0%qR4^sT8&uV3*wX7(yZ1)"
DEBUG = False
ALLOWED_HOSTS = [os.path.dirname("www.example.com/x")]
