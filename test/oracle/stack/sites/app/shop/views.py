import time

from django.core.files.storage import default_storage
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST


def home(request):
    return render(request, "shop/home.html")


@require_POST
def contact(request):
    return HttpResponse(f"Thank you, {request.POST['name']}.")


def invite(request):
    """The link that goes into a mail."""
    return HttpResponse(request.build_absolute_uri(reverse("shop:home")))


@require_POST
def photos(request):
    name = default_storage.save("photos/photo.jpg", request.FILES["photo"])
    return HttpResponse(default_storage.url(name))


def visitor(request):
    """What the site knows of a visitor: rate limits and the log use it."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    client = forwarded.split(",")[-1].strip() or request.META["REMOTE_ADDR"]
    return JsonResponse({"scheme": request.scheme, "host": request.get_host(), "client": client})


def report(request):
    """Takes its time."""
    time.sleep(float(request.GET.get("seconds", 0)))
    return HttpResponse("All sold.")


def healthz(request):
    return HttpResponse("ok")
