import os

A = ["b", "a", "c"]
A.sort()
B = A.copy()
B.reverse()
B.extend(x.upper() for x in A)
B.insert(100, "end")
B.insert(-100, "start")
POPPED = B.pop(), B.pop(0), B.pop(-2)
B.remove("b")
COUNT = B.count("A"), len(B)
C = sorted(B, key=str.lower, reverse=True)
D = list(range(10))
D[2:5] = ["x"]
D[::4] = [0] * len(D[::4])
del D[-2:]
E = D[::-1][1:4]
F = [[]] * 2
F[0].append(1)
G = [[] for _ in range(2)]
G[0].append(1)
if os.environ.get("MORE"):
    A.clear()
    A += ("t", "u")
H = A * 2 + ["v"] * 0
A2 = A[:]
A2.append("only here")
MIN, MAX = min(D[1:], key=str), max([3, 10, 7], default=0)
SORTED_PAIRS = sorted([("b", 1), ("a", 2), ("a", 1)], key=lambda p: (p[0], -p[1]))
JOINED = ", ".join(map(str, D))
IN = "x" in D, ["x"] == D[2:3], [1, 2] < [1, 3]
SECRET_KEY = "sT1-uV5_wX9.yZ3!aB7@cD0#eF4$gH8%iJ2^kL6&mN1*oP5(qR9)"
DEBUG = not A
ALLOWED_HOSTS = ["l.example.com"]
