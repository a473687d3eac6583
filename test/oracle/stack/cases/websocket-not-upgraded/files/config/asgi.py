import os

from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
pages = get_asgi_application()

from shop.consumers import News  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": pages,
        "websocket": URLRouter([path("news/", News.as_asgi())]),
    }
)
