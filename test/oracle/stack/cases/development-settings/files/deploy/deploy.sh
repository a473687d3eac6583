#!/bin/sh
# On the machine, in /srv/shop, after git pull.
set -e
set -a
. /etc/shop/env
set +a

venv/bin/pip install -r requirements.txt
venv/bin/python manage.py collectstatic --noinput
systemctl restart shop
