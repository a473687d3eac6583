import os

BASE = dict(timeout=1, host="h")
BASE.update({"port": 1}, user="u")
BASE.update([("port", 2), ("db", 0)])
overrides = dict(part.split("=", 1) for part in os.environ.get("OVERRIDES", "").split(",") if "=" in part)
MERGED = {**BASE, **{k: int(v) for k, v in overrides.items()}}
KEYS, VALUES = list(MERGED), list(MERGED.values())
LAST = MERGED.copy().popitem()
BLANK = dict.fromkeys(["a", "b"], 0)
BLANK["a"] += 1
GOT = MERGED.get("nothing"), MERGED.get("nothing", {}).get("deep", "default"), MERGED.setdefault("new", []), BLANK.pop("b")
COMMON = sorted(MERGED.keys() & {"timeout", "zzz"})
FILTERED = {k: v for k, v in MERGED.items() if isinstance(v, int) and v}
NESTED = {"a": {"b": {"c": 1}}}
NESTED["a"]["b"]["d"] = NESTED["a"].setdefault("x", {})
NESTED["a"]["x"]["y"] = 2
SWAPPED = {v: k for k, v in sorted({"x": 1, "y": 2}.items(), reverse=True)}
ZIPPED = dict(zip("abc", range(3)), c="last")
EQUAL = {"a": 1, "b": 2} == {"b": 2, "a": 1}
del MERGED["host"]
HAS_HOST = "host" in MERGED
REVERSED = list(reversed(MERGED))
SECRET_KEY = "uV3-wX7_yZ1.aB5!cD9@eF2#gH6$iJ0%kL4^mN8&oP3*qR7(sT1)"
DEBUG = False
ALLOWED_HOSTS = [f"{k}.example.com" for k in MERGED if k != "user"]
