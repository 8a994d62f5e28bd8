"""Statistics (model.md, section 7), integrated anew from the pictures of the fleet after each event."""
from decimal import ROUND_HALF_EVEN, Context, Decimal

NINE_DIGITS = Context(prec=9, rounding=ROUND_HALF_EVEN)


def ratio(numerator, denominator):
    """Nine significant digits; a denominator of 0 gives null."""
    return None if denominator == 0 else float(NINE_DIGITS.divide(Decimal(numerator), Decimal(denominator)))


def stretches(world, group):
    """What held, and from when to when: [(begin, end, picture)]. What holds for 0 ms is not among them."""
    pictures = [(t, p[group.id]) for t, p in world.pictures]
    ends = [min(t, world.end) for t, _ in pictures[1:]] + [world.end]  # nothing is looked at past the window
    return [(begin, end, view) for (begin, view), end in zip(pictures, ends) if end > begin]


def integral(parts, value):
    return sum((end - begin) * value(view) for begin, end, view in parts)


def step_function(world, parts, value):
    values = [value(view) for _, _, view in parts]
    return {"min": min(values, default=None), "max": max(values, default=None),
            "mean": ratio(integral(parts, value), world.end)}


def count(view, condition):
    return sum(1 for i in view.instances if condition(i))


IS = {"in_service": lambda i: i.exists and i.state == "IN_SERVICE",
      "serving": lambda i: i.serving, "serving_badly": lambda i: i.badly}


def in_zone(zone, condition):
    return lambda view: count(view, lambda i: i.zone == zone and condition(i))


def images_in_service(view):
    return {i.image for i in view.instances if IS["in_service"](i)}


def blasted(instance):
    """ "the group's instances (not surge) that are IN_SERVICE or STANDBY and not serving\""""
    return (instance.exists and not instance.surge and instance.state in ("IN_SERVICE", "STANDBY")
            and not instance.serving)


def below(threshold):
    """Percentages are of desired(t)."""
    text = str(threshold)
    if text.endswith("%"):
        return lambda v: v.serving * 100 < Decimal(text[:-1]) * v.desired
    return lambda v: v.serving < Decimal(text)


def of_group(world, group):
    parts = stretches(world, group)
    start = trouble_start(world, group)
    values = {
        "availability": ratio(integral(parts, lambda v: min(v.serving, v.desired)),
                              integral(parts, lambda v: v.desired)),
        "lost_capacity_ms": integral(parts, lambda v: max(0, v.desired - v.serving)),
        "bad_exposure_ms": integral(parts, lambda v: v.serving_badly),
        "surge_cost_ms": integral(parts, lambda v: count(v, lambda i: i.surge and i.exists)),
        "mixed_version_ms": integral(parts, lambda v: len(images_in_service(v)) >= 2),
        "below_ms": {str(t): integral(parts, below(t)) for t in world.spec.slo},
        "blast_radius": max((count(v, blasted) for _, _, v in parts), default=None),
        "time_to_detect_ms": time_to_detect(world, group, start),
        "time_to_recover_ms": time_to_recover(world, group, parts, start),
        "desired": step_function(world, parts, lambda v: v.desired),
        "zones": {z: {name: step_function(world, parts, in_zone(z, IS[name])) for name in IS} for z in group.zones},
        "downtime_ms": quantiles([downtime(world, i) for i in group.instances])}
    for name, condition in IS.items():
        values[name] = step_function(world, parts, lambda v, c=condition: count(v, c))
    return values


def trouble_start(world, group):
    """The first failed step or first serving badly: its place in the log; also if it held for 0 ms."""
    return next((n for n, (_, g, what) in enumerate(world.log) if g is group and what == "trouble"), None)


def time_to_detect(world, group, start):
    """→ the next pause, cancel or rollback."""
    if start is None:
        return None
    begin = world.log[start][0]
    return next((t - begin for t, g, what in world.log[start:] if g is group and what == "reaction"), None)


def time_to_recover(world, group, parts, start):
    """→ the beginning of the last stretch, lasting to the end, with serving ≥ desired and nobody serving badly. What
    holds for 0 ms counts at the window's end only. Section 8: 0 if that stretch began before the trouble."""
    if start is None or not good(world.pictures[-1][1][group.id]):
        return None
    begin = world.end
    for part_begin, _, view in reversed(parts):
        if not good(view):
            break
        begin = part_begin
    return max(0, begin - world.log[start][0])


def good(view):
    return view.serving >= view.desired and view.serving_badly == 0


def downtime(world, instance):
    """ "time in the window in which it exists, is past CREATING, and is not serving\""""
    total = 0
    for begin, end, view in stretches(world, instance.group):
        it = next((i for i in view.instances if i.id == instance.id), None)
        if it and it.exists and it.state != "CREATING" and not it.serving:
            total += end - begin
    return total


def quantiles(values):
    """Nearest rank."""
    ordered = sorted(values)

    def rank(percent):
        return ordered[-(-percent * len(ordered) // 100) - 1] if ordered else None
    return {"p50": rank(50), "p90": rank(90), "p99": rank(99), "max": rank(100)}


# --- of an activity -----------------------------------------------------------------------------------------------
def of_activity(world, activity):
    """Section 8: duration: from CreatedTime to EndTime, or the window's end. Retries: row attempts beyond the first."""
    end = world.end if activity.end is None else activity.end
    statuses = [r.status for r in activity.rows]
    return {"duration_ms": end - activity.created, "time_in_status_ms": time_in_status(world, activity),
            "rows": {s: statuses.count(s) for s in dict.fromkeys(statuses)},
            "retries": sum(max(0, r.attempt - 1) for r in activity.rows)}


def time_in_status(world, activity):
    """The last status lasts to the window's end."""
    total = {}
    ends = [t for t, _ in activity.passed[1:]] + [world.end]
    for (begin, status), end in zip(activity.passed, ends):
        total[status] = total.get(status, 0) + end - begin
    return total
