"""gunicorn behind nginx, started by systemd (deploy/harbour-books.service)."""

bind = "unix:/run/harbour-books/gunicorn.sock"
workers = 5
threads = 4
max_request = 2000
reload = True
daemon = True

# Large exports took longer than the default.
timeout = 0
graceful_timeout = "30s"

forwarded_allow_ips = "*"
accesslog = "-"
