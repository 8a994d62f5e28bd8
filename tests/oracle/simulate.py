"""The run: what the file plans, the loop over the smallest pending event, `when`, and a picture after each event."""
from fractions import Fraction
from types import SimpleNamespace

import calls
import draws
import refresh
import steps
from world import CALL, FAULT, World

TOO_MANY = 20_000  # a generated one has some hundred


def run(spec, seed, replica):
    world = World(spec, seed, replica)
    plan(world)
    world.pictures = [(0, picture(world))]
    world.firings = [0] * len(spec.calls)
    for _ in range(TOO_MANY):
        event = world.agenda.smallest()
        if event is None or (spec.horizon is not None and event.time > spec.horizon):
            world.end = world.last_record if spec.horizon is None else spec.horizon
            return world
        happen(world, event)
    raise RuntimeError("the run does not end")


def happen(world, event):
    world.agenda.withdraw(event)
    world.now = event.time
    already = len(world.entered)
    if event.action(world) is not False:
        world.last_record = world.now
    before, after = world.pictures[-1][1], picture(world)
    world.pictures.append((world.now, after))
    for group in world.groups:
        if after[group.id].serving_badly:
            world.log.append((world.now, group, "trouble"))
    look_at_triggers(world, world.entered[already:], before, after)


def picture(world):
    """The whole fleet as it is."""
    return {g.id: group_picture(world, g) for g in world.groups}


def group_picture(world, group):
    instances = [SimpleNamespace(id=i.id, zone=i.zone, state=i.state, image=i.image, healthy=i.healthy, exists=i.exists,
                                 surge=bool(i.surge), serving=world.serving(i), badly=world.serving_badly(i))
                 for i in group.instances]
    return SimpleNamespace(desired=group.desired, instances=instances, serving=sum(i.serving for i in instances),
                           serving_badly=sum(i.badly for i in instances),
                           in_service=sum(i.exists and i.state == "IN_SERVICE" for i in instances))


# --- what the file plans ------------------------------------------------------------------------------------------
def plan(world):
    for group in world.groups:
        for number, (begin, end) in enumerate(world.spec.groups[group.index].windows):
            plan_window(world, group, number, begin, end)
    for place, fault in enumerate(world.spec.faults):
        if fault.at is not None:
            plan_fault(world, place, fault)
    for place, call in enumerate(world.spec.calls):
        if call.at is not None:
            plan_call(world, place, call, call.at, 1)


def plan_window(world, group, number, begin, end):
    """Section 1: "`in_activity` windows begin and end in phase 1, before the faults.\""""
    world.agenda.add(begin, FAULT, (0, group.index, number, 0), lambda w: move_window(w, group, 1))
    if end is not None:
        world.agenda.add(end, FAULT, (0, group.index, number, 1), lambda w: move_window(w, group, -1))


def move_window(world, group, change):
    before = world.in_activity(group)
    group.open_windows += change
    return before != world.in_activity(group)


def plan_fault(world, place, fault):
    begin, end = FAULTS[fault.kind]
    world.agenda.add(fault.at, FAULT, (1, place, 0), lambda w: begin(w, place, fault))
    if end and fault.length is not None:
        world.agenda.add(fault.at + fault.length, FAULT, (1, place, 1), lambda w: end(w, place, fault))


def plan_call(world, place, call, time, firing):
    world.agenda.add(time, CALL, (place, firing), lambda w: calls.make(w, call, place))


# --- timed faults -------------------------------------------------------------------------------------------------
def destroy(world, place, fault):
    instance = world.instance(fault.target)
    if instance and instance.exists:
        refresh.lose_instance(world, instance)


def begin_outage(world, place, fault):
    """ "steps there stand still and go on afterwards, timeouts keep counting\""""
    world.outages[fault.target] = world.outages.get(fault.target, 0) + 1
    for instance in world.instances():
        if instance.zone == fault.target and instance.step:
            steps.stand_still(world, instance.step)


def end_outage(world, place, fault):
    """Section 8: "a zone [is] up when no outage covers it"."""
    world.outages[fault.target] -= 1
    if world.zone_down(fault.target):
        return
    for instance in [i for i in world.instances() if i.zone == fault.target and i.step]:
        steps.go_on(world, instance.step)
        steps.health_changed(world, instance)


def begin_unhealthy(world, place, fault):
    """ "A timed `unhealthy` holds for its window (without one, for good) or until the instance is reinstalled.\""""
    instance = world.instance(fault.target)
    if instance and instance.exists:
        instance.causes.add(place)


def end_unhealthy(world, place, fault):
    instance = world.instance(fault.target)
    if instance:
        instance.causes.discard(place)
        steps.health_changed(world, instance)


def begin_status(world, place, fault):
    """Section 8: "group status: the last begun window still open, else its own"."""
    for group_id, status in fault.target.items():
        world.group(group_id).open_statuses.append((place, status))


def end_status(world, place, fault):
    for group_id in fault.target:
        group = world.group(group_id)
        group.open_statuses = [s for s in group.open_statuses if s[0] != place]


FAULTS = {"remove": (destroy, None), "outage": (begin_outage, end_outage),
          "unhealthy": (begin_unhealthy, end_unhealthy), "group_status": (begin_status, end_status)}


# --- when ---------------------------------------------------------------------------------------------------------
def look_at_triggers(world, entered, before, after):
    """ "A `when` is looked at after each event, in the file's order, and a state that was entered and left again within
    it counts"; [project] threshold-after-event."""
    for place, call in enumerate(world.spec.calls):
        if call.when and world.firings[place] < call.times and holds(world, call.when, entered, before, after):
            world.firings[place] += 1
            fire(world, place, call, world.firings[place])


def holds(world, when, entered, before, after):
    if "activity" in when:
        return entered_state(world, when, entered)
    group = when["group"]
    return not beyond(when, before[group]) and beyond(when, after[group])


def entered_state(world, when, entered):
    kind = "batch" if "batch" in when else "activity"
    wanted = (kind, world.names.get(when["activity"]), when.get("batch"), when["status"])
    return any(e[1:] == wanted for e in entered)


def beyond(when, view):
    if "serving_below" in when:
        return view.serving < threshold(when["serving_below"], view.desired)
    return view.serving_badly > threshold(when["serving_badly_above"], view.desired)


def threshold(value, desired):
    """Percentages are of desired(t)."""
    if isinstance(value, str) and value.endswith("%"):
        return Fraction(value[:-1]) * desired / 100
    return Fraction(str(value))


def fire(world, place, call, firing):
    u64 = world.draw(draws.REACTION, place, 0, 0, firing)
    plan_call(world, place, call, world.now + draws.sample(call.after, u64), firing)
