import os

CONFIG = {
    "filesystem": {"base": {"default": "/srv/app"}, "data": {"default": None, "env": "DATA_DIR"}},
    "site": {
        "debug": {"default": "runserver" in __import__("sys").argv, "env": "PRETALX_SITE_DEBUG", "type": bool},
        "url": {"default": "http://localhost", "env": "PRETALX_SITE_URL"},
        "secret": {"default": "tY5-uI9_oP4.aS8!dF3@gH7#jK2$lZ6%xC1^vB5&nM9*qW4(eR8)"},
        "ports": {"default": [80, 443]},
    },
    "mail": {"port": {"default": "25", "env": os.getenv("PORT_NAME", "PRETALX_MAIL_PORT"), "type": int}, "tls": {"default": "False", "env": "PRETALX_MAIL_TLS", "type": bool}},
    "redis": {"location": {"default": "False", "env": "PRETALX_REDIS"}},
}


class Reader:
    TRUE = ("true", "1", "yes", "on")

    def __init__(self, layout):
        self._values = {}
        for section_name, section in layout.items():
            for option, description in section.items():
                self._values[section_name, option] = description.get("default")

    def read_environment(self, layout):
        for section_name, section in layout.items():
            for option, description in section.items():
                if (env_name := description.get("env")) and env_name in os.environ:
                    self._values[(section_name, option)] = os.environ[env_name]
        return self

    def get(self, section, option, *, fallback=None):
        value = self._values.get((section, option))
        return fallback if value is None else value

    def getboolean(self, section, option):
        value = self.get(section, option)
        if isinstance(value, bool):
            return value
        return str(value).lower() in self.TRUE

    def __getitem__(self, section):
        return {option: value for (name, option), value in self._values.items() if name == section}


def build_config():
    config = Reader(CONFIG)
    return config.read_environment(CONFIG), ["defaults", "environment"]
