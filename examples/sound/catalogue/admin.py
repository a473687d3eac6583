from django.contrib import admin

from .models import Book


@admin.register(Book)
class BookAdmin(admin.ModelAdmin):
    list_display = ["title", "author", "price", "in_stock"]
    prepopulated_fields = {"slug": ["title"]}
    search_fields = ["title", "author"]
