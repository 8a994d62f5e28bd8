"""What must hold in every result of the oracle, whatever the scenario; and what a result covers."""
from collections import Counter

from world import ENDED, IN_FLIGHT


def broken(world, result):
    """The names of the invariants that do not hold."""
    checks = {"one activity at a time": one_at_a_time(world), "serving is in service": serving_in_service(world),
              "ended activities rest": all(rests(a) for a in world.activities),
              "times are ordered": all(ordered(a) for a in world.activities),
              "batches are even": all(even(a) for a in world.activities),
              "disabled while not ended": disabled(world, result), "steps are of living ones": living(world),
              "starts are numbered": numbered(world), "durations add up": durations(world, result)}
    return [name for name, ok in checks.items() if not ok]


def one_at_a_time(world):
    for group in world.groups:
        spans = [(a.created, world.end if a.end is None else a.end) for a in group.activities]
        if any(later[0] < earlier[1] for earlier, later in zip(spans, spans[1:])):
            return False
    return True


def serving_in_service(world):
    return all(view.serving + view.serving_badly <= view.in_service for _, p in world.pictures for view in p.values())


def rests(activity):
    """An ended activity has no WAITING row or batch; a SUCCESSFUL one has nothing in flight."""
    statuses = [r.status for r in activity.rows] + [b.status for b in activity.batches]
    if not activity.ended:
        return activity.end is None
    if activity.status == "SUCCESSFUL" and any(s in IN_FLIGHT for s in statuses):
        return False
    return "WAITING" not in statuses and activity.end is not None


def ordered(activity):
    times = [activity.created] + [t for t in (activity.start, activity.end) if t is not None]
    batches = all(b.start is None or b.end is None or b.start <= b.end for b in activity.batches)
    return times == sorted(times) and batches


def even(activity):
    sizes = [len(b.rows) for b in activity.batches]
    return sizes == sorted(sizes, reverse=True) and sizes[0] - sizes[-1] <= 1 and min(sizes) > 0


def disabled(world, result):
    return all((result["groups"][g.id]["EnabledStatus"] == "DISABLED")
               == any(a.status not in ENDED for a in g.activities) for g in world.groups)


def living(world):
    return all(i.exists or i.step is None for i in world.instances())


def numbered(world):
    return all((r.last_activity is None) == (r.attempt == 0) for a in world.activities for r in a.rows)


def durations(world, result):
    return all(sum(a["statistics"]["time_in_status_ms"].values()) == world.end - a["CreatedTime_ms"]
               for a in result["activities"])


# --- coverage -----------------------------------------------------------------------------------------------------
def coverage(world, result):
    seen = Counter()
    for _, kind, _, _, status in world.entered:
        seen[f"{kind} {status}"] += 1
    for call in result["calls"]:
        code = call["response"]["Response"].get("Error", {}).get("Code", "ok")
        seen[f"call {call['action']} {code}"] += 1
    for fault in world.spec.faults:
        seen[f"fault {'timed ' if fault.at is not None else ''}{fault.kind}"] += 1
    for instance in world.instances():
        seen[f"instance {'surge ' if instance.surge else ''}{instance.state}{'' if instance.exists else ' gone'}"] += 1
    for activity in world.activities:
        seen[f"made {activity.type} {activity.mode} {activity.rolling['FailProcess']} {activity.status}"] += 1
        seen[f"retried rows {activity.mode}"] += sum(r.attempt > 1 for r in activity.rows)
        seen[f"scaling {activity.scaling} {activity.status}"] += 1
    for expectation in result["expectations"]:
        seen[f"expectation {expectation['ok']}"] += 1
    return seen
