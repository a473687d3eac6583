DJANGO_APPS = ["django.contrib.contenttypes", "django.contrib.sessions"]
LOCAL_APPS = ["courses", "people"]
INSTALLED_APPS = [*DJANGO_APPS]
SECRET_KEY = "qA8-wS3_eD7.rF2!tG6@yH1#uJ5$iK9%oL3^pZ7&xC2*vB6(nM1)"
