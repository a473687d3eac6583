from pathlib import Path

DEBUG = False
SECRET_KEY = "dS6-fG4_hJ6.kL8!zX4@cV2#bN0$mQ5%wE1^rT9&yU3*iO7(pA2)"
ALLOWED_HOSTS = ["conf.example.com"]

FLOAT_TEXTS = [str(1.0), str(1e16), str(1e-5), str(123456789.125), str(0.1 + 0.2), str(1e22), str(-0.0), f"{2.0}", "%s" % 1.5]
BIG = 2**70, 10**20 // 3, -(2**65), str(2**64)
DIVISIONS = 7 / 2, 6 / 2, 7 // -2, -7 % 5, 7 % -5, 7.5 // 2, -7.5 % 2, divmod(-7, 2), 2**-1
ROUNDINGS = round(0.5), round(1.5), round(2.5), round(-0.5), round(1234.5678, -2), round(1.005, 2), int(-3.7)
FORMATS = ["%.0f" % 0.5, "%.0f" % 1.5, "%.2f" % 1.005, "%5.1f" % 2.25, f"{0.125:.2f}", f"{1e10:g}", f"{12345.678:,.1f}", f"{255:#x}", f"{5:+d}", f"{3:>5}", f"{0.256:.1%}", f"{1234567:_}", f"{True:d}", f"{'ab':^6}|", f"{-5:05d}"]
PERCENTS = ["%s" % None, "%r" % "it's", "%s %s" % ("a", ["b"]), "%d" % 3.99, "%5s|%-5s|" % ("x", "y"), "%%", "%x" % 255, "%s" % (("t",),), "%(a)05.1f" % {"a": 3.14159}, "%c" % 65, "%e" % 12345.678, "%i" % True]
TEXTS = [str(None), str(True), str([1, "a", None]), str(("x",)), str({"k": [1.5]}), str(()), repr("tab\t'quote'"), str(b"x"), f"{[1, 'two']}", f"{'a'!r:>5}", str(Path("/srv") / "x"), repr("\u00e9\n"), str({"a"}), repr('both \' and "')]
UNICODE = ["stra\u00dfe".upper(), "\u00c9COLE".lower(), "\u0130".lower(), "abc" < "abd", "Z" < "a", "a" < "\u00e4", len("\U0001f600"), "\U0001f600x"[1], "\U0001f600"[::-1], "na\u00efve".encode("utf-8").decode("latin-1"), "\ufb01".casefold(), "x\u00a0y".split()]
SLICES = ["abcdef"[-3:], "abcdef"[:-2], "abcdef"[::2], "abcdef"[4:1:-1], "abcdef"[10:], "abc"[-10:2], [1, 2, 3, 4][-1:0:-2], (1, 2, 3)[1:], "abc"[1:2], [0, 1, 2][3:1]]
NUMBERS = [int("1_000"), int("-0b11", 2), int("z", 36), int(True), float("1_0.5"), float(" 2.50 "), int("0o17", 0), bool("False"), bool(0.0), 1_000 == 1e3, 0.1 + 0.2 == 0.3, hash(1) == hash(1.0)]
BOOLEANS = [True + 1, ["no", "yes"][True], sum([True, False, True]), not [] and "x", 0 or [] or "last", "a" and 0 and "b", None or False, not not "x", 1 < 3 > 2, (1 if [] else 2), isinstance(True, int), True is True, 1 == True]

order = {"b": 1, "a": 2, "c": 3}
del order["b"]
order["b"] = 4
order["a"] = 5
ORDER = list(order.items())
ORDER_MERGED = list({**order, "d": 0, "c": 9}), list(order | {"z": 1, "a": 0})
POPPED = order.popitem(), list(order)
DUPLICATES = {"k": 1, "k": 2}, {1: "int", True: "bool", 1.0: "float"}
STABLE = sorted(["bb", "a", "cc", "d"], key=len), sorted([3, 1, 2], reverse=True), sorted("bAa"), sorted(["b", "B", "a"], key=str.lower)
MIXED_SORT = sorted([("b", 1), ("a", 2), ("a", 1)]), sorted({"x": 1, "a": 2}), min("b", "a"), max([1, 5, 3], default=0), min([], default="none"), max("aa", "b", key=len)

rows = [[]] * 2
rows[0].append(1)
ROWS = rows
letters = list("abcdef")
letters[1:3] = ["X"]
letters[::2] = ["1", "2", "3"]
del letters[-1]
LETTERS = letters
numbers = [1, 2, 3]
numbers += "ab"
numbers.extend({"k": 1})
numbers.insert(100, "end")
numbers.insert(-100, "start")
numbers[1:1] = [0, 0]
NUMBERS_CHANGED = numbers, numbers.index(3), numbers.count(0)
queue = [3, 1, 2]
RETURNS = queue.sort(), queue.append(4), queue.pop(), queue.reverse(), queue
pair = first, second = [1, 2]
pair.append(3)
PAIR = pair, first, second
a, (b, *c), d = 1, (2, 3, 4), 5
UNPACKED = a, b, c, d
x = y = 5
x += 1
CHAINED = x, y
LAZY = (n for n in [1, 2])
source = [1, 2, 3]
lazy = (n * 10 for n in source)
source.append(4)
MATERIALISED = list(lazy), list(lazy)
ITERATED = [list(zip("ab", [1, 2, 3])), list(enumerate("ab", 1)), list(reversed([1, 2])), list(range(5, 0, -2)), dict(enumerate("xy"))]
calls = []


def note(value):
    calls.append(value)
    return value


SHORT = note(0) and note(1), note(2) or note(3), note(1) < note(0) < note(9)
CALLS = calls


def outcome():
    try:
        return "try"
    finally:
        calls.append("finally")


OUTCOME = outcome(), calls[-1]


def loop():
    for n in range(5):
        if n == 2:
            continue
        if n == 4:
            break
    else:
        return "no break"
    return n


LOOPED = loop()
SPLITS = ["a,b,,c".split(","), " a b ".split(), "a b c".split(" ", 1), "a.b.c".rsplit(".", 1), "".split("x"), "a\n\nb\n".splitlines(), "x=1=2".partition("="), "abc".rpartition("z"), "a--b".split("--"), "  x ".strip() + "xyx".strip("x") + "prefix-name".lstrip("prefix-")]
METHODS = ["they're bill's".title(), "aBC dEF".capitalize(), "ab12".isalnum(), "".isdigit(), "\u00b2".isdigit(), "A1".isupper(), "a".join(["x"]), "aaa".replace("a", "b", 2), "abcabc".find("c", 3), "abc".index("c"), "x".zfill(3), "-5".zfill(4), "a\tb".expandtabs(4), "abc".translate({97: "x"}), "{0}-{1}-{0}".format("a", "b"), "{:>4}|{:<4}|{:^4}".format(1, 2, 3), "{a[k]} {b[0]}".format(a={"k": "v"}, b=["z"]), "{!r:>6}".format("q"), "%s" % "%s", "a" "b" * 2, "z" * -1, "ab" in "cab", "abc".startswith(("x", "a")), "abc".endswith("")]
PATHS = [str(Path("a/../b")), str(Path("/a//b/./c/")), Path("/x/y.tar.gz").suffix, Path("/x/y.tar.gz").stem, str(Path("/x", "/y", "z")), str(Path("/a").parent), str(Path("a").parent), Path("/a/b").parts, str(Path("/a/b/c").relative_to("/a")), Path("a") == Path("a/"), str(Path("/a/b").with_name("c.txt")), str(Path("x.py").with_suffix("")), Path("/a/b").is_absolute(), Path(".hidden").suffix, [str(p) for p in Path("/a/b/c").parents]]
BYTES = "h\u00e9".encode(), b"ab" + b"c", b"abc"[0], b"abc"[1:], b"x" * 2, bytes([65, 66]), b"a" in b"abc", b"k=v".split(b"=")
SETS = {1, 2} | {3}, {1, 2} & {2, 3}, {1, 2} - {2}, {1, 2} ^ {2, 3}, {1} < {1, 2}, len({1, 1.0, True}), set("aab"), {*[1], *(2,)}, frozenset([1]) == {1}
COMPARISONS = [(1, 2) < (1, 3), [1] == [1.0], "1" == 1, None is None, (1,) + (2,) == (1, 2), {"a": 1, "b": 2} == {"b": 2, "a": 1}, [1, [2]] == [1, [2]], float("nan") == float("nan"), 3 in {3: 0}, "" in "abc", [] in [[]]]
MIDDLEWARE = []
INSTALLED_APPS = []
