DEV = "dev"
PROD = "prod"
