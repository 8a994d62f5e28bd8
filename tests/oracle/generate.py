#!/usr/bin/python3
"""generate.py SEED: writes a random valid scenario to standard output.

A draft is run by the oracle; calls are then put on, just before and just after what happens in it, and once more.
"""
import json
import random
import sys

import yaml

import answers
import random_things as things
import scenario
import simulate
import yaml12
from random_calls import BATCH_STATUSES, INSTANCE_ACTIONS, STATUSES, Caller
from random_things import chance, round_time, text

SCALARS = ["availability", "lost_capacity_ms", "bad_exposure_ms", "surge_cost_ms", "mixed_version_ms", "blast_radius",
           "time_to_detect_ms", "time_to_recover_ms"]
ON_PAUSE = ["ResumeInstanceRefresh"] * 4 + ["RollbackInstanceRefresh"] * 3 + ["CancelInstanceRefresh"] * 2
ANYTIME = (["StopInstanceRefresh"] * 7 + ["ResumeInstanceRefresh"] * 4 + ["CancelInstanceRefresh"] * 3
           + ["RollbackInstanceRefresh"] * 5 + ["StartInstanceRefresh"] * 4 + ["DescribeRefreshActivities"] * 4
           + ["ModifyLaunchConfigurationAttributes"] * 2 + INSTANCE_ACTIONS * 2)


# libyaml's emitter where PyYAML has it: what is written is read by both opinions, so who writes it doesn't matter.
class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):
    def ignore_aliases(self, data):
        return True


def write(doc):
    return yaml.dump(doc, Dumper=Dumper, sort_keys=False, default_flow_style=None, width=150)


def run(doc):
    """A draft's life; what it would be once written and read, without the cost of either."""
    spec = scenario.parse(json.loads(json.dumps(doc)), "draft")
    return simulate.run(spec, spec.seed, 0)


def make(seed):
    rng = random.Random(seed)
    doc, caller = draft(rng, seed)
    for _ in range(3):  # a life without a refresh says little
        if run(doc).activities or chance(rng, 0.1):
            break
        doc, caller = draft(rng, seed)
    for _ in range(rng.choice([0, 1, 2, 2, 3])):
        add_timed_calls(rng, doc, caller)
    add_expectations(rng, doc, caller)
    return doc


# --- the draft ----------------------------------------------------------------------------------------------------
def draft(rng, seed):
    groups = things.groups(rng)
    ids = things.instance_ids(groups)
    caller = Caller(rng, groups, ids)
    calls = [call for group_id in groups for call in first_calls(rng, caller, group_id)]
    doc = {"refreshsim": 1, "name": f"generated-{seed}", "seed": rng.choice([seed, seed + 2 ** 40]),
           "start": "2025-06-30T23:59:58Z", "launch_configurations": configurations(rng, groups),
           "images": {"img-gone": {"exists": False}, "img-odd": {"conflicts": True}}, "scaling_groups": groups,
           "timing": things.timing(rng), "slo": {"serving_at_least": rng.choice([["90%", 2], ["100%"], [1, "50%"]])},
           "faults": things.faults(rng, things.Places(groups, ids), list(caller.home)), "calls": calls}
    if chance(rng, 0.25):
        doc["step_timeout"] = things.step_timeout(rng)
    if chance(rng, 0.02):
        doc["authorized"] = False
    add_horizon(rng, doc)
    return doc, caller


def configurations(rng, groups):
    return {f"asc-{k}": {"ImageId": "img-v1", "UserData": "v1"} for k in range(1, len(groups) + 1)}


def add_horizon(rng, doc):
    """Needed where a trigger fires again and again."""
    if any(c.get("times") == "always" for c in doc["calls"]):
        doc["horizon"] = text(round_time(rng, 300_000, 1_200_000))
    elif chance(rng, 0.15):
        doc["horizon"] = text(round_time(rng, 0, 600_000))


def first_calls(rng, caller, group_id):
    """A new image, a refresh, and operators that react to what becomes of it."""
    calls = []
    if chance(rng, 0.85):
        change = caller.call("ModifyLaunchConfigurationAttributes", group_id)
        if chance(rng, 0.9):
            change["request"] = {"LaunchConfigurationId": caller.groups[group_id]["launch_configuration"],
                                 "ImageId": "img-v2"}
        calls.append({"at": text(rng.choice([0, 0, 5000])), **change})
    refresh = caller.call("StartInstanceRefresh", group_id, right=chance(rng, 0.95))
    if "as" not in refresh:
        refresh["as"] = caller.new_name(group_id, "r")
    calls.append({"at": text(rng.choice([0, 5000, 10_000])), **refresh})
    return calls + operators(rng, caller, group_id, refresh["as"])


def operators(rng, caller, group_id, name):
    """`when` something, do something about it."""
    made = []
    for status in ("FAILED_PAUSE", "AUTO_PAUSE", "MANUAL_PAUSE", "SUCCESSFUL"):
        if chance(rng, 0.85 if status == "FAILED_PAUSE" else 0.55):
            action = rng.choice(ON_PAUSE) if status != "SUCCESSFUL" else rng.choice(
                ["RollbackInstanceRefresh", "StartInstanceRefresh"])
            made.append(reaction(rng, caller, group_id, {"activity": name, "status": status}, action, name))
    if chance(rng, 0.3):
        when = {"activity": name, "batch": rng.choice([1, 1, 2]), "status": "RUNNING"}
        made.append(reaction(rng, caller, group_id, when, "StopInstanceRefresh", name))
    for call in [c for c in made if c["action"] == "RollbackInstanceRefresh" and "as" in c]:
        made.append(reaction(rng, caller, group_id, {"activity": call["as"], "status": rng.choice(STATUSES)},
                             rng.choice(ON_PAUSE + ["StopInstanceRefresh"] * 3), call["as"]))
    if name + ".rollback" in caller.home and chance(rng, 0.3):
        its = name + ".rollback"
        made.append(reaction(rng, caller, group_id, {"activity": its, "status": rng.choice(STATUSES)},
                             rng.choice(ON_PAUSE + ["StopInstanceRefresh"] * 3), its))
    if chance(rng, 0.3):
        made.append(reaction(rng, caller, group_id, caller.when(group_id), rng.choice(ANYTIME), name))
    return made


def reaction(rng, caller, group_id, when, action, name):
    call = {"when": when, "after": caller.after(), **caller.call(action, group_id, name and "$" + name)}
    if chance(rng, 0.3):
        call["times"] = rng.choice([2, 3, 4])
    elif chance(rng, 0.07):
        call["times"], call["after"] = "always", text(round_time(rng, 10_000, 60_000))
    return call


# --- calls where things happen ------------------------------------------------------------------------------------
def add_timed_calls(rng, doc, caller):
    world = run(doc)
    moments = sorted({t for t, _, _, _, _ in world.entered} | {0})
    begin = min((a.created for a in world.activities), default=0)
    new = []
    for _ in range(rng.choice([1, 2, 3, 5])):
        at = max(0, rng.choice(moments) + rng.choice([0, 0, 0, 1, -1, 5000, -5000]))
        at = max(at, begin) if chance(rng, 0.9) else at
        group_id = rng.choice(list(caller.groups))
        caller.look_at(world, at)
        new.append({"at": text(at), **caller.call(rng.choice(ANYTIME), group_id)})
        new += extra(rng, caller, group_id, at, new[-1])
    doc["calls"] += new
    if any(call.get("times") == "always" for call in new) and "horizon" not in doc:
        add_horizon(rng, doc)
    if chance(rng, 0.3):
        rng.shuffle(doc["calls"])


def extra(rng, caller, group_id, at, call):
    """What often comes along: the same instant, a flood, an operator for a new activity."""
    if chance(rng, 0.15):
        return [{"at": text(at), **caller.call(rng.choice(ANYTIME), group_id)}]
    if chance(rng, 0.015):
        return [{k: v for k, v in call.items() if k not in ("as", "id")}] * rng.choice([19, 20, 22])
    if "as" in call and chance(rng, 0.4):
        return operators(rng, caller, group_id, call["as"])
    if call["action"] == "StopInstanceRefresh" and chance(rng, 0.6):
        later = at + rng.choice([0, 0, 1, 5000, 10_000, 60_000])
        its = call["request"].get("RefreshActivityId")
        return [{"at": text(later), **caller.call(rng.choice(ON_PAUSE), group_id, its)}]
    return []


# --- expectations -------------------------------------------------------------------------------------------------
def add_expectations(rng, doc, caller):
    add_horizon(rng, doc) if "horizon" not in doc else None
    result = answers.result(run(doc))
    doc["expect"] = [one_expectation(rng, doc, caller, result) for _ in range(rng.randint(0, 5))]
    for call, answer in zip(doc["calls"], result["calls"]):
        if chance(rng, 0.1):
            call["expect"] = answer["response"]["Response"].get("Error", {}).get("Code", "ok")


def one_expectation(rng, doc, caller, result):
    named = [a for a in result["activities"] if a["as"]]
    kind = rng.choice(["statistic", "always", "instance"] + ["activity", "batch", "row"] * (2 if named else 0))
    if kind in ("statistic", "always"):
        return number_expected(rng, kind, result)
    if kind == "instance":
        return instance_expected(rng, caller, result)
    activity = rng.choice(named)
    entry = {"activity": activity["as"], **status_expected(rng, kind, activity)}
    if chance(rng, 0.4):
        entry["before"] = text(max(0, rng.choice([activity["EndTime_ms"] or result["end_ms"], result["end_ms"]])
                                   + rng.choice([0, 1, -1, 60_000])))
    return entry


def status_expected(rng, kind, activity):
    if kind == "activity":
        return {"Status": rng.choice([activity["Status"], rng.choice(STATUSES)])}
    batch = rng.choice(activity["RefreshBatchSet"])
    if kind == "batch":
        return {"batch": batch["RefreshBatchNum"],
                "RefreshBatchStatus": rng.choice([batch["RefreshBatchStatus"], rng.choice(BATCH_STATUSES)])}
    row = rng.choice(batch["RefreshBatchRelatedInstanceSet"])
    return {"instance": row["InstanceId"],
            "InstanceStatus": rng.choice([row["InstanceStatus"], "SUCCESSFUL", "FAILED"])}


def instance_expected(rng, caller, result):
    listed = {i for some in caller.ids.values() for i in some}
    instance = rng.choice([i for i in result["instances"] if i["InstanceId"] in listed])
    its = {"LifeCycleState": rng.choice([instance["LifeCycleState"], "IN_SERVICE", "STANDBY"]),
           "ImageId": rng.choice([instance["ImageId"], "img-v2"]), "healthy": rng.choice([instance["healthy"], True])}
    entry = {"instance": instance["InstanceId"]}
    entry.update({k: its[k] for k in rng.sample(list(its), rng.randint(1, 3))})
    if chance(rng, 0.3):
        entry["before"] = text(max(1, result["end_ms"] // 2))
    return entry


def number_expected(rng, kind, result):
    group_id = rng.choice(list(result["groups"]))
    values = result["groups"][group_id]
    limit = rng.choice(["at_least", "at_most"])
    if kind == "always":
        name = rng.choice(["desired", "in_service", "serving", "serving_badly"])
        return {"group": group_id, "always": name, limit: (values[name]["min"] or 0) + rng.choice([0, 0, 1])}
    name = rng.choice(SCALARS)
    value = values[name] or 0
    return {"group": group_id, "statistic": name, limit: value if isinstance(value, int) else round(value, 2) + 0.005}


def main():
    sys.stdout.write(write(make(int(sys.argv[1]))))


if __name__ == "__main__":
    main()
