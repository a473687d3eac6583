from django.db import models


class Order(models.Model):
    book = models.ForeignKey("catalogue.Book", on_delete=models.PROTECT, related_name="orders")
    email = models.EmailField()
    placed_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"{self.book} for {self.email}"
