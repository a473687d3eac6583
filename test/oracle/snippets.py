# Python itself as judge: each block, parted by a line of dashes, leaves its result in V. What the analyser calls known has to
# be that. snippets.recorded.json keeps the answers; test/oracle/README.md says how to make them again.
# ---
s = {1, 2, 3}
s.update([4])
s.remove(1)
s.intersection_update({2, 4})
V = s
# ---
s = {1, 2}
s.difference_update({1})
s.symmetric_difference_update({2, 5})
V = s
# ---
s = {1}
t = s
t |= {2}
V = s
# ---
s = {'a'}
x = s.pop()
V = (x, s)
# ---
s = {1, 2}
s.clear()
V = s
# ---
d = {'a': 1}
e = d
e |= {'b': 2}
V = d
# ---
d = {'a': 1}
d.clear()
V = d
# ---
d = {'a': 1, 'b': 2}
x = d.pop('a')
V = (x, d)
# ---
d = {}
d.setdefault('l', []).append(1)
d.setdefault('l', []).append(2)
V = d
# ---
d = {'a': {'b': [1]}}
d['a']['b'] += [2]
d['a']['c'] = d['a'].pop('b')
V = d
# ---
d = {'a': 1}
k = d.keys()
d['b'] = 2
V = list(k)
# ---
d = {'a': 1}
it = iter(d)
V = (next(it), next(it, 'end'))
# ---
l = [1, 2, 3]
l[0], l[-1] = (l[-1], l[0])
V = l
# ---
l = [1, 2, 3]
l *= 2
V = l
# ---
l = [1, 2]
m = l
l = l + [3]
V = (l, m)
# ---
l = [1, 2]
m = l
l += [3]
V = (l, m)
# ---
l = [1, 2, 3, 4]
del l[1:3]
V = l
# ---
l = [1, 2, 3, 4, 5]
del l[::2]
V = l
# ---
l = [3, 1, 2]
l.sort(reverse=True)
V = l
# ---
l = [('b', 2), ('a', 1)]
l.sort(key=lambda p: p[1])
V = l
# ---
l = ['b', 'a']
V = [l.sort(), l]
# ---
l = [1]
l.append(l[:])
V = l
# ---
l = [1, 2, 3]
V = [l.pop(), l.pop(0), l]
# ---
l = [1, 2, 3, 2]
l.remove(2)
V = l
# ---
l = []
l.extend('ab')
l.extend({'k': 1})
l.extend((1,))
V = l
# ---
l = [1, 2, 3]
l[1:2] = [7, 8, 9]
V = l
# ---
l = [1, 2, 3]
l[5:] = [9]
V = l
# ---
l = list(range(6))
l[::2] = ['a', 'b', 'c']
V = l
# ---
a = [1]
b = (a,)
a.append(2)
V = b
# ---
a = [1]
b = a * 2
a.append(2)
V = b
# ---
a = [[0]] * 2
a[0] += [1]
V = a
# ---
a = [1]
b = a.copy()
b.append(2)
V = (a, b)
# ---
import copy
a = {'x': [1]}
b = copy.copy(a)
b['x'].append(2)
b['y'] = 1
V = (a, b)
# ---
import copy
a = {'x': [1]}
b = copy.deepcopy(a)
b['x'].append(2)
V = (a, b)
# ---
t = (1, 2)
u = t
t += (3,)
V = (t, u)
# ---
x = 'a'
y = x
x += 'b'
V = (x, y)
# ---
def f(l):
    l.append(1)
    l = []
    l.append(2)
    return l
a = []
V = (f(a), a)
# ---
def f(*, a=1, **k):
    return (a, k)
V = f(b=2)
# ---
def f(a, b=2, *c, d=4, **e):
    return [a, b, list(c), d, e]
V = [f(1), f(1, 3, 5, 6, d=7, z=8), f(*[1, 2], **{'d': 0})]
# ---
def f(x=[]):
    x.append(len(x))
    return list(x)
V = [f(), f(), f([9])]
# ---
def f():
    try:
        return 1
    finally:
        return 2
V = f()
# ---
def f():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                break
        finally:
            r.append(i)
r = []
f()
V = r
# ---
try:
    int('x')
except ValueError as e:
    V = str(e)
# ---
try:
    {}['k']
except KeyError as e:
    V = [str(e), e.args]
# ---
try:
    [][1]
except (KeyError, IndexError) as e:
    V = type(e).__name__
# ---
try:
    raise ValueError('a', 'b')
except Exception as e:
    V = e.args
# ---
try:
    raise ValueError
except LookupError:
    V = 1
except ValueError:
    V = 2
else:
    V = 3
# ---
try:
    x = 1 / 0
except ArithmeticError:
    V = 'arith'
# ---
try:
    'a' + 1
except TypeError:
    V = 'type'
# ---
try:
    from os import nothing_here
except ImportError:
    V = 'import'
# ---
try:
    import json.nothing
except ImportError:
    V = 'import'
# ---
V = [x for x in range(10) if x % 2 if x > 3]
# ---
V = [(x, y) for x in range(3) for y in range(x)]
# ---
V = {k: [v for v in vs if v] for k, vs in {'a': [0, 1], 'b': []}.items()}
# ---
V = [y for x in [1, 2, 3] if (y := (x * 2)) > 2]
# ---
x = 10
V = [[x for x in range(2)], x]
# ---
n = 0
while True:
    n += 1
    if n > 5:
        break
V = n
# ---
n = 5
while n:
    n -= 2
    if n < 0:
        break
else:
    n = 'done'
V = n
# ---
out = []
for i, (a, b) in enumerate([(1, 2), (3, 4)]):
    out.append(i + a * b)
V = out
# ---
out = []
l = [1, 2, 3, 4]
for x in l:
    if x == 2:
        l.remove(x)
    out.append(x)
V = (out, l)
# ---
out = []
for k in list((d := {'a': 1, 'b': 2})):
    del d[k]
    out.append(k)
V = (out, d)
# ---
class A:
    x = 1

    def m(self):
        return self.x

class B(A):
    x = 2
V = [A().m(), B().m(), B.x, A.x]
# ---
class A:
    l = []
A.l.append(1)
a = A()
a.l.append(2)
a.y = 3
V = [A.l, a.y, hasattr(A, 'y')]
# ---
class A:

    def __init__(self, n=1):
        self.n = n

    def __eq__(self, o):
        return self.n == o.n

    def __bool__(self):
        return self.n > 1

    def __len__(self):
        return 7

    def __str__(self):
        return f'A{self.n}'
V = [A() == A(1), bool(A()), len(A()), str(A(3)), f'{A(4)}', 'yes' if A() else 'no', not A(2)]
# ---
class A:

    def __getattr__(self, n):
        return n.upper()
V = A().foo
# ---
class A:

    def __getitem__(self, k):
        return k * 2

    def __contains__(self, k):
        return k == 'x'
V = [A()[3], 'x' in A(), 'y' in A()]
# ---
class A(dict):

    def __missing__(self, k):
        return k + '!'
V = A(a=1)['b']
# ---
class A(str):
    pass
V = A('x') + 'y'
# ---
from enum import Enum

class E(Enum):
    A = 'a'
V = [E.A.value, E('a').name, [e.value for e in E]]
# ---
from types import SimpleNamespace as N
n = N(a=1)
n.b = 2
V = [n.a, n.b]
# ---
from collections import namedtuple
P = namedtuple('P', 'x y')
p = P(1, y=2)
V = [p.x, p[1], p]
# ---
from collections import defaultdict
d = defaultdict(int)
d['a'] += 1
V = dict(d)
# ---
from collections import OrderedDict
d = OrderedDict(a=1)
d['b'] = 2
d.move_to_end('a')
V = d
# ---
from collections import ChainMap
V = ChainMap({'a': 1}, {'a': 2, 'b': 3})['b']
# ---
from functools import partial
f = partial(dict, a=1)
V = f(b=2)
# ---
from functools import reduce
V = reduce(lambda a, b: a | b, [{'a': 1}, {'b': 2}])
# ---
import itertools
V = [list(itertools.chain.from_iterable([[1], [2]])), list(itertools.product('ab', [1])), list(itertools.islice(range(9), 2))]
# ---
import operator
V = sorted([{'n': 2}, {'n': 1}], key=operator.itemgetter('n'))
# ---
import re
V = [re.split('[,\\s]+', 'a, b c'), bool(re.match('a', 'ba')), re.sub('a', 'b', 'aa'), re.findall('\\d', 'a1b2'), re.compile('x').pattern]
# ---
import json
V = [json.loads('{"a":[1,2.5,null,true]}'), json.dumps({'a': 1, 'b': [True, None]}), json.dumps([1], indent=None)]
# ---
import base64
V = [base64.b64decode('YWI=').decode(), base64.b64encode(b'ab').decode()]
# ---
import hashlib
V = hashlib.md5(b'a').hexdigest()
# ---
from datetime import timedelta
V = [timedelta(days=1, hours=1).total_seconds(), timedelta(minutes=5) == timedelta(seconds=300), timedelta(hours=25).days, str(timedelta(hours=1)), timedelta(0) < timedelta(1)]
# ---
import os
V = [os.path.join('a', '/b', 'c'), os.path.join('a', ''), os.path.normpath('a/./b/../c/'), os.path.dirname('/a/b/'), os.path.basename('/a/b/'), os.path.splitext('a.tar.gz'), os.path.splitext('.env'), os.path.relpath('/a/b', '/a/c'), os.path.commonpath(['/a/b', '/a/c']), os.path.isabs('a'), os.path.split('/a/b'), os.path.normpath('//a'), os.path.normpath(''), os.path.expanduser('x')]
# ---
import os
os.environ['A'] = '1'
del os.environ['A']
V = os.environ.get('A')
# ---
import os
os.environ.update(A='x')
V = [os.getenv('A'), os.environ.get('a'), 'A' in os.environ]
# ---
import os
try:
    os.environ['A'] = 1
except TypeError:
    V = 'type'
# ---
from urllib.parse import *
u = urlparse('https://u:p%40@h.example:8080/a/b;x?q=1&r=a%20b#f')
V = [u.scheme, u.netloc, u.hostname, u.port, u.username, u.password, u.path, u.params, u.query, u.fragment, u.geturl(), u[1], parse_qs(u.query), parse_qsl(u.query), quote('a b/c?'), quote('a/b', safe=''), quote_plus('a b'), unquote('a%20b+c'), unquote_plus('a%20b+c'), urlencode({'a': 'b c', 'd': 1}), urljoin('http://h/a/b', '../c'), u._replace(scheme='http').geturl()]
# ---
from urllib.parse import urlsplit
V = [urlsplit('redis://:pw@h/0').password, urlsplit('h:80/x').scheme, urlsplit('//H:80/x').hostname, urlsplit('sqlite:///x').netloc, urlsplit('x').port]
# ---
V = [b'abc'.decode(), 'é'.encode().decode('utf8'), 'a'.encode() == b'a', b'a\xff'.decode('latin1'), 'é'.encode('ascii', 'ignore').decode()]
# ---
V = ['%s:%d' % ('a', True), '%(x)s' % dict(x=None), '%5.2f|' % 3.14159, '%-6d|' % 5, '%+d' % 3, '%05d' % -42, '%s' % b'x', '%.3s' % 'abcdef', '%*d' % (5, 3)]
# ---
V = [f'{1.5:.0f}', f'{2.5:.0f}', f'{1e-07}', f'{1 / 3:.3}', f'{10 ** 6:,}', f"{'x':*^5}", f'{0.1 + 0.2:.1f}', f'{5!s:0>3}', f'{-0.4:.0f}', f'{1e+20:.0f}', f'{True}', f'{None!r}', f"{'é':>3}"]
# ---
V = [str(0.1), repr(1e+100), str(1000000000000000.0), str(1.2345678901234568e+17), str(0.0001), str(1e-05), str(float('inf')), str(-1.5e-10), str(100000.0 * 10)]
# ---
V = [int('12abc'[:2]), int(' -7\n'), int(7.9), int('٣'), float('-1e-3'), float('.5'), float('1.'), int('0'), complex is None]
# ---
V = [10 // 3, -10 // 3, 10 % -3, 2 ** 10, 2 ** 0.5, 10 / 4, 1000.0, 5.0 // 2, 0.1 * 3, 7 & 3, 7 | 8, 6 ^ 3, ~5, 1 << 4, -8 >> 1, 2 ** 64 % 1000, 3.0 == 3, 10 ** (-1)]
# ---
V = ['abc' * 0, 'ab'[5:], 'abc'[-1], 'a' < 'B', 'a,b'.split(',')[-1], 'A'.lower() == 'a', 'x'.join('abc'), '-'.join(['1']), 'abc'.upper().lower().title(), 'a.b'.replace('.', '')]
# ---
V = [all([]), any([]), all((x for x in [1, 0])), sum([[1], [2]], []), max('abc'), min([3, 1]), sorted('cab'), list(reversed('abc')), list(map(int, '12')), list(filter(str.isdigit, 'a1')), list(zip([1], [2], [3])), abs(-2), len({'a': 1}), bool([0]), callable(len), type(1) is int, id is None, chr(97), ord('a'), hex(255), bin(5), oct(8)]
# ---
V = [isinstance('a', str), isinstance(1, (str, int)), isinstance([], list), isinstance(True, bool), isinstance(1.0, int), issubclass(bool, int), type('x').__name__, type([]) == list]
# ---
V = ([*range(3), *'ab', *{'k': 1}], {**{'a': 1}, 'a': 2}, (*[1],), {*[1, 1]})
# ---
a, *b = (1,)
c, (d, [e]) = (1, (2, [3]))
V = [a, b, c, d, e]
# ---
x = [1, 2, 3]
x[0] = x[1] = 9
V = x
# ---
i = 0
l = [0, 0]
i, l[i] = (1, 5)
V = (i, l)
# ---
V = (lambda *a, **k: (a, k))(1, b=2)
# ---
V = ([1 if x else 2 for x in (0, 1)], (1, 2, 3)[-1], [[1, 2], [3]][0][1], {'a': {'b': 1}}['a']['b'], 'abc'[1:][0])
# ---
V = 1 if False else 2 if False else 3
# ---
V = (not 1 == 2, not (1 and 0), 1 < 2 == True, 1 in [1] == True, (1 < 2) == True)
# ---
from pathlib import Path as P
V = [str(P('/a') / '/b'), str('/x' / P('y')), P('/a/b').parent.name, P('a.b.c').suffixes, str(P('/a/./b/..')), P('/a') == P('/a/'), str(P('/a/b').parents[0]), P('/A').as_posix(), f"{P('/a') / 'b'}", str(P('~/x')), P('/a/b').match('*/b'), str(P('/a').joinpath('b', 'c')), P('x').is_absolute(), str(P('/a/b.txt').with_stem('c')), str(P('')), repr(P('/a')), P('/a/b') < P('/a/c'), P('/a/b').is_relative_to('/a'), str(P('/a')) + '/b', os.path.join(P('/a'), 'b') if (os := __import__('os')) else 0]
# ---
V = ''.join(sorted(set('banana')))
# ---
V = (dict([('a', 1)], b=2), dict({'a': 1}), dict(zip('ab', range(2))), {}.get('x', 3), {'a': None}.get('a', 3), list({'a': 1}.items()), {'a': 1}.keys() == {'a'}, dict.fromkeys('ab', 0), {1: 'a'}[True], {'a': 1} | {'a': 2})
# ---
global_x = 1

def f():
    global global_x
    global_x += 1
    return global_x
f()
V = [f(), global_x]
# ---
def g():
    yield 1
    yield from [2, 3]
V = list(g())
# ---
def deco(f):
    f.flag = 1
    return f

@deco
def h():
    return 1
V = [h(), h.flag]
# ---
from contextlib import contextmanager, suppress
with suppress(KeyError):
    V0 = 1
    {}['x']
    V0 = 2
V = V0
# ---
import string
V = [string.ascii_letters[:2], string.digits, string.Template('$a-${b}').substitute(a=1, b=2)]
# ---
import sys
V = [sys.version_info[0], sys.version_info >= (3, 8), sys.maxsize > 2 ** 32]
# ---
import uuid
V = str(uuid.UUID('12345678123456781234567812345678'))
# ---
from decimal import Decimal
V = [str(Decimal('1.10') + 1), Decimal('1') == 1]
# ---
import ipaddress
V = [str(n) for n in ipaddress.ip_network('10.0.0.0/30').hosts()]
# ---
import textwrap
V = textwrap.dedent('  a\n  b')
# ---
import shlex
V = shlex.split("a 'b c'")
# ---
match ['a', 1, 2]:
    case ['a', *rest]:
        V = rest
# ---
match {'k': 1, 'z': 2}:
    case {'k': int(n), **r}:
        V = [n, r]
# ---
match 5:
    case 1 | 2:
        V = 'low'
    case int() as n if n > 3:
        V = n
# ---
V: int
V = 3
# ---
V = (1,)
# ---
if (n := 3) > 2:
    V = n
# ---
for V in range(3):
    pass
# ---
assert True, 'x'
V = 1
# ---
import os
V = [(k, v) for k, v in os.environ.items() if k.startswith('NOPE_')]
# ---
V = str(1.0)
# ---
V = str(1e+16)
# ---
V = str(1e-05)
# ---
V = str(123456789.125)
# ---
V = str(0.1 + 0.2)
# ---
V = str(1e+22)
# ---
V = str(-0.0)
# ---
V = f'{2.0}'
# ---
V = '%s' % 1.5
# ---
V = 2 ** 70
# ---
V = 10 ** 20 // 3
# ---
V = -2 ** 65
# ---
V = str(2 ** 64)
# ---
V = 7 / 2
# ---
V = 6 / 2
# ---
V = 7 // -2
# ---
V = -7 % 5
# ---
V = 7 % -5
# ---
V = 7.5 // 2
# ---
V = -7.5 % 2
# ---
V = divmod(-7, 2)
# ---
V = 2 ** (-1)
# ---
V = round(0.5)
# ---
V = round(1.5)
# ---
V = round(2.5)
# ---
V = round(-0.5)
# ---
V = round(1234.5678, -2)
# ---
V = round(1.005, 2)
# ---
V = int(-3.7)
# ---
V = '%.0f' % 0.5
# ---
V = '%.0f' % 1.5
# ---
V = '%.2f' % 1.005
# ---
V = '%5.1f' % 2.25
# ---
V = f'{0.125:.2f}'
# ---
V = f'{10000000000.0:g}'
# ---
V = f'{12345.678:,.1f}'
# ---
V = f'{255:#x}'
# ---
V = f'{5:+d}'
# ---
V = f'{3:>5}'
# ---
V = f'{0.256:.1%}'
# ---
V = f'{1234567:_}'
# ---
V = f'{True:d}'
# ---
V = f"{'ab':^6}|"
# ---
V = f'{-5:05d}'
# ---
V = '%s' % None
# ---
V = '%r' % "it's"
# ---
V = '%s %s' % ('a', ['b'])
# ---
V = '%d' % 3.99
# ---
V = '%5s|%-5s|' % ('x', 'y')
# ---
V = '%x' % 255
# ---
V = '%s' % (('t',),)
# ---
V = '%(a)05.1f' % {'a': 3.14159}
# ---
V = '%c' % 65
# ---
V = '%e' % 12345.678
# ---
V = '%i' % True
# ---
V = str(None)
# ---
V = str(True)
# ---
V = str([1, 'a', None])
# ---
V = str(('x',))
# ---
V = str({'k': [1.5]})
# ---
V = str(())
# ---
V = repr("tab\t'quote'")
# ---
V = str(b'x')
# ---
V = f"{[1, 'two']}"
# ---
V = f"{'a'!r:>5}"
# ---
from pathlib import Path
V = str(Path('/srv') / 'x')
# ---
V = repr('é\n')
# ---
V = str({'a'})
# ---
V = repr('both \' and "')
# ---
V = 'straße'.upper()
# ---
V = 'ÉCOLE'.lower()
# ---
V = 'İ'.lower()
# ---
V = 'abc' < 'abd'
# ---
V = 'Z' < 'a'
# ---
V = 'a' < 'ä'
# ---
V = len('😀')
# ---
V = '😀x'[1]
# ---
V = '😀'[::-1]
# ---
V = 'naïve'.encode('utf-8').decode('latin-1')
# ---
V = 'ﬁ'.casefold()
# ---
V = 'x\xa0y'.split()
# ---
V = 'abcdef'[-3:]
# ---
V = 'abcdef'[:-2]
# ---
V = 'abcdef'[::2]
# ---
V = 'abcdef'[4:1:-1]
# ---
V = 'abcdef'[10:]
# ---
V = 'abc'[-10:2]
# ---
V = [1, 2, 3, 4][-1:0:-2]
# ---
V = (1, 2, 3)[1:]
# ---
V = 'abc'[1:2]
# ---
V = [0, 1, 2][3:1]
# ---
V = int('1_000')
# ---
V = int('-0b11', 2)
# ---
V = int('z', 36)
# ---
V = int(True)
# ---
V = float('1_0.5')
# ---
V = float(' 2.50 ')
# ---
V = int('0o17', 0)
# ---
V = bool('False')
# ---
V = bool(0.0)
# ---
V = 1000 == 1000.0
# ---
V = 0.1 + 0.2 == 0.3
# ---
V = hash(1) == hash(1.0)
# ---
V = True + 1
# ---
V = ['no', 'yes'][True]
# ---
V = sum([True, False, True])
# ---
V = not [] and 'x'
# ---
V = 0 or [] or 'last'
# ---
V = 'a' and 0 and 'b'
# ---
V = None or False
# ---
V = not not 'x'
# ---
V = 1 < 3 > 2
# ---
V = 1 if [] else 2
# ---
V = isinstance(True, int)
# ---
V = True is True
# ---
V = 1 == True
# ---
V = {'k': 1, 'k': 2}
# ---
V = {1: 'int', True: 'bool', 1.0: 'float'}
# ---
V = sorted(['bb', 'a', 'cc', 'd'], key=len)
# ---
V = sorted([3, 1, 2], reverse=True)
# ---
V = sorted('bAa')
# ---
V = sorted(['b', 'B', 'a'], key=str.lower)
# ---
V = sorted([('b', 1), ('a', 2), ('a', 1)])
# ---
V = sorted({'x': 1, 'a': 2})
# ---
V = min('b', 'a')
# ---
V = max([1, 5, 3], default=0)
# ---
V = min([], default='none')
# ---
V = max('aa', 'b', key=len)
# ---
V = list(zip('ab', [1, 2, 3]))
# ---
V = list(enumerate('ab', 1))
# ---
V = list(reversed([1, 2]))
# ---
V = list(range(5, 0, -2))
# ---
V = dict(enumerate('xy'))
# ---
V = 'a,b,,c'.split(',')
# ---
V = ' a b '.split()
# ---
V = 'a b c'.split(' ', 1)
# ---
V = 'a.b.c'.rsplit('.', 1)
# ---
V = ''.split('x')
# ---
V = 'a\n\nb\n'.splitlines()
# ---
V = 'x=1=2'.partition('=')
# ---
V = 'abc'.rpartition('z')
# ---
V = 'a--b'.split('--')
# ---
V = '  x '.strip() + 'xyx'.strip('x') + 'prefix-name'.lstrip('prefix-')
# ---
V = "they're bill's".title()
# ---
V = 'aBC dEF'.capitalize()
# ---
V = 'ab12'.isalnum()
# ---
V = ''.isdigit()
# ---
V = '²'.isdigit()
# ---
V = 'A1'.isupper()
# ---
V = 'a'.join(['x'])
# ---
V = 'aaa'.replace('a', 'b', 2)
# ---
V = 'abcabc'.find('c', 3)
# ---
V = 'abc'.index('c')
# ---
V = 'x'.zfill(3)
# ---
V = '-5'.zfill(4)
# ---
V = 'a\tb'.expandtabs(4)
# ---
V = 'abc'.translate({97: 'x'})
# ---
V = '{0}-{1}-{0}'.format('a', 'b')
# ---
V = '{:>4}|{:<4}|{:^4}'.format(1, 2, 3)
# ---
V = '{a[k]} {b[0]}'.format(a={'k': 'v'}, b=['z'])
# ---
V = '{!r:>6}'.format('q')
# ---
V = '%s' % '%s'
# ---
V = 'ab' * 2
# ---
V = 'z' * -1
# ---
V = 'ab' in 'cab'
# ---
V = 'abc'.startswith(('x', 'a'))
# ---
V = 'abc'.endswith('')
# ---
from pathlib import Path
V = str(Path('a/../b'))
# ---
from pathlib import Path
V = str(Path('/a//b/./c/'))
# ---
from pathlib import Path
V = Path('/x/y.tar.gz').suffix
# ---
from pathlib import Path
V = Path('/x/y.tar.gz').stem
# ---
from pathlib import Path
V = str(Path('/x', '/y', 'z'))
# ---
from pathlib import Path
V = str(Path('/a').parent)
# ---
from pathlib import Path
V = str(Path('a').parent)
# ---
from pathlib import Path
V = Path('/a/b').parts
# ---
from pathlib import Path
V = str(Path('/a/b/c').relative_to('/a'))
# ---
from pathlib import Path
V = Path('a') == Path('a/')
# ---
from pathlib import Path
V = str(Path('/a/b').with_name('c.txt'))
# ---
from pathlib import Path
V = str(Path('x.py').with_suffix(''))
# ---
from pathlib import Path
V = Path('/a/b').is_absolute()
# ---
from pathlib import Path
V = Path('.hidden').suffix
# ---
from pathlib import Path
V = [str(p) for p in Path('/a/b/c').parents]
# ---
V = 'hé'.encode()
# ---
V = b'ab' + b'c'
# ---
V = b'abc'[0]
# ---
V = b'abc'[1:]
# ---
V = b'x' * 2
# ---
V = bytes([65, 66])
# ---
V = b'a' in b'abc'
# ---
V = b'k=v'.split(b'=')
# ---
V = {1, 2} | {3}
# ---
V = {1, 2} & {2, 3}
# ---
V = {1, 2} - {2}
# ---
V = {1, 2} ^ {2, 3}
# ---
V = {1} < {1, 2}
# ---
V = len({1, 1.0, True})
# ---
V = set('aab')
# ---
V = {*[1], *(2,)}
# ---
V = frozenset([1]) == {1}
# ---
V = (1, 2) < (1, 3)
# ---
V = [1] == [1.0]
# ---
V = '1' == 1
# ---
V = None is None
# ---
V = (1,) + (2,) == (1, 2)
# ---
V = {'a': 1, 'b': 2} == {'b': 2, 'a': 1}
# ---
V = [1, [2]] == [1, [2]]
# ---
V = float('nan') == float('nan')
# ---
V = 3 in {3: 0}
# ---
V = '' in 'abc'
# ---
V = [] in [[]]
# ---
s = {1, 2}
s.add(3)
s.discard(1)
t = s.copy()
t.remove(2)
V = (s, t)
# ---
a, *b = (1,)
c, (d, [e]) = 1, (2, [3])
V = [a, b, c, d, e]
# ---
import os
V = "a" + os.sep + os.path.sep + os.pathsep
# ---
import re
V = [re.sub(r'[^a-z]+', '-', 'Hello World 1'.lower()), re.match(r'(\w+)-(?P<n>\d+)$', 'a-12').group('n'), re.split(r'[,;]\s*', 'a, b;c'), bool(re.match('x', 'y')), re.fullmatch(r'\d{2,4}', '123') is not None, re.findall(r'\d+', 'a1b22'), re.compile('a', re.I).search('bA').group(), re.sub(r'(a)(b)', r'\2\1', 'xaby'), re.search(r'end$', 'the end\n') is not None, re.escape('a.b-c')]
# ---
import base64, textwrap, string, json, ast
V = [base64.b64encode(b'hello').decode(), base64.b64decode('aGVsbG8=').decode(), base64.urlsafe_b64encode(b'\xff\xfe').decode(), textwrap.dedent('\n  a\n    b\n  c\n'), string.Template('$a-${b}$$').substitute(a=1, b='x'), json.dumps({'a': [1, None, True, 1.5, 'é']}), ast.literal_eval("{'a': [1, (2,), None], 'b': -1.5}"), ast.literal_eval("('x', 'y')")]
# ---
import itertools, functools
V = [list(itertools.chain([1], (2, 3))), list(itertools.product('ab', [1, 2])), list(itertools.chain.from_iterable([[1], [2]])), functools.reduce(lambda a, b: a * b, [1, 2, 3], 1), list(itertools.islice(range(10), 2, 8, 3)), list(itertools.repeat('x', 2)), list(itertools.accumulate([1, 2, 3]))]
# ---
import enum
class Color(enum.Enum):
    RED = 'red'
    BLUE = 'blue'
    @property
    def shout(self):
        return self.value.upper()
V = [Color.RED.value, Color('blue').name, Color['RED'].value, [c.value for c in Color], Color.RED == Color.RED, Color.RED == 'red', Color.BLUE.shout, Color.RED is Color.RED]
# ---
import enum
class Tier(str, enum.Enum):
    PROD = 'prod'
V = [Tier.PROD.value, Tier.PROD == 'prod', Tier('prod').name]
# ---
from dataclasses import dataclass, field, asdict
@dataclass
class Base:
    a: int
    b: str = 'x'
@dataclass
class Sub(Base):
    c: list = field(default_factory=list)
    d: int = field(default=3, init=False)
    def __post_init__(self):
        self.e = self.a + self.d
s = Sub(1, c=[2])
V = [s.a, s.b, s.c, s.d, s.e, s == Sub(1, 'x', [2]), s != Sub(2), Sub(1).c is Sub(1).c, asdict(Base(1))]
# ---
def gen(n):
    for i in range(n):
        if i % 2:
            continue
        yield i
    return 5
g = gen(5)
V = [next(g), list(g), list(g), sum(gen(4)), [*gen(3)], dict((k, k) for k in gen(3)), 2 in gen(5)]
# ---
d = {'a': 1, 'b': 2}
V = [d.keys() & {'a'}, d.keys() - {'a'}, len(d.values()), ('a', 1) in d.items(), sorted(d.values(), reverse=True), d.popitem(), d, d.keys() == {'a'}]
# ---
r = range(1, 10, 3)
V = [list(r), list(r), len(r), r[1], 4 in r, r[-1], [x for x in reversed(r)], sum(r), bool(range(0))]
# ---
l = [1, 2, 3]
it = iter(l)
V = [next(it), list(zip(it, 'ab')), list(it), max(l, key=lambda x: -x), min(l, default=0), any(x > 2 for x in l), all([]), list(map(lambda a, b: a + b, l, l))]
# ---
class N:
    def __init__(self, n): self.n = n
    def __add__(self, o): return N(self.n + o.n)
    def __lt__(self, o): return self.n < o.n
    def __contains__(self, x): return x == self.n
    def __getitem__(self, k): return k * self.n
    def __iter__(self): return iter([self.n])
    def __len__(self): return 0
    def __repr__(self): return f'N({self.n})'
V = [(N(1) + N(2)).n, N(1) < N(2), 1 in N(1), N(3)[2], list(N(4)), bool(N(1)), repr(N(5)), str(N(6)), 'x' if N(1) else 'y']
# ---
V = [divmod(7, 2), hex(255), bin(5), oct(8), round(2.675, 2), round(15, -1), abs(-2.5), 2 ** -1, 7 // -2, -7 % 3, 5.5 // 2, -5.5 % 2, True + True, 'a' * True, 1e16, 10 ** 20, str(1e22), 0.1 + 0.2]
# ---
base = {'a': 1, 'b': {'c': 2}}
over = {'b': {'d': 3}, **base, 'a': 2}
l = [*base, *over.values()]
x, *y = l
V = [over, l, x, y, {**base, 'z': 1} | {'a': 9}]
# ---
class M(type):
    def __new__(m, n, b, d): return super().__new__(m, n, b, d)
class A(metaclass=M):
    X = 1
V = A.X
# ---
try:
    {}['k']
except KeyError as e:
    V = [e.args, str(e)]
# ---
class E(ValueError):
    def __init__(self, code):
        super().__init__('bad')
        self.code = code
try:
    raise E(4)
except ValueError as e:
    V = [e.code, isinstance(e, E), isinstance(e, ValueError)]
# ---
V = ['%s' % {'a': 1}, '%-5s|%5s' % ('a', 'b'), '%05.1f' % 2.25, '%x' % 255, '%e' % 12345.678, '%g' % 0.0001, '%s %%' % 1, '{:>8,.2f}'.format(1234.5), '{0[a]} {1.real}'.format({'a': 1}, 5), '{:{w}}|'.format('a', w=4), f'{3.0:g}', f'{1e6:g}', f'{1234567.0:g}', f'{12:08b}', f'{255:#06x}', f'{-5:=+6d}', f'{0.5:%}']
# ---
matrix = [[1, 2], [3, 4]]
V = [[r[i] for r in matrix] for i in range(2)]
# ---
from collections import OrderedDict, namedtuple, Counter
V = [OrderedDict([('a', 1)])['a'], list(OrderedDict(b=2).items())]
# ---
V = []
for t, b in [('_1', 10), ('1_0', 10), ('1__0', 10), ('0x_f', 16), ('0b11', 0), ('011', 0), ('0', 0), ('-0o17', 8), ('zz', 36), ('12', 2)]:
    try:
        V.append(int(t, b))
    except ValueError:
        V.append('no')
# ---
V = ['{:,}'.format(1234567.891), '{:_x}'.format(0xabcdef), '{:+.3e}'.format(-12345.678), '{:g}'.format(1e-5), '{:.3g}'.format(1234.5), '{:n}'.format(5), '{:<5}|{:>5}|{:^5}'.format('a', 'b', 'c'), '{:05}'.format(-3), '{:.2%}'.format(0.12345), '{:c}'.format(97), f'{1e20}', f'{123456789012345680.0}', repr(1e15), '%.3s|%5.1s' % ('abcd', 'xyz'), '%+.2f' % 2.675, '%#x %#o' % (255, 8), '% d' % 5, '%r' % 'é\x00']
# ---
V = ['a\tb'.expandtabs(4), 'abc'.translate({97: 'x', 98: None}), 'ab cd'.title(), "it's".title(), 'x'.center(4, '-'), 'xy'.center(5), 'a,b,,c'.split(','), 'a  b '.split(' '), ' a b  c '.split(None, 1), 'a.b.c'.rsplit('.', 1), 'x\r\ny\nz'.splitlines(True), 'abcabc'.rfind('b'), 'abcabc'.find('b', 2), 'abcabc'.index('c', -2), 'aXbX'.count('X', 2), 'ß'.upper(), 'ǅ'.lower(), 'İ'.lower(), '①'.isdigit(), '½'.isnumeric(), '٣'.isdecimal(), 'a1'.isalnum(), 'A b'.istitle(), 'A B'.istitle(), 'a'.isidentifier(), '1a'.isidentifier()]
# ---
l = [1, 2, 3, 4, 5]
l[1:3] = 'ab'
del l[-1]
l[::2] = [7, 8]
l[10:] = [9]
l[-1:] = []
V = [l, l[::-1], l[-2:], l[:-1], l[5:1:-1], 'abc'[::-1], (1, 2, 3)[-2:], 'abcdef'[4:1:-2]]
# ---
s = {1, 2, 3}
t = s
t &= {2, 3, 4}
t ^= {3, 9}
t |= {5}
t -= {5}
f = sorted(frozenset([1]) | {2})
V = [s, s is t, {1} <= {1, 2}, {1, 2} < {1, 2}, {1}.isdisjoint({2}), {1, 2}.issuperset({1}), f, s.symmetric_difference([2]), {1, 2}.difference([1], [2])]
# ---
class P:
    def __init__(self): self._x = 1
    @property
    def x(self): return self._x
    @x.setter
    def x(self, v): self._x = v * 2
p = P()
p.x = 5
V = [p.x]
# ---
from contextlib import contextmanager
log = []
@contextmanager
def cm():
    log.append('in')
    yield 3
    log.append('out')
with cm() as v:
    log.append('body')
V = [log, v]
# ---
def deco(**kw):
    def wrap(cls):
        cls.K = kw
        return cls
    return wrap
@deco(a=1)
class A:
    B = 2
V = [A.K, A().B, A.B]
# ---
class A:
    items = []
    def add(self, x):
        self.items.append(x)
        return self
a = A().add(1).add(2)
b = A()
V = [a.items, b.items, A.items, a.items is b.items]
# ---
match (1, [2, 3], {'k': 'v', 'z': 0}):
    case (int(a), [b, *c], {'k': str() as d, **rest}) if a < 2:
        V = [a, b, c, d, rest]
# ---
from dataclasses import dataclass
@dataclass
class Pt:
    x: int
    y: int = 0
match Pt(1, 2):
    case Pt(0, _):
        V = 'zero'
    case Pt(x, y=2):
        V = ['pt', x]
# ---
x = [[1, 2], [3]]
V = [sum(x, []), [*map(len, x)], list(filter(None, [0, 1, '', 'a'])), list(zip(*[(1, 'a'), (2, 'b')])), dict(zip(['a', 'b'], [1, 2])), max('a', 'bb', key=len), min([3, 1, 2]), sorted('bAc', key=str.lower), list(reversed('abc')), list(enumerate('ab', start=1)), any(c.isdigit() for c in 'a1'), all(map(bool, [1, 0]))]
