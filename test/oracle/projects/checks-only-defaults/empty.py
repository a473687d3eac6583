"""Nothing but a name."""
SITE_NAME = "empty"
