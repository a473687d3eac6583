COLLECTED.append("nested")
INNER = len(COLLECTED)
