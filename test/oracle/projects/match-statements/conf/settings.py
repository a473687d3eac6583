import os

from conf import modes


def cache(text):
    match text.split(":"):
        case ["redis", host, port] if port.isdigit():
            return {"BACKEND": "redis", "LOCATION": (host, int(port))}
        case ["file", ("/tmp/cache" | "/var/cache") as path]:
            return {"BACKEND": "file", "LOCATION": path}
        case ["memcached", servers]:
            match servers.split(","):
                case [only]:
                    return {"BACKEND": "memcached", "LOCATION": only}
                case [first, *others]:
                    return {"BACKEND": "memcached", "LOCATION": first, "OTHERS": others}
        case [""] | []:
            return {"BACKEND": "dummy"}
        case _:
            raise ValueError(text)


OPTIONS = cache(os.environ.get("BACKEND", ""))
match OPTIONS:
    case {"BACKEND": "redis", "LOCATION": (host, _)}:
        KIND = "redis at " + host
    case {"BACKEND": str(kind), **rest} if rest:
        KIND = kind + " with " + ",".join(sorted(rest))
    case {"BACKEND": kind}:
        KIND = kind
match os.environ.get("MODE"):
    case modes.DEV:
        DEBUG = True
    case modes.PROD | None:
        DEBUG = False
results = []
for value in (1, True, 2.5, "text", None, [1, [2, 3]], {"a": {"b": 1}}, (0, 0)):
    match value:
        case bool():
            results.append("bool")
        case int(n) | float(n):
            results.append(n)
        case None:
            results.append("none")
        case (0, y):
            results.append(y)
        case [x, [y, *z]]:
            results.append([x, y, z])
        case {"a": {"b": b}}:
            results.append(b)
        case str() as s:
            results.append(s.upper())
RESULTS = results
SECRET_KEY = "oQ3-pR7_sU1.tV5!wY9@xZ2#aC6$bD0%eF4^gH8&iJ3*kL7(mN1)"
ALLOWED_HOSTS = ["match.example.com"]
