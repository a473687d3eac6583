from .meta import VERSION
