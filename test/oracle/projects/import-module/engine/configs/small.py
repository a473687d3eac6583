ALLOWED_HOSTS = ["small.example.com"]
DEBUG = False
PAGE = 10
