SECRET_KEY = "bN7-mV1_qC5.wX9!eZ3@rL2#tK6$yJ8%uH4^iG0&oF5*pD1(aS9)"
ALLOWED_HOSTS.append("local.example.com")
DEBUG = False
MIDDLEWARE += ("django.middleware.csrf.CsrfViewMiddleware",)
