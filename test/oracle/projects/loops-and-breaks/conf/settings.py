import os

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "d"}}
STOP = os.environ.get("STOP")
for number, replica in enumerate(os.environ.get("REPLICAS", "").split(",")):
    if not replica:
        continue
    DATABASES[f"replica_{number}"] = dict(DATABASES["default"], HOST=replica)
    if replica == STOP:
        STOPPED = True
        break
else:
    STOPPED = False
DATABASE_ROUTERS = []
for alias in DATABASES:
    if alias != "default":
        DATABASE_ROUTERS.append(f"conf.routers.{alias}")
attempts = 0
while attempts < 5:
    attempts += 1
    if attempts * attempts > 10:
        break
else:
    attempts = -1
ATTEMPTS = attempts
while attempts:
    attempts -= 2
    if attempts < 0:
        attempts = 0
else:
    ENDED = "normally"
MATRIX = [[row * column for column in range(1, 4)] for row in range(1, 3)]
PAIRS = [(a, b) for a in "ab" for b in range(5, 0, -2) if (a, b) != ("a", 3)]
queue = ["a"]
for item in queue:
    if len(queue) < 4:
        queue.append(item + "x")
QUEUE = queue
SWAPPED = {v: k for k, v in {"one": 1, "two": 2}.items()}
for key, (low, high) in {"x": (1, 2), "y": (3, 4)}.items():
    globals()["LIMIT_" + key.upper()] = high - low
ODD = []
for n in range(10):
    if n % 2 == 0:
        continue
    for m in range(n):
        if m > 2:
            break
        ODD.append(n * m)
TOTAL = sum(ODD)
del n, m
SECRET_KEY = "xC7-vB3_nM8.qW4!eR9@tY5#uI1$oP6%aS2^dF7&gH3*jK8(lZ4)"
DEBUG = False
ALLOWED_HOSTS = [*map("{}.example.com".format, DATABASES)]
