import os


class Base:
    name = "base"
    parts = ["base"]

    def describe(self):
        return [self.name]

    @classmethod
    def create(cls, **kwargs):
        self = cls()
        for key, value in kwargs.items():
            setattr(self, key, value)
        return self

    def __add__(self, other):
        return self.describe() + other.describe()

    def __len__(self):
        return len(self.parts)

    def __contains__(self, item):
        return item in self.parts

    def __iter__(self):
        return iter(self.parts)

    def __eq__(self, other):
        return isinstance(other, Base) and self.name == other.name


class A(Base):
    name = "a"

    def describe(self):
        return ["A", *super().describe()]


class B(Base):
    name = "b"
    parts = Base.parts + ["b"]

    def describe(self):
        return ["B"] + super().describe()


class Both(A, B):
    def __getattr__(self, name):
        if name.startswith("get_"):
            return lambda: name[4:]
        raise AttributeError(name)


both = Both.create(extra=1)
DESCRIBED = both.describe()
ORDER = [c.__name__ for c in Both.__mro__]
SUM = A() + B()
LENGTHS = len(A()), len(both)
INSIDE = "b" in both, "b" in A()
ITEMS = [*both]
EXTRA = both.extra, both.get_anything(), getattr(both, "missing", None)
EQUAL = A() == A(), A() == B(), both == A()
chosen = {"a": A, "b": B}[os.environ.get("KIND", "a")]
KIND = chosen.name
chosen.name = "changed"
CHANGED = chosen().describe()
IS = issubclass(Both, A), isinstance(both, (B, str)), Both.__name__, type(both) is Both
TRUTH = bool(A()), not both
SECRET_KEY = "xY6-zA0_bC4.dE8!fG2@hI5#jK9$lM3%nO7^pQ1&rS6*tU0(vW4)"
DEBUG = KIND == "zzz"
ALLOWED_HOSTS = [f"{KIND}.example.com"]
