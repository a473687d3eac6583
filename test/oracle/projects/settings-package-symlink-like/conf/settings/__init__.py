from conf.settings.defaults import *

try:
    from conf.settings.local import *
except ImportError:
    from conf.settings.selected import *

from conf.settings.computed import compute_default_settings

compute_default_settings(globals())
