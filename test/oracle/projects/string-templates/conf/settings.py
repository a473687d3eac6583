import os
import shlex
import textwrap
from string import Template, ascii_lowercase, digits

HOST = os.environ.get("HOST", "localhost")
DSN = Template("postgres://$user:${password}@$host/$$db").substitute(user="u", password="p", host=HOST)
SAFE = Template("$known and $unknown").safe_substitute(known="this")
URL = "{scheme}://{host}:{port:05d}/{path!r}".format_map({"scheme": "https", "host": HOST, "port": 80, "path": "x"})
BANNER = textwrap.dedent(
    """\
    Welcome to %(host)s.
      Indented.
    """
) % {"host": HOST}
ARGS = shlex.split(os.environ.get("EXTRA_ARGS", "--verbose"))
RATIO = float(os.environ.get("RATIO", "1"))
PERCENT = f"{RATIO:.1%}|{RATIO:>8.3f}|{HOST:*^12}|{HOST!r}|{1234567:,}|{255:#x}|{3:02d}"
OLD = "%s-%05.2f-%d%%-%r-%-5s|" % (HOST, RATIO, 7, "q", "x")
JOINED = "".join(["{}", "{{}}", "{0}" "{1}"][:2]).format(HOST)
KEYED = "{0[a]}-{1.real}-{2[1]}".format({"a": 1}, 5, ["x", "y"])
ALPHABET = (ascii_lowercase + digits)[::7]
WIDTH = 10
NESTED = f"{HOST:{WIDTH}}|{'a' + 'b'}|{WIDTH=}"
SECRET_KEY = "gH4-jK9_lZ5.xC1!vB6@nM2#qW7$eR3%tY8^uI4&oP9*aS5(dF1)"
TITLE = HOST.title().swapcase().center(15, "-").zfill(18).expandtabs()
DEBUG = False
ALLOWED_HOSTS = [HOST.casefold(), HOST.translate(str.maketrans("ab", "xy")), HOST.removeprefix("db")]
