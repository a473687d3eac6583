from conf.settings.production import *
