"""Expectations (interface.md, section 1), judged at the end of the run."""
import scenario


def all_expectations(world, groups):
    """The file's entries in order, then the calls that have `expect`."""
    judged = [judged_entry(world, e, groups) for e in world.spec.expect]
    calls = [(place, c) for place, c in enumerate(world.spec.calls) if c.expect is not None]
    return judged + [judged_call(world, place, c) for place, c in calls]


def judged_call(world, place, call):
    """ "a call that answers otherwise is a failed expectation"; "A call with `expect` that is never made fails it.\""""
    got = [a["response"]["Response"].get("Error", {}).get("Code", "ok") for a in world.answers if a["place"] == place]
    return {"text": f"calls[{place}] expects {call.expect}", "got": got,
            "ok": bool(got) and all(g == call.expect for g in got)}


def judged_entry(world, entry, groups):
    if "group" in entry:
        ok, got = judged_number(entry, groups[entry["group"]])
    else:
        ok, got = judged_state(world, entry)
    return {"text": str(entry), "ok": ok, "got": got}


# --- numbers ------------------------------------------------------------------------------------------------------
def judged_number(entry, values):
    """A statistic that is null fulfils nothing; `always`: the statistic's min or max."""
    checks = []
    for key, holds in (("at_least", lambda v, limit: v >= limit), ("at_most", lambda v, limit: v <= limit)):
        if key in entry:
            value = values[entry["always"]]["min" if key == "at_least" else "max"] if "always" in entry \
                else values[entry["statistic"]]
            checks.append((value is not None and holds(value, entry[key]), value))
    return all(ok for ok, _ in checks), [value for _, value in checks]


# --- states -------------------------------------------------------------------------------------------------------
def judged_state(world, entry):
    limit = scenario.duration(entry["before"]) if "before" in entry else None
    if "activity" in entry:
        return judged_status(world, entry, limit)
    return judged_instance(world, entry, limit)


def judged_status(world, entry, limit):
    """ "with `times`, a name means its latest activity\""""
    activity = world.names.get(entry["activity"])
    if activity is None:
        return False, None
    kind, key, wanted = what_of(entry)
    passed = [(t, status) for t, k, a, its_key, status in world.entered
              if k == kind and a is activity and its_key == key]
    if limit is None:
        got = passed[-1][1] if passed else None
        return got == wanted, got
    return any(t < limit and status == wanted for t, status in passed), passed


def what_of(entry):
    if "batch" in entry:
        return "batch", entry["batch"], entry["RefreshBatchStatus"]
    if "instance" in entry:
        return "row", entry["instance"], entry["InstanceStatus"]
    return "activity", None, entry["Status"]


def judged_instance(world, entry, limit):
    """[project] before-at-any-time: all that it names was true together at some time < T."""
    if limit is None:
        return fits(entry, world.pictures[-1][1]), None
    return any(t < limit and fits(entry, p) for t, p in world.pictures), None


def fits(entry, picture):
    found = [i for view in picture.values() for i in view.instances if i.id == entry["instance"] and i.exists]
    if not found:
        return False
    its = {"LifeCycleState": found[0].state, "ImageId": found[0].image, "healthy": found[0].healthy}
    return all(its[key] == entry[key] for key in its if key in entry)
