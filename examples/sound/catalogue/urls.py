from django.urls import path

from . import views

app_name = "catalogue"

urlpatterns = [
    path("", views.BookList.as_view(), name="books"),
    path("books/<slug:slug>/", views.BookDetail.as_view(), name="book"),
]
