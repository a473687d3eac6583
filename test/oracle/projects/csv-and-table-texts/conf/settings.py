import os

DEFAULT = """
en = English  # default
nl = Dutch
"""


def table(text):
    rows = []
    for line in text.strip().splitlines():
        line = line.split("#", 1)[0].strip()
        if not line:
            continue
        key, separator, value = line.partition("=")
        if not separator:
            raise ValueError(line)
        rows.append((key.strip(), value.strip()))
    return rows


LANGUAGES = table(os.environ.get("TABLE", DEFAULT))
LANGUAGE_CODE = LANGUAGES[0][0]
HEADERS, ROWS = ("code", "name"), [dict(zip(("code", "name"), row)) for row in LANGUAGES]
COLUMNS = dict(zip(HEADERS, map(list, zip(*LANGUAGES))))
LONGEST = max(LANGUAGES, key=lambda row: len(row[1]))[1]
GRID = "\n".join(f"{code:<4}|{name:>10}" for code, name in LANGUAGES)
INDEX = {name.lower(): (at, code) for at, (code, name) in enumerate(sorted(LANGUAGES))}
SECRET_KEY = "rT6-sU0_vX4.wY8!zB2@aC5#dF9$eG3%hI7^jK1&lM6*nO0(pQ4)"
DEBUG = len(LANGUAGES) > 5
ALLOWED_HOSTS = [f"{code}.example.com" for code, _ in LANGUAGES]
