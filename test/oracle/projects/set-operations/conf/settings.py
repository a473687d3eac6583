import os

ALL = {"a", "b", "c"}
disabled = set(filter(None, os.environ.get("DISABLED", "").split(",")))
ENABLED = ALL - disabled
ORDERED = sorted(ALL & disabled | {"z"})
EITHER = sorted(ALL ^ {"a", "x"})
SUBSET = disabled <= ALL, ENABLED < ALL, ALL.isdisjoint({"q"}), ALL >= {"a"}
ALL.add("d")
ALL.discard("nothing")
ALL.update(["e"], ("f",))
ENABLED |= {"g"}
FROZEN = frozenset(ENABLED)
LENGTHS = {len(x) for x in ("a", "bb", "cc")}
UNIQUE = list(dict.fromkeys(["a", "b", "a"]))
INSTALLED_APPS = [app for app in ("django.contrib.contenttypes", "django.contrib.sessions") if app.split(".")[-1][0] not in disabled]
EMPTY = set(), frozenset()
SECRET_KEY = "tU2-vW6_xY0.zA4!bC8@dE1#fG5$hI9%jK3^lM7&nO2*pQ6(rS0)"
DEBUG = "zzz" in ALL
ALLOWED_HOSTS = sorted(f"{x}.example.com" for x in ENABLED)
