import os

from split_settings.tools import include, optional

STAGE = os.environ.get("STAGE", "dev")
COLLECTED = []
include("parts/a_*.py", "parts/b.py", optional("parts/absent.py"), optional(f"stages/{STAGE}.py"))
SECRET_KEY = "lM4-nO8_pQ2.rS6!tU0@vW3#xY7$zA1%bC5^dE9&fG4*hI8(jK2)"
