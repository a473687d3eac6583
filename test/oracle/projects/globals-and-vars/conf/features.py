ALPHA = {"on": True}
BETA = {"on": False}
GAMMA = 3
_PRIVATE = 4
