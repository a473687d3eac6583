FEATURES = ("search", "export")
