import os
from collections import namedtuple
from typing import NamedTuple

Plan = namedtuple("Plan", "name workers memory")


class Limits(NamedTuple):
    requests: int
    burst: int = 5
    label: str = "default"

    @property
    def total(self):
        return self.requests + self.burst


PLANS = {plan.name: plan for plan in (Plan("small", 1, 256), Plan("large", workers=8, memory=2048))}
plan = PLANS[os.environ.get("PLAN", "small")]
name, WORKERS, MEMORY = plan
limits = Limits(WORKERS * 10)
limits = limits._replace(label=name)
SITE_PLAN = plan.name
RATE = f"{limits.requests}/minute"
BURST = limits[1]
TOTAL = limits.total
LABEL = limits.label
AS_DICT = dict(plan._asdict())
LENGTH = len(limits)
FIELDS = list(Plan._fields)
ALLOWED_HOSTS = [f"{p}.example.com" for p in PLANS]
SECRET_KEY = "aS1-dF6_gH2.jK7!lZ3@xC8#vB4$nM9%qW5^eR1&tY6*uI2(oP7)"
DEBUG = WORKERS < 2
