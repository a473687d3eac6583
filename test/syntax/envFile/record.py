"""Asks the real tools what they make of env files: docker, compose, systemd and a POSIX shell.

    python3 test/syntax/envFile/record.py           # compares, exit code 1 when something differs
    python3 test/syntax/envFile/record.py --write   # writes tools.recorded.json

It wants Go 1.24 or newer (docker and compose are asked through their own packages, see recorder/go.mod), Debian 12's systemd (its
libraries are called, no manager has to run) and dash. Last answered by docker/cli 29.9.3 (package kvfile), compose-go 2.16.2, systemd
252.39-1~deb12u2, dash 0.5.12-2.

The lines are those of test/evaluate/libraries/lines.json; environment.json holds values of `Environment=`. Around every reader OUTER is
`out` and EMPTY is set and empty. "refused" is a file that the tool takes nothing from: for systemd the unit fails, for the shell it ends
before the file does. Of the shell the answer is what differs from the environment before `set -a; . file`; a variable that is gone is null,
and `(varies)` is a value that differs between two runs.
"""

import ctypes
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
LINES = HERE.parent.parent / "evaluate" / "libraries" / "lines.json"
RECORDED = HERE / "tools.recorded.json"
SYSTEMD = "/usr/lib/x86_64-linux-gnu/systemd"
OUTER = {"OUTER": "out", "EMPTY": "", "PATH": "/nonexistent"}


def containers(texts):
    asked = subprocess.run(
        ["go", "run", "."], cwd=HERE / "recorder", input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    return json.loads(asked.stdout)


class Systemd:
    def __init__(self, folder):
        self.shared = ctypes.CDLL(f"{SYSTEMD}/libsystemd-shared-252.so", mode=ctypes.RTLD_GLOBAL)
        self.core = ctypes.CDLL(f"{SYSTEMD}/libsystemd-core-252.so", mode=ctypes.RTLD_GLOBAL)
        clean = self.shared.strv_env_clean_with_callback
        clean.restype, clean.argtypes = ctypes.c_void_p, [ctypes.c_void_p] * 3
        self.file = os.path.join(folder, "systemd.env")

    def environment_file(self, text):
        Path(self.file).write_bytes(text.encode())
        found = ctypes.c_void_p()
        if self.shared.load_env_file(None, self.file.encode(), ctypes.byref(found)) < 0:
            return "refused"
        self.shared.strv_env_clean_with_callback(found, None, None)
        return assignments(found)

    def environment(self, text):
        found = ctypes.c_void_p()
        where = (None, b"unit", ctypes.c_uint(1), b"Service", ctypes.c_uint(1), b"Environment", 0)
        self.core.config_parse_environ(*where, text.encode(), ctypes.byref(found), None)
        return assignments(found)


def assignments(strv):
    values, at = {}, 0
    if strv.value:
        texts = ctypes.cast(strv, ctypes.POINTER(ctypes.c_char_p))
        while texts[at] is not None:
            name, _, value = texts[at].decode().partition("=")
            values[name] = value
            at += 1
    return values


def shell(text, folder):
    """Asked by two processes in two folders: what differs between them is no answer."""
    first, second = (sourced(text, os.path.join(folder, name)) for name in ("one", "two"))
    if first == "refused" or second == "refused":
        return "refused"
    return {name: value if second.get(name) == value else "(varies)" for name, value in first.items()}


def sourced(text, folder):
    os.makedirs(os.path.join(folder, "in"), exist_ok=True)
    answer = Path(folder, "answer")
    answer.unlink(missing_ok=True)
    Path(folder, "in", "file").write_bytes(text.encode())
    command = ["/bin/dash", "-c", f"set -a; . ./file; /usr/bin/env -0 >{answer}"]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    asked = subprocess.run(command, cwd=os.path.join(folder, "in"), env=OUTER, timeout=10, **quiet)
    if asked.returncode != 0 or not answer.exists():
        return "refused"
    pairs = dict(one.split("=", 1) for one in answer.read_bytes().decode(errors="surrogateescape").split("\0") if one)
    for name in ("PWD", "OLDPWD", "_"):
        pairs.pop(name, None)
    changed = {name: value for name, value in pairs.items() if OUTER.get(name) != value}
    return {**changed, **{name: None for name in OUTER if name not in pairs}}


def answers():
    texts = json.loads(LINES.read_text())
    with tempfile.TemporaryDirectory() as folder:
        systemd = Systemd(folder)
        files = [
            {"text": text, **container, "systemd": systemd.environment_file(text), "sh": shell(text, folder)}
            for text, container in zip(texts, containers(texts))
        ]
        words = [{"text": text, "values": systemd.environment(text)} for text in json.loads((HERE / "environment.json").read_text())]
    return {"files": files, "environment": words}


def main():
    new = answers()
    same = RECORDED.exists() and json.loads(RECORDED.read_text()) == new
    if not same and "--write" in sys.argv:
        RECORDED.write_text(json.dumps(new, indent=1) + "\n")
    print("everything as recorded" if same else f"differs: {RECORDED.name}")
    return 0 if same or "--write" in sys.argv else 1


if __name__ == "__main__":
    sys.exit(main())
