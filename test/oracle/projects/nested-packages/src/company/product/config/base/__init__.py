from .apps import *
from .web import *
from ..defaults import Defaults as _Defaults

TIMEOUT = _Defaults["timeout"]
