from proj.settings.components.apps import *
from proj.settings.components.caches import *
from proj.settings.components.limits import *
