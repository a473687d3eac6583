from .logging_conf import LOGGING, LOG_LEVEL as DEFAULT_LOG_LEVEL
