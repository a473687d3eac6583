import os


def deep_merge(base, override):
    result = dict(base)
    for key, value in override.items():
        if isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = deep_merge(result[key], value)
        else:
            result[key] = value
    return result


def convert(text):
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    return int(text) if text.isdigit() else text


def from_environment(prefix):
    tree = {}
    for name, value in os.environ.items():
        if not name.startswith(prefix):
            continue
        *path, last = name[len(prefix):].lower().split("__")
        node = tree
        for part in path:
            node = node.setdefault(part, {})
        node[last] = convert(value)
    return tree


def flatten(tree, prefix=""):
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from flatten(value, prefix + key + ".")
        else:
            yield prefix + key, value
