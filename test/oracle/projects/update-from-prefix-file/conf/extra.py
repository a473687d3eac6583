EMAIL_HOST = "mail.example.com"
_ignored = 1
