COLLECTED.append("b")
ALLOWED_HOSTS = ["b.example.com"]
