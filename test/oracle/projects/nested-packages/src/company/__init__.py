NAME = "Company"
