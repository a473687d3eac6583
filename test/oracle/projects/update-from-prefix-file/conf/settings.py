from conf.loader import update_settings_from_environment, update_settings_from_module

ALLOWED_HOSTS = []
SESSION_COOKIE_AGE = 1
SECRET_KEY = "qS5-rT9_uW3.vX7!yA1@zB4#cE8$dF2%gH6^iJ0&kL5*mN9(oP3)"
DEBUG = False
LOADED = [update_settings_from_module(__name__, name) for name in ("conf.extra", "conf.not_there")]
update_settings_from_environment(__name__, "DJANGO_SET_")
