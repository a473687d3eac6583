ALLOWED_HOSTS = ["one.example.com"]
DATABASE = {"NAME": "one.db"}
SESSION_COOKIE_SECURE = True
EXTRA_THING = ["a"]
