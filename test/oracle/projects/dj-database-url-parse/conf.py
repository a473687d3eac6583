from os import environ

from dj_database_url import parse as db_url
import dj_database_url

DEBUG = False
SECRET_KEY = "yT5-uR9_iE3.oW7!pQ1@aM6#sN2$dB8%fV4^gC0&hX5*jZ1(kL9)"
ALLOWED_HOSTS = ["conf.example.com"]
PRIMARY = db_url(environ["PRIMARY"])
AGED = dj_database_url.parse("postgres://a:b@c:1234/d", conn_max_age=60, conn_health_checks=True)
FILE = db_url("sqlite:///relative/db.sqlite3")
ABSOLUTE = db_url("sqlite:////srv/db.sqlite3")
SOCKET = db_url("postgres://%2Fvar%2Frun%2Fpostgresql/app")
DATABASES = {"default": AGED, "reporting": dj_database_url.parse("postgres://r@report:5432/r?sslmode=verify-full&sslrootcert=/etc/ca.pem")}
DATABASES["reporting"]["TEST"] = {"MIRROR": "default"}
INSTALLED_APPS = []
MIDDLEWARE = []
