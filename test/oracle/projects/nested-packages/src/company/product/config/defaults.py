Defaults = {"timeout": 30}
from . import cycle

FROM_CYCLE = cycle.VALUE
