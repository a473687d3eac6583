from split_settings.tools import include

COLLECTED.append("two")
include("nested.py")
del TEMPORARY
