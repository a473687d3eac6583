import os


def extract_bool(env_key, default):
    return bool(int(os.getenv(env_key, default)))


def extract_comma_list(env_key, default=None):
    if os.getenv(env_key):
        return [item.strip() for item in os.getenv(env_key).split(",")]
    elif default:
        return [default]
    else:
        return []
