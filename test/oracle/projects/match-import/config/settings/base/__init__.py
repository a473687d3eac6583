from .apps import *
from .http import *
from .storage import *
from .tools import env

DEBUG = False
