from django.urls import path

from . import views

app_name = "shop"
urlpatterns = [
    path("", views.home, name="home"),
    path("contact/", views.contact, name="contact"),
    path("invite/", views.invite, name="invite"),
    path("photos/", views.photos, name="photos"),
    path("visitor/", views.visitor, name="visitor"),
    path("report/", views.report, name="report"),
    path("healthz/", views.healthz, name="healthz"),
]
