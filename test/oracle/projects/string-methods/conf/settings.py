import os

ORIGIN = os.environ.get("ORIGIN", "http://localhost")
scheme, _, rest = ORIGIN.partition("://")
HOST = rest.split("/", 1)[0].rpartition("@")[2].split(":")[0]
PATH = "/" + rest.partition("/")[2].rstrip("?/").lower()
LIST = [x for x in os.environ.get("LIST", "").replace(";", ",").split(",") if x]
LINES = "one\r\ntwo\n\nthree".splitlines()
STRIPPED = "xxhixx".strip("x"), "  a ".lstrip(), "a\n".rstrip(), "www.x".removeprefix("www."), "x.py".removesuffix(".py")
CASES = "hELLO wORLD".capitalize(), "a-b c".title(), "ß".upper(), "AbC".swapcase(), "ABC".casefold()
FOUND = "banana".find("an", 2), "banana".rfind("an"), "banana".count("a"), "banana".index("n"), "x".find("y")
TESTS = "abc".isalpha(), "12".isdigit(), "a1".isalnum(), "".isdigit(), "A b".isupper(), "x_1".isidentifier(), " ".isspace()
PADDED = "7".zfill(3), "ab".ljust(4, "."), "ab".rjust(4), "ab".center(5, "*")
SLICES = ORIGIN[:4], ORIGIN[-1], ORIGIN[::-1][:3], "abcdef"[4:1:-1]
ENCODED = "ü".encode("utf-8"), b"abc".decode(), "a,b".encode().split(b",")
REPEATED = "-" * 5, "=" * 0, "ab" "cd", "a" + "b" * 2
COMPARED = "a" < "b" <= "b", "Z" < "a", "10" < "9"
EXPANDED = "a\tb".expandtabs(4), r"\d+", "\x41\u00e9\N{BULLET}", "%s" % "x", "{}-{}".format(*"ab")
WORDS = "  the quick  brown ".split(), "a b c".split(" ", 1), "a.b.c".rsplit(".", 1)
SECRET_KEY = "wX5-yZ9_aB3.cD7!eF1@gH4#iJ8$kL2%mN6^oP0&qR5*sT9(uV3)"
DEBUG = scheme == "http" and not LIST
ALLOWED_HOSTS = [HOST]
SECURE_SSL_REDIRECT = ORIGIN.startswith("https")
