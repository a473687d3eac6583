import os
import re

RELEASE = os.environ.get("RELEASE", "dev")
match = re.match(r"v(?P<major>\d+)\.(\d+)", RELEASE)
MAJOR = int(match.group("major")) if match else 0
MINOR = match.groups()[1] if match else None
GROUPS = match.groupdict() if match else {}
PRERELEASE = bool(re.search(r"-(rc|beta)\d*$", RELEASE))
ALLOWED_HOSTS = re.split(r"\s*[;,]\s*", os.environ.get("HOSTS", "localhost"))
SLUG = re.sub(r"[^a-z0-9]+", "-", RELEASE.lower()).strip("-")
NUMBERS = [int(n) for n in re.findall(r"\d+", RELEASE)]
WORD = re.compile(r"^\w+$")
WORDS = [text for text in ("a", "a b", "c_d") if WORD.match(text)]
UPPER = re.sub(r"(\w)(\w*)", lambda m: m.group(1).upper() + m.group(2), "some words")
SWAPPED = re.sub(r"(\w+) (\w+)", r"\2 \1", "left right")
FULL = re.fullmatch(r"[a-z]+", "abc") is not None
CASE = re.search("EXAMPLE", ALLOWED_HOSTS[0], re.IGNORECASE) is None
IGNORABLE_404_URLS = [re.compile(r"^/favicon\.ico$"), re.compile(r"^/robots\.txt$")]
SPAN = re.search("b", "abc").start()
SECRET_KEY = "oP5-aS1_dF6.gH2!jK7@lZ3#xC8$vB4%nM9^qW5&eR1*tY6(uI2)"
DEBUG = False
