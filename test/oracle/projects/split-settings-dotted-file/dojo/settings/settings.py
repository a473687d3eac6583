from split_settings.tools import include, optional

# See https://example.com/docs for an explanation
include(
    "settings.dist.py",
    "parts/*.py",
    optional("local_settings.py"),
    optional("absent/*.py"),
)
AFTER = ORDER + ["settings"]
