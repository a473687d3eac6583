import os

KNOWN = ("api", "search", "billing")
IMPLIED = {"billing": ["api"]}
given = [part.strip() for part in os.environ.get("FLAGS", "").split(",") if part.strip()]
flags = dict.fromkeys(KNOWN, "all" in given)
for part in given:
    name, on = (part[1:], False) if part.startswith("-") else (part, True)
    if name in flags:
        flags[name] = on
pending = [name for name, on in flags.items() if on]
while pending:
    name = pending.pop()
    for other in IMPLIED.get(name, ()):
        if not flags[other]:
            flags[other] = True
            pending.append(other)
TABLE = {"api": lambda: (["rest"], ["conf.api.Middleware"]), "search": lambda: (["search"], []), "billing": lambda: ([], ["conf.pay.Middleware"])}
INSTALLED_APPS = ["django.contrib.contenttypes"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
EXTRA_APPS = []
for name, on in flags.items():
    if not on:
        continue
    apps, middleware = TABLE[name]()
    EXTRA_APPS.extend(apps)
    MIDDLEWARE[len(MIDDLEWARE):] = middleware
FLAGS = flags
ANY, ALL = any(flags.values()), all(flags.values())
globals().update({f"ENABLE_{name.upper()}": on for name, on in flags.items()})
SECRET_KEY = "jL8-kM2_nP6.oQ0!rT4@sU7#vX1$wY5%zA9^bC3&dE8*fG2(hI6)"
DEBUG = False
ALLOWED_HOSTS = ["f.example.com"]
MIDDLEWARE = [m for m in MIDDLEWARE if not m.startswith("conf.")] + sorted(m for m in MIDDLEWARE if m.startswith("conf."))
