from django.views.generic import DetailView, ListView

from .models import Book


class BookList(ListView):
    model = Book
    paginate_by = 24


class BookDetail(DetailView):
    model = Book
