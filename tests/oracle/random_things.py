"""Random groups, timings and faults for generate.py."""

ZONES = ["zone-a", "zone-b", "zone-c"]
NEW_IMAGES = ["img-v2", "img-v2", "img-v2", "img-v3", "img-gone", "img-odd"]
GROUP_STATUSES = ["NORMAL", "CVM_ABNORMAL", "LB_ABNORMAL", "LB_LISTENER_ABNORMAL", "LB_LOCATION_ABNORMAL",
                  "VPC_ABNORMAL", "SUBNET_ABNORMAL", "INSUFFICIENT_BALANCE"]
STEPS = ["drain", "reinstall", "boot", "health_check", "launch", "terminate"]


def text(ms):
    """A duration as the file writes it."""
    for unit, size in (("h", 3_600_000), ("m", 60_000), ("s", 1000)):
        if ms and ms % size == 0:
            return f"{ms // size}{unit}"
    if ms > 60_000 and ms % 1000 == 0:
        return f"{ms // 60_000}m{ms % 60_000 // 1000}s"
    return f"{ms}ms" if ms else "0s"


def round_time(rng, low, high, step=5000):
    """A multiple of 5 s, so that things coincide."""
    return rng.randrange(low // step, high // step + 1) * step


def chance(rng, probability):
    return rng.random() < probability


# --- timing -------------------------------------------------------------------------------------------------------
def timing(rng):
    style = rng.choice(["round", "round", "round", "equal", "random", "mixed"])
    common = text(round_time(rng, 5000, 20_000))
    return {step: one_timing(rng, style, common) for step in STEPS if style != "mixed" or chance(rng, 0.7)}


def one_timing(rng, style, common):
    if style == "equal":
        return common
    if style == "round" or (style == "mixed" and chance(rng, 0.5)):
        return text(rng.choice([0, 5000, 5000, 10_000, 10_000, 15_000, 20_000, 30_000]))
    return any_distribution(rng, 1000, 60_000)


def any_distribution(rng, low, high):
    kind = rng.choice(["constant", "uniform", "empirical", "exponential", "lognormal"])
    middle = rng.randrange(low, high)
    if kind == "constant":
        return text(middle)
    if kind == "uniform":
        value = {"uniform": {"min": text(middle), "max": text(middle + rng.choice([0, 5000, rng.randrange(high)]))}}
    elif kind == "empirical":
        value = {"empirical": [text(rng.randrange(low, high)) for _ in range(rng.randint(1, 5))]}
    elif kind == "exponential":
        value = {"exponential": {"mean": text(middle)}}
    else:
        value = {"lognormal": {"median": text(middle), "p95": text(middle * rng.randint(2, 5) + 1)}}
    if chance(rng, 0.3):
        value["max"] = text(middle * 2)
    if chance(rng, 0.3):
        value["min"] = text(low)
    return value


def step_timeout(rng):
    steps = [s for s in STEPS if s != "health_check"]
    return {s: text(round_time(rng, 5000, 40_000)) for s in rng.sample(steps, rng.randint(1, 3))}


# --- groups -------------------------------------------------------------------------------------------------------
def groups(rng):
    count = rng.choice([1, 1, 1, 1, 2, 2, 3])
    counter = [0]
    return {f"asg-{k}": one_group(rng, k, count, counter) for k in range(1, count + 1)}


def one_group(rng, number, count, counter):
    size = rng.choice([1, 2, 2, 3, 3, 4, 4, 5, 6, 8, 12]) if count < 3 else rng.randint(1, 4)
    zones = ZONES[:rng.randint(1, 3)]
    group = {"launch_configuration": f"asc-{number if chance(rng, 0.7) else 1}"}
    group["instances"] = size
    if chance(rng, 0.4):
        group["instances"] = [listed_instance(rng, zones, counter) for _ in range(size)]
    else:
        counter[0] += size
    if chance(rng, 0.7):
        group["zones"] = zones
    group["load_balancer"] = rng.choice(["application"] * 5 + ["classic", "none"])
    add_limits(rng, group, size)
    return group


def add_limits(rng, group, size):
    if chance(rng, 0.3):
        group["desired"] = rng.randint(max(1, size - 1), size + 1)
        group["min"] = rng.randint(0, group["desired"])
        group["max"] = group["desired"] + rng.randint(0, 2)
    if chance(rng, 0.02):
        group["status"] = rng.choice(GROUP_STATUSES)
    if chance(rng, 0.12):
        begin = round_time(rng, 0, 120_000)
        group["in_activity"] = [{"from": text(begin), "to": text(begin + round_time(rng, 5000, 60_000))}]


def listed_instance(rng, zones, counter):
    counter[0] += 1
    entry = {"id": f"ins-{counter[0]:08d}"}
    if chance(rng, 0.8):
        entry["zone"] = rng.choice(zones)
    if chance(rng, 0.2):
        entry["ImageId"] = rng.choice(["img-v0", "img-v1", "img-gone"])
    if chance(rng, 0.15):
        entry["LifeCycleState"] = rng.choice(["STANDBY", "STANDBY", "CREATING", "TERMINATING", "TERMINATION_FAILED",
                                              "CREATION_FAILED", "IN_SERVICE"])
    return entry


def instance_ids(groups_):
    """Those that the file defines, by group."""
    ids, number = {}, 0
    for group_id, group in groups_.items():
        size = group["instances"] if isinstance(group["instances"], int) else len(group["instances"])
        ids[group_id] = [f"ins-{number + k + 1:08d}" for k in range(size)]
        number += size
    return ids


NAME_MADE_INSTANCES = True  # faults may name instances that only the run makes (surge, replacements)


class Places:
    """What the file defines: instances, groups, zones."""

    def __init__(self, groups_, ids):
        self.instances = [i for some in ids.values() for i in some]
        total = len(self.instances)
        self.made = [f"ins-{total + k:08d}" for k in (1, 2, 3)]
        self.groups = list(ids)
        self.zones = sorted({z for g in groups_.values() for z in zones_of(g)})


def zones_of(group):
    listed = group["instances"] if isinstance(group["instances"], list) else []
    return group.get("zones") or [i["zone"] for i in listed if "zone" in i] or ["zone-1"]


# --- faults -------------------------------------------------------------------------------------------------------
TYPICAL = [  # what makes a life interesting
    {"match": {"image": "img-v2"}, "outcome": "unhealthy"},
    {"match": {"step": "reinstall"}, "outcome": "fail"},
    {"match": {"step": "reinstall", "attempt": 1}, "outcome": "fail"},
    {"match": {"step": "boot", "attempt": 1}, "outcome": "fail"},
    {"match": {"step": "drain", "attempt": 1}, "outcome": "fail"},
    {"match": {"step": "health_check", "attempt": 1}, "outcome": "hang"},
    {"match": {"step": "launch", "surge": True}, "outcome": "fail"},
    {"match": {"step": "launch", "surge": False, "attempt": 1}, "outcome": "fail"},
    {"match": {"step": "boot", "surge": True, "attempt": 1}, "outcome": "fail"},
    {"match": {"step": "terminate", "surge": True, "attempt": 1}, "outcome": "fail"},
    {"match": {"step": "terminate", "surge": True}, "outcome": "fail"},
    {"match": {"step": "terminate"}, "outcome": "fail"},
    {"match": {"step": "terminate", "surge": False, "attempt": 1}, "outcome": "fail"},
    {"match": {"step": "terminate", "surge": True}, "outcome": {"delay": "1m"}},
    {"match": {"step": "reinstall", "batch": 1}, "outcome": {"delay": "40s"}},
]


def faults(rng, places, names):
    typical = [typical_fault(rng) for _ in range(rng.choice([0, 0, 1, 1, 1, 2]))]
    matched = [match_fault(rng, places, names) for _ in range(rng.choice([0, 0, 1, 1, 2, 3]))]
    timed = [timed_fault(rng, places) for _ in range(rng.choice([0, 0, 1, 1, 2, 3]))]
    both = typical + matched + timed
    rng.shuffle(both)
    return both


def typical_fault(rng):
    fault = rng.choice(TYPICAL)
    return {"match": fault["match"], "probability": rng.choice([0.4, 0.6, 1]), "outcome": fault["outcome"]}


def match_fault(rng, places, names):
    kind = rng.choice(["fail", "fail", "fail", "hang", "delay", "takes", "fail_after", "unhealthy", "unhealthy", "unhealthy_after"])
    match = random_match(rng, places, names)
    if kind in ("fail", "hang", "delay", "takes", "fail_after"):
        match["step"] = rng.choice(STEPS + ["reinstall", "boot"])
    if not match:
        match["image"] = "img-v2"
    fault = {"match": match}
    if chance(rng, 0.4):
        fault["probability"] = rng.choice([0, 0.2, 0.5, 0.5, 0.75, 1])
    fault["outcome"] = kind
    if kind in ("delay", "takes", "fail_after", "unhealthy_after"):
        fault["outcome"] = {kind: text(rng.choice([0, 5000, 10_000, 30_000, 60_000, 7_001]))}
    if kind == "fail" and chance(rng, 0.3):
        fault["message"] = "told to fail"
    return fault


def random_match(rng, places, names):
    every = places.instances
    choices = {"group": rng.choice(places.groups), "instance": rng.choice(every), "zone": rng.choice(places.zones),
               "image": rng.choice(["img-v1", "img-v2", "img-v2"]), "activity": rng.choice(names),
               "batch": rng.choice([1, 1, 1, 2, 3]), "attempt": rng.choice([1, 1, 1, 2]),
               "surge": chance(rng, 0.5)}
    if NAME_MADE_INSTANCES and chance(rng, 0.1):
        choices["instance"] = rng.choice(places.made)
    elif chance(rng, 0.3):
        choices["instance"] = rng.sample(every, min(len(every), rng.randint(1, 3)))
    keys = rng.sample(list(choices), rng.choice([0, 0, 1, 1, 1, 2, 3]))
    return {key: choices[key] for key in keys}


def timed_fault(rng, places):
    every = places.instances
    at, length = text(round_time(rng, 0, 150_000)), text(round_time(rng, 5000, 90_000))
    kind = rng.choice(["remove", "outage", "outage", "unhealthy", "unhealthy", "group_status"])
    if NAME_MADE_INSTANCES and chance(rng, 0.15):
        every = places.made
    if kind == "remove":
        return {"at": at, "remove": rng.choice(every)}
    if kind == "outage":
        outage = {"zone": rng.choice(places.zones)}
        return {"at": at, "outage": {**outage, "for": length} if chance(rng, 0.93) else outage}
    target = rng.choice(every) if kind == "unhealthy" else {rng.choice(places.groups): rng.choice(GROUP_STATUSES)}
    fault = {"at": at, kind: target}
    return {**fault, "for": length} if chance(rng, 0.85) else fault
