from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from catalogue.models import Book

from .forms import OrderForm


@require_POST
def place(request, pk):
    book = get_object_or_404(Book, pk=pk)
    form = OrderForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("An e-mail address is needed.")
    order = form.save(commit=False)
    order.book = book
    order.save()
    return redirect(book)
