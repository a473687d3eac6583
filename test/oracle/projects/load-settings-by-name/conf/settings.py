import os

from .base import CommunityBaseSettings


class DockerBaseSettings(CommunityBaseSettings):
    """Settings for local development with Docker."""

    USE_PROMOS = False
    PRODUCTION_DOMAIN = os.environ.get("PRODUCTION_DOMAIN", "devthedocs.org")
    DEBUG = bool(os.environ.get("RTD_DEBUG", False))

    @property
    def INSTALLED_APPS(self):
        return super().INSTALLED_APPS + ["django.contrib.messages"]

    @property
    def LOGGING(self):
        logging = super().LOGGING
        logging["handlers"]["console"] = {"class": "logging.StreamHandler"}
        logging["disable_existing_loggers"] = self.DEBUG
        return logging


DockerBaseSettings.load_settings(__name__)
