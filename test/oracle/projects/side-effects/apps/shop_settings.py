SHOP_CURRENCY = "CHF"
SHOP_APPS = ["django.contrib.sites"]
