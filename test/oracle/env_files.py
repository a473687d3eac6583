"""Reads a list of env files in JSON from standard input; prints what each real package makes of them, as test/evaluate/libraries/record.py has it."""

import json
import logging
import os
import sys
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "evaluate" / "libraries"))
import record  # noqa: E402

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
os.environ.clear()
json.dump([record.readings(text) for text in json.load(sys.stdin)], sys.stdout)
