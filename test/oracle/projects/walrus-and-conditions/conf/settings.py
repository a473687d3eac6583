import os

get = os.environ.get
if (a := get("A")) and (number := int(a)) > 3:
    LIMIT = number
else:
    LIMIT = 3
RANGE = "low" if LIMIT < 10 else "middle" if 10 <= LIMIT < 40 else "high"
BETWEEN = 1 < LIMIT <= 5 != 6
B = get("B") or get("C") or "default"
BOTH = get("A") and get("B")
NONE_OR = get("B") if get("B") is not None else "unset"
VALUES = [int(part) for text in (get("LIST") or "").split(",") if (part := text.strip()).isdigit()]
LAST_PART = part if get("LIST") is not None else None
items = [3, 2, 1]
taken = []
while items and (item := items.pop()) < 3:
    taken.append(item)
TAKEN, LEFT = taken, items
print(size := len(taken))
SIZE = size
DEBUG = bool(LIMIT and not a)
SECRET_KEY = (get("SECRET_KEY") or "") + "aS6-dF2_gH7.jK3!lZ8@xC4#vB9$nM5%qW1^eR6&tY2*uI7(oP3)"
ALLOWED_HOSTS = [host for n in range(3) if (host := f"h{n}.example.com") != "h1.example.com"]
EMPTY = [] or {} or () or None or 0
ANY = any((found := v) > 1 for v in [1, 2, 3])
FOUND = found
