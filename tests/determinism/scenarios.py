"""Which scenarios are run, and what they cover between them."""
import re
from pathlib import Path

import yaml

SOURCE = Path(__file__).resolve().parents[2]
OWN = "tests/determinism/scenarios"
STUDY = "tests/determinism/studies/chance.yaml"
FOLDERS = [OWN, "scenarios"]


def find():
    """Paths relative to the sources, sorted: all but studies and files that are only extended."""
    found = [p for folder in FOLDERS for p in (SOURCE / folder).rglob("*.yaml")]
    return sorted(str(p.relative_to(SOURCE)) for p in found if is_scenario(p))


def is_scenario(path):
    if path.name.endswith(".base.yaml") or "studies" in path.parts:
        return False
    return not re.search(r"^refreshsim_study:", path.read_text(encoding="utf-8"), re.MULTILINE)


# --- coverage -----------------------------------------------------------------------------------
LAWS = {"constant", "uniform", "exponential", "lognormal", "empirical"}
OUTCOMES = {"fail", "hang", "delay", "takes", "fail_after", "unhealthy", "unhealthy_after"}
TIMED_FAULTS = {"remove", "outage", "unhealthy", "group_status"}
STATUSES = {"INIT", "RUNNING", "SUCCESSFUL", "FAILED_PAUSE", "AUTO_PAUSE", "MANUAL_PAUSE", "CANCELLED", "FAILED"}
NEEDED = {f"law {each}" for each in LAWS} | {f"outcome {each}" for each in OUTCOMES} \
    | {f"fault {each}" for each in TIMED_FAULTS} | {f"activity status {each}" for each in STATUSES} \
    | {"several groups", "automatic rollback", "surge instance", "replacement", "health check", "probability"}


def missing(paths, results):
    """What none of them shows, sorted. `results`: one parsed result a path."""
    seen = set()
    for path in paths:
        seen |= written(yaml.safe_load((SOURCE / path).read_text(encoding="utf-8")))
        if path in results:
            seen |= happened(results[path])
    return sorted(NEEDED - seen)


def written(scenario):
    """What a file says. A file that extends another says less than it means: never mind."""
    seen = set()
    for value in (scenario.get("timing") or {}).values():
        seen.add("law " + next((law for law in LAWS if isinstance(value, dict) and law in value), "constant"))
    for fault in scenario.get("faults") or []:
        outcome = fault.get("outcome")
        for name in outcome if isinstance(outcome, dict) else [outcome] if outcome else []:
            seen.add(f"outcome {name}")
        seen |= {f"fault {name}" for name in TIMED_FAULTS & set(fault)}
        if 0 < fault.get("probability", 1) < 1:
            seen.add("probability")
    return seen


def happened(result):
    seen = set()
    if len(result["groups"]) > 1:
        seen.add("several groups")
    for activity in result["activities"]:
        seen |= {f"activity status {status}" for status in activity["statistics"]["time_in_status_ms"]}
        if (activity["as"] or "").endswith(".rollback"):
            seen.add("automatic rollback")
        if activity["RefreshMode"] == "ROLLING_UPDATE_REPLACE":
            seen.add("replacement")
        if activity["RefreshSettings"].get("CheckInstanceTargetHealth"):
            seen.add("health check")
    if any(each["surge"] for each in result["instances"]):
        seen.add("surge instance")
    return seen
