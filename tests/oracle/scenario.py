"""A scenario file as plain objects (interface.md, section 1). The file is assumed to be valid."""
import os
import re
from datetime import datetime, timezone
from types import SimpleNamespace

import yaml12

UNITS = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
DEFAULT_TIMING = {"drain": "10s", "reinstall": "3m", "boot": "30s", "health_check": "10s", "launch": "1m",
                  "terminate": "20s"}
KINDS = ("uniform", "empirical", "exponential", "lognormal")


def duration(text):
    """`1h30m` in milliseconds."""
    return sum(int(n) * UNITS[unit] for n, unit in re.findall(r"(\d+)(ms|s|m|h|d)", str(text)))


def optional_duration(value):
    return None if value is None else duration(value)


def distribution(value):
    """A constant, or one of the four kinds, perhaps with min and max beside it."""
    if not isinstance(value, dict):
        return ("constant", duration(value), None, None)
    kind = next(k for k in KINDS if k in value)
    given = value[kind]
    if isinstance(given, list):
        parameters = [duration(v) for v in given]
    else:
        parameters = {name: duration(v) for name, v in given.items()}
    return (kind, parameters, optional_duration(value.get("min")), optional_duration(value.get("max")))


def instant(text):
    return datetime.strptime(str(text), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)


def load(path):
    with open(path, encoding="utf-8") as file:
        return parse(yaml12.load(file.read()), os.path.basename(path))


def parse(doc, file_name):
    timing = {**DEFAULT_TIMING, **(doc.get("timing") or {})}
    return SimpleNamespace(
        name=doc.get("name", file_name), seed=doc.get("seed", 1),
        start=instant(doc.get("start", "2025-01-01T00:00:00Z")), horizon=optional_duration(doc.get("horizon")),
        configurations={i: dict(c or {}) for i, c in doc["launch_configurations"].items()},
        images=doc.get("images") or {}, groups=parse_groups(doc), authorized=doc.get("authorized", True),
        timing={step: distribution(v) for step, v in timing.items()},
        step_timeout={step: duration(v) for step, v in (doc.get("step_timeout") or {}).items()},
        slo=(doc.get("slo") or {}).get("serving_at_least", []),
        faults=[parse_fault(f) for f in doc.get("faults") or []],
        calls=[parse_call(c) for c in doc.get("calls") or []], expect=doc.get("expect") or [])


def parse_groups(doc):
    taken = listed_ids(doc)
    groups = []
    for group_id, entry in doc["scaling_groups"].items():
        groups.append(parse_group(group_id, entry, taken))
    return groups


def listed_ids(doc):
    return {i["id"] for g in doc["scaling_groups"].values() if isinstance(g["instances"], list)
            for i in g["instances"]}


def next_id(prefix, taken):
    """Section 8: "Ids are numbered across all groups in the file's order, new ones next free, none used again.\""""
    number = 1
    while f"{prefix}-{number:08d}" in taken:
        number += 1
    taken.add(f"{prefix}-{number:08d}")
    return f"{prefix}-{number:08d}"


def parse_group(group_id, entry, taken):
    instances = entry["instances"]
    if not isinstance(instances, list):
        instances = [{"id": next_id("ins", taken)} for _ in range(instances)]
    desired = entry.get("desired", len(instances))
    return SimpleNamespace(
        id=group_id, configuration=entry["launch_configuration"], instances=instances, desired=desired,
        min=entry.get("min", 0), max=entry.get("max", 2 * desired), zones=zones_of(entry, instances),
        load_balancer=entry.get("load_balancer", "application"), status=entry.get("status", "NORMAL"),
        windows=[(duration(w["from"]), optional_duration(w.get("to"))) for w in entry.get("in_activity") or []])


def zones_of(entry, instances):
    """`zones` default: those of listed instances as they first appear, else zone-1."""
    zones = entry.get("zones") or list(dict.fromkeys(i["zone"] for i in instances if "zone" in i))
    return zones or ["zone-1"]


def parse_fault(entry):
    if "match" in entry:
        outcome = entry["outcome"]
        kind, value = next(iter(outcome.items())) if isinstance(outcome, dict) else (outcome, None)
        return SimpleNamespace(at=None, match=entry["match"], kind=kind, value=optional_duration(value),
                               probability=entry.get("probability", 1), message=entry.get("message"))
    at, length = duration(entry["at"]), optional_duration(entry.get("for"))
    kind = next(k for k in ("remove", "outage", "unhealthy", "group_status") if k in entry)
    target = entry[kind]
    if kind == "outage":
        target, length = entry[kind]["zone"], optional_duration(entry[kind].get("for"))
    return SimpleNamespace(at=at, match=None, kind=kind, target=target, length=length)


def parse_call(entry):
    times = entry.get("times", 1)
    return SimpleNamespace(
        at=optional_duration(entry.get("at")), when=entry.get("when"), after=distribution(entry.get("after", "0s")),
        times=float("inf") if times == "always" else times, name=entry.get("as"), id=entry.get("id"),
        action=entry["action"], request=entry.get("request") or {}, expect=entry.get("expect"))
