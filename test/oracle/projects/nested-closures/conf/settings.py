import os

LEVEL = 0


def outer(depth):
    level = depth
    path = []

    def inner(name):
        nonlocal level
        global LEVEL
        level += 1
        LEVEL = max(LEVEL, level)
        path.append(f"{name}{level}")

        def innermost():
            nonlocal path
            path = path + ["end"]
            return len(path)

        return innermost()

    return [inner(n) for n in "ab"], path, level


RESULT = outer(int(os.environ.get("DEPTH", "1")))
late = [lambda: n for n in range(3)]
fixed = [lambda n=n: n for n in range(3)]
LATE, FIXED = [f() for f in late], [f() for f in fixed]
dispatch = {"double": lambda x: x * 2, "join": lambda *parts, sep="-": sep.join(parts)}
CALLED = dispatch["double"](4), dispatch["join"]("a", "b"), dispatch["join"]("a", "b", sep="")


def fibonacci(n, memo={0: 0, 1: 1}):
    if n not in memo:
        memo[n] = fibonacci(n - 1) + fibonacci(n - 2)
    return memo[n]


FIBONACCI = fibonacci(20)
compose = lambda *functions: lambda value: [value := f(value) for f in functions][-1]
COMPOSED = compose(str.strip, str.upper)("  text ")
x = "module"


def shadow():
    x = "function"

    class Holder:
        y = x
        values = [x for _ in range(2)]

    return Holder.y, Holder.values


SHADOW = shadow()
SECRET_KEY = "nP2-oQ6_rT0.sU4!vX8@wY1#zB5$aC9%dE3^fG7&hI2*jK6(lM0)"
DEBUG = False
ALLOWED_HOSTS = ["n.example.com"]
