from proj import __version__
from proj.settings.constants import MEGABYTE, Limits

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * MEGABYTE
FILE_UPLOAD_MAX_MEMORY_SIZE = Limits.UPLOAD
DATA_UPLOAD_MAX_NUMBER_FIELDS = None
RELEASE = "proj@" + __version__
MAJOR = int(__version__.split(".")[0])
