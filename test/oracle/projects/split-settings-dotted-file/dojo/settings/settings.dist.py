import os

ORDER = ["dist"]
DEBUG = os.environ.get("DD_DEBUG") == "1"
SECRET_KEY = "qW3-eR7_tY2.uI6!oP1@aS5#dF9$gH4%jK8^lZ3&xC7*vB2(nM6)"
ALLOWED_HOSTS = ["dojo.example.com"]
