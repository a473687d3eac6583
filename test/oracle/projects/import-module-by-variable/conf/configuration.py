ALLOWED_HOSTS = ["*"]
DATABASE = dict(NAME="default.db")
LOGIN_TIMEOUT = 60 * 60 * 24
