import os
import sys

from conf import features

for feature in os.environ.get("FEATURES", "").split(","):
    if feature:
        globals()[f"FEATURE_{feature.upper()}"] = vars(features)[feature.upper()]
PUBLIC = sorted(name for name in dir(features) if name.isupper() and not name.startswith("_"))
this = sys.modules[__name__]
setattr(this, "SET_BY_NAME", 1)
this.SET_AS_ATTRIBUTE = 2
NAMES = [name for name in list(globals()) if name.startswith("SET_")]
HAS = "FEATURE_ALPHA" in globals(), "FEATURE_ALPHA" in locals(), hasattr(this, "NOTHING")


def inner(a, b=2):
    c = a + b
    return sorted(locals())


LOCALS = inner(1)
globals().setdefault("DEFAULTED", "by setdefault")
globals().update({"UPDATED": True}, ALSO=1)
MODULE_NAME = this.__name__
GOT = globals().get("ALSO"), globals().get("NEVER", "no")
SECRET_KEY = "rS0-tU4_vW8.xY2!zA6@bC9#dE3$fG7%hI1^jK5&lM0*nO4(pQ8)"
DEBUG = bool(globals().get("FEATURE_BETA"))
ALLOWED_HOSTS = ["g.example.com"]
del this, feature
