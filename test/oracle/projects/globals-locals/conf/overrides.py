SECURE_SSL_REDIRECT = True
SESSION_COOKIE_SECURE = True
lower_case = "ignored"
_HIDDEN = "ignored"
