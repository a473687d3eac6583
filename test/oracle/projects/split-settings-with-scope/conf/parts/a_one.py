COLLECTED.append("one")
TEMPORARY = 1
DEBUG = STAGE == "dev"
