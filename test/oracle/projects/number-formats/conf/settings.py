import math
import os

UNITS = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


def size(text):
    text = text.strip().upper()
    if text[-1:] in UNITS:
        return int(float(text[:-1]) * UNITS[text[-1]])
    return int(text)


DATA_UPLOAD_MAX_MEMORY_SIZE = size(os.environ.get("LIMIT", "2.5m"))
FILE_UPLOAD_PERMISSIONS = 0o644
BIG = 1_000_000 + 0xFF + 0b101
WORKERS = 2 * int(os.environ.get("CPU", 1)) + 1
HALF, REST = divmod(WORKERS, 2)
NEGATIVE = -7 // 2, -7 % 3, 7 / 2, 2**10, 2**-1, round(2.5), round(3.14159, 2), abs(-3)
BITS = 6 & 3, 6 | 1, 6 ^ 2, ~5, 1 << 4, 256 >> 2
FLOATS = 0.1 + 0.2, 1e3, float("1e-3"), 10 / 5, int(-3.7), 1e16
CONVERTED = int("0x1f", 16), int("  12  "), int("1_000"), bool("0"), str(1.0), repr(0.1), hex(255), oct(8), bin(5)
SUMS = sum([0.5, 0.25]), max(1, 2.5), min("b", "a"), pow(2, 5, 7)
PARSED = tuple(map(int, "4.2.10".split("."))) > (4, 2, 9)
HUGE = 2**100
SECRET_KEY = "vW4-xY8_zA2.bC6!dE0@fG3#hI7$jK1%lM5^nO9&pQ4*rS8(tU2)"
DEBUG = WORKERS > 100
ALLOWED_HOSTS = [f"w{WORKERS:03d}.example.com"]
