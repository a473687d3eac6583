HOSTS = dict(live=["core.example.com", "www.core.example.com"], test=["localhost"])
