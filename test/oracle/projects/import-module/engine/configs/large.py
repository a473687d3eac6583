ALLOWED_HOSTS = ["large.example.com", "cdn.example.com"]
SECRET_KEY = "wQ1-eM5_rN9.tB3!yV7@uC2#iX6$oZ8%pL4^aK0&sJ5*dH1(fG7)"
PAGE = 100
SECURE_HSTS_SECONDS = 600
