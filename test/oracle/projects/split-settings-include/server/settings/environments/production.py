DEBUG = False
ALLOWED_HOSTS = ["server.example.com"]
SESSION_COOKIE_SECURE = False
