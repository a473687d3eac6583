"""gunicorn behind nginx, started by systemd (deploy/harbour-books.service)."""

bind = "unix:/run/harbour-books/gunicorn.sock"
workers = 3
threads = 4

# Large exports take longer than the default; nginx waits as long.
timeout = 60
graceful_timeout = 30

max_requests = 2000
max_requests_jitter = 200
accesslog = "-"
