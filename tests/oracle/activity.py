"""An activity as a whole: its making, its reactions, its ends (model.md, sections 4 to 6)."""
import refresh
import surge
from world import IN_FLIGHT, PAUSES, Activity, Batch, Place, Row
import scenario


# --- making one ---------------------------------------------------------------------------------------------------
def even_batches(members, count):
    """[A] even-batches: sizes differ by at most one, larger ones first."""
    size, larger = divmod(len(members), count)
    sizes = [size + 1] * larger + [size] * (count - larger)
    starts = [sum(sizes[:k]) for k in range(count)]
    return [members[s:s + n] for s, n in zip(starts, sizes)]


def create(world, group, name, wanted_id, kind, mode, settings, origin, members):
    """members: pairs of an instance and the image that it had."""
    activity = Activity(activity_id(world, wanted_id), name, group, len(world.activities) + 1,
                        len(group.activities) + 1, kind, mode, settings, origin, world.now)
    for number, part in enumerate(even_batches(members, activity.rolling["BatchNumber"]), 1):
        batch = Batch(number)
        batch.rows = [Row(activity, batch, instance, image) for instance, image in part]
        activity.batches.append(batch)
    activity.places = [Place(activity, n) for n in range(activity.rolling["MaxSurge"])]
    announce(world, activity)
    return activity


def activity_id(world, wanted):
    """`id`: the id it is to have; none is used again."""
    if wanted and wanted not in world.given_ids:
        world.given_ids.add(wanted)
        return wanted
    return scenario.next_id("asr", world.activity_ids)


def announce(world, activity):
    world.activities.append(activity)
    activity.group.activities.append(activity)
    if activity.name:
        world.names[activity.name] = activity
    if activity.type == "ROLLBACK":
        world.log.append((world.now, activity.group, "reaction"))
    for batch in activity.batches:
        world.set_batch(activity, batch, "WAITING")
        for row in batch.rows:
            world.set_row(row, "WAITING")
    world.set_activity(activity, "INIT")


def start(world, group, name, wanted_id, mode, settings):
    """Accepted at t; RUNNING by a reaction at t."""
    members = [(i, i.image) for i in can_refresh(group)]
    activity = create(world, group, name, wanted_id, "NORMAL", mode, settings, None, members)
    world.react(activity, lambda w: turn_running(w, activity))
    return activity


def can_refresh(group):
    """ "takes the instances that are IN_SERVICE when it is accepted"; surge instances are never refreshed."""
    return [i for i in group.instances if i.exists and i.state == "IN_SERVICE" and not i.surge]


def can_roll_back(origin):
    """Section 6, 2: all but WAITING, NOT_FOUND and those whose instance is gone, in the origin's order."""
    return [r for r in origin.rows if r.status in ("SUCCESSFUL", "FAILED") + IN_FLIGHT and r.instance.exists]


def roll_back(world, origin, name, wanted_id, settings):
    """Section 6, 2 to 4. One event: [project] rollback-never-blinks."""
    members = [(r.instance, r.old_image) for r in can_roll_back(origin)]
    cancel_waiting(world, origin)
    rollback = create(world, origin.group, name, wanted_id, "ROLLBACK", "ROLLING_UPDATE_RESET", settings, origin,
                      members)
    if not origin.ended:  # [A] origin-ends
        world.set_activity(origin, "CANCELLED")
        surge.terminate_at_end(world, origin)
    run_when_origin_rests(world, rollback)
    return rollback


def run_when_origin_rests(world, rollback):
    """ "the rollback stays INIT until they have ended, then turns RUNNING\""""
    if not any(r.status in IN_FLIGHT for r in rollback.origin.rows):
        world.react(rollback, lambda w: turn_running(w, rollback))


def origin_row_ended(world, origin):
    for rollback in world.activities:
        if rollback.origin is origin and rollback.status == "INIT":
            run_when_origin_rests(world, rollback)


# --- reactions ----------------------------------------------------------------------------------------------------
def turn_running(world, activity):
    """ "Turning RUNNING, and then starting the scale-out or batch 1, are two reactions.\""""
    world.set_activity(activity, "RUNNING")
    activity.start = world.now
    world.react(activity, lambda w: begin(w, activity))


def begin(world, activity):
    activity.reaction = None
    if activity.places:
        surge.begin_scale_out(world, activity)
    else:
        refresh.start_batch(world, activity, 1)


def begin_batch(world, activity, number):
    activity.reaction = None
    refresh.start_batch(world, activity, number)


def batch_ended(world, activity, batch):
    """Section 1: "Only the last success happens in the very event that ends the last batch"; section 4,
    paused-stays: nothing follows under a pause."""
    if activity.status != "RUNNING":
        return
    last = batch is activity.batches[-1]
    if last and batch.status == "SUCCESSFUL" and not activity.places:
        world.set_activity(activity, "SUCCESSFUL")
    else:
        world.react(activity, lambda w: after_batch(w, activity, batch))


def after_batch(world, activity, batch):
    activity.reaction = None
    if batch.status != "SUCCESSFUL":
        return after_failure(world, activity)
    pause = activity.rolling["BatchPause"]
    if batch is activity.batches[-1]:  # [A] no-final-pause
        surge.begin_scale_in(world, activity)
    elif pause == "BATCH_INTERVAL_PAUSE" or (pause == "FIRST_BATCH_PAUSE" and batch.number == 1):
        world.set_activity(activity, "AUTO_PAUSE")
    else:
        refresh.start_batch(world, activity, batch.number + 1)


def after_failure(world, activity):
    """FailProcess."""
    process = activity.rolling["FailProcess"]
    if process == "AUTO_PAUSE":
        return world.set_activity(activity, "FAILED_PAUSE")
    able = activity.type == "NORMAL" and activity.mode == "ROLLING_UPDATE_RESET"
    if process == "AUTO_ROLLBACK" and able and can_roll_back(activity):
        return auto_roll_back(world, activity)
    end_cancelled(world, activity, "FAILED" if activity.type == "ROLLBACK" else "CANCELLED")


def auto_roll_back(world, origin):
    """ "one batch per instance, BatchPause AUTOMATIC, the origin's health-check settings, FailProcess AUTO_PAUSE\""""
    rolling = {"BatchNumber": len(can_roll_back(origin)), "BatchPause": "AUTOMATIC", "MaxSurge": 0,
               "FailProcess": "AUTO_PAUSE"}
    settings = {**origin.settings, "RollingUpdateSettings": rolling}
    roll_back(world, origin, origin.name and origin.name + ".rollback", None, settings)


def scaling_failed(world, activity):
    """ "pauses the activity (FAILED_PAUSE) …; under AUTO_CANCEL and AUTO_ROLLBACK it is CANCELLED instead\""""
    activity.reaction = None
    if activity.rolling["FailProcess"] == "AUTO_PAUSE":
        world.set_activity(activity, "FAILED_PAUSE")
    else:
        end_cancelled(world, activity, "CANCELLED")


# --- resume and cancel --------------------------------------------------------------------------------------------
def resume(world, activity, mode):
    """Section 5: RUNNING at once; what it starts, it starts by a reaction."""
    world.set_activity(activity, "RUNNING")
    world.react(activity, lambda w: after_resume(w, activity, mode))


def after_resume(world, activity, mode):
    """ "if a batch or surge scaling is still in flight, nothing more; else what failed in a surge scaling; else under
    RETRY the FAILED rows of the current batch, if any; else the next batch, the scale-in, or SUCCESSFUL"; section 8:
    "Resume starts the scale-out if it has not begun.\""""
    activity.reaction = None
    if in_flight(activity):
        return None
    if surge.failed(activity):
        return surge.repeat(world, activity)
    if in_scale_in(activity):  # ASSUMPTIONS.md scale-in-goes-on
        return surge.begin_scale_in(world, activity)
    if activity.places and activity.scaling is None:
        return surge.begin_scale_out(world, activity)
    batch = activity.batches[activity.current - 1] if activity.current else None
    if mode == "RETRY" and batch and any(r.status == "FAILED" for r in batch.rows):
        return refresh.retry_batch(world, activity, batch)
    return go_on(world, activity)


def go_on(world, activity):
    if activity.current < len(activity.batches):
        refresh.start_batch(world, activity, activity.current + 1)
    elif activity.places:
        surge.begin_scale_in(world, activity)
    else:
        world.set_activity(activity, "SUCCESSFUL")


def in_flight(activity):
    return surge.in_flight(activity) or any(r.status in IN_FLIGHT for r in activity.rows)


def in_scale_in(activity):
    return activity.scaling == "in"


def can_cancel(activity):
    """ "in the paused statuses, and for a rollback in INIT, when nothing of it is in flight; not when paused by a
    failed scale-in\""""
    if activity.type == "ROLLBACK" and activity.status == "INIT":
        return not in_flight(activity)
    return activity.status in PAUSES and not in_flight(activity) and not in_scale_in(activity)


def cancel_waiting(world, activity):
    for batch in activity.batches:
        for row in batch.rows:
            if row.status == "WAITING":
                world.set_row(row, "CANCELLED")
        if batch.status == "WAITING":
            batch.end = world.now
            world.set_batch(activity, batch, "CANCELLED")


def end_cancelled(world, activity, status):
    """ "WAITING rows and batches → CANCELLED, ended ones stay, … surge instances are terminated\""""
    cancel_waiting(world, activity)
    world.set_activity(activity, status)
    surge.terminate_at_end(world, activity)
