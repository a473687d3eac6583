from configurations import Configuration, values


def port(text):
    return int(text) + 8000


class Production(Configuration):
    SECRET_KEY = values.Value("k7Qp2xVn9Zr4Lw8Tb3Ym6Hd1Jc5Gf0SeAsUiOoPlKjHgFdSaMnBvCxZqWe", environ=False)
    PORTS = values.ListValue(["1", "2"], converter=int)
    OFFSETS = values.TupleValue(converter=port)
    NAMES = values.SetValue({"a"}, converter=str.upper)
    WORDS = values.ListValue(["a"], separator=";")
    LIMITS = values.DictValue({"a": 1})
    NONE = values.DictValue()
    RATIO = values.FloatValue(0.5)
    COUNT = values.PositiveIntegerValue(3)
    ADMIN_MAIL = values.EmailValue("root@example.com")
    APPS = values.BackendsValue(["django.core.mail.backends.smtp.EmailBackend"])
    NAMED = values.ListValue(["9"], environ_name="APP_NAMED", environ_prefix=None, converter=int)
