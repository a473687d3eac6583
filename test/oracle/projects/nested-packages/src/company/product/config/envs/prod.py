import os.path

from ..base import *
from ...meta import VERSION as RELEASE
from .... import NAME as COMPANY
from company.product import VERSION
from company.product.config import defaults


def _features():
    from ._features import FEATURES

    return list(FEATURES)


DEBUG = False
ORDER.append("prod")
FEATURES = _features()
CYCLE = defaults.FROM_CYCLE
MODULE = __name__
PACKAGE_DIR = os.path.basename(os.path.dirname(__file__))
SECRET_KEY = "oP5-aS9_dF3.gH7!jK1@lZ2#xC6$vB8%nM4^qW0&eR5*tY1(uI9)"
ALLOWED_HOSTS = [f"{COMPANY.lower()}.example.com"]
