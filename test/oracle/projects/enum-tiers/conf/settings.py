import os

from conf.tiers import Level, Tier

TIER = Tier.parse(os.environ.get("TIER", "development"))
DEBUG = not TIER.is_live
TIER_NAME = TIER.value
TIER_KEY = TIER.name
IS_PRODUCTION = TIER is Tier.PRODUCTION
TIERS = [tier.value for tier in Tier]
SECURE_SSL_REDIRECT = {Tier.PRODUCTION: True, Tier.STAGING: True}.get(TIER, False)
LEVEL = Level[os.environ.get("LEVEL", "LOW")].value
if TIER == Tier.DEVELOPMENT:
    ALLOWED_HOSTS = ["*"]
else:
    ALLOWED_HOSTS = [f"{TIER.value}.example.com"]
SECRET_KEY = "pA9-sD4_fG8.hJ3!kL7@zX2#cV6$bN1%mQ5^wE9&rT4*yU8(iO3)"
