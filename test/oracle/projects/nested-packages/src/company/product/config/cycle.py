from . import defaults

VALUE = defaults.Defaults["timeout"] + 1
