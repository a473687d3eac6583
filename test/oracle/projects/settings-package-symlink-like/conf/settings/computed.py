def compute_default_settings(module):
    """Fills in what follows from the settings made so far."""
    fqdn = module.get("FQDN") or "localhost"
    module.setdefault("ALLOWED_HOSTS", [fqdn, "." + fqdn])
    module["DEFAULT_FROM_EMAIL"] = f"noreply@{fqdn}"
    if "SECRET_KEY" not in module:
        module["SECRET_KEY"] = "pR4-qS8_tV2.uW6!xZ0@yA3#bD7$cE1%fG5^hI9&jK4*lM8(nO2)"
    for name in ("STATIC", "MEDIA"):
        module[f"{name}_ROOT"] = f"/var/lib/{module['NAME']}/{name.lower()}"
