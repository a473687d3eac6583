from configurations import Configuration, values


class Common(Configuration):
    INSTALLED_APPS = ["django.contrib.contenttypes"]
    ROOT_URLCONF = "conf.urls"


class Live(Common):
    DEBUG = values.BooleanValue(False)
    SECRET_KEY = values.SecretValue()
    ALLOWED_HOSTS = values.ListValue(["l.example.com"])
    TIMES = values.ListValue([], separator=";")
    NAMES = values.TupleValue(("x",))
    MATRIX = values.SingleNestedListValue([], seq_separator=";")
    OPTIONS = values.DictValue({})
    RATE = values.FloatValue(1.0)
    AGE = values.PositiveIntegerValue(60)
    ADMIN = values.EmailValue("root@example.com")
    SITE = values.URLValue("https://example.com/")
    ACTIVE = values.BooleanValue(True)
    PLAIN = values.Value("text", environ=False)
    NAMED = values.Value("by name", environ_name="OTHER_NAME", environ_prefix="APP")
    UNIQUE = values.SetValue({"a"})
