"""Rows and batches (model.md, sections 3 and 4), and what becomes of them when an instance is gone."""
import activity as activities
import steps
import surge
from steps import Step
from world import IN_FLIGHT


# --- rows ---------------------------------------------------------------------------------------------------------
def start_row(world, row):
    """[A] init-is-instant. Attempts count from 1 in each row."""
    row.attempt += 1
    row.instance.attempts += 1
    row.last_activity = world.next_row_start()
    row.message = None
    world.set_row(row, "INIT")
    world.set_row(row, "RUNNING")
    if row.activity.mode == "ROLLING_UPDATE_REPLACE":
        terminate_old(world, row) if row.only_terminate else launch_new(world, row)
    elif row.instance.state == "STANDBY":
        reinstall(world, row)
    else:
        drain(world, row)


def run_step(world, row, name, instance, done, failed, target_image=None):
    """A replacement draws under the instance it replaces; a fault's `instance` is the row's."""
    step = Step(name, instance, row.activity, row.attempt, done, failed, batch=row.batch.number,
                subject=row.instance.subject, known_as=row.instance.id)
    steps.begin(world, step, target_image)


def configured_image(world, row):
    """[A] read-at-reinstall, read-at-launch; in a rollback the image that the instance had."""
    if row.activity.type == "ROLLBACK":
        return row.old_image
    return world.configurations[row.activity.group.configuration].get("ImageId")


def drain(world, row):
    """It leaves service when the step starts."""
    row.instance.state = "STANDBY"
    run_step(world, row, "drain", row.instance, lambda w: reinstall(w, row), lambda w, m: fail_row(w, row, m))


def reinstall(world, row):
    run_step(world, row, "reinstall", row.instance, lambda w: boot(w, row), lambda w, m: fail_row(w, row, m),
             configured_image(world, row))


def boot(world, row):
    run_step(world, row, "boot", row.instance, lambda w: check(w, row), lambda w, m: fail_row(w, row, m))


def check(world, row):
    if not world.checks_health(row.activity):
        return out_of_standby(world, row)
    run_step(world, row, "health_check", row.instance, lambda w: out_of_standby(w, row),
             lambda w, m: fail_row(w, row, m))


def out_of_standby(world, row):
    steps.enter_service(world, row.instance)
    end_row(world, row, "SUCCESSFUL")


def fail_row(world, row, message):
    row.message = message
    end_row(world, row, "FAILED")


def end_row(world, row, status):
    """Section 1: the end of a row and of its batch are one event."""
    world.set_row(row, status)
    end_batch_if_done(world, row.activity, row.batch)
    if row.activity.ended:
        activities.origin_row_ended(world, row.activity)


# --- REPLACE mode: [A] launch-before-terminate --------------------------------------------------------------------
def launch_new(world, row):
    old = row.instance
    row.new = world.new_instance(old.group, old.zone, old.subject, maker=row)
    row.message = f"new instance {row.new.id}"
    run_step(world, row, "launch", row.new, lambda w: boot_new(w, row), lambda w, m: lose_new(w, row, m),
             configured_image(world, row))


def boot_new(world, row):
    run_step(world, row, "boot", row.new, lambda w: check_new(w, row), lambda w, m: lose_new(w, row, m))


def check_new(world, row):
    if not world.checks_health(row.activity):
        return new_in_service(world, row)
    run_step(world, row, "health_check", row.new, lambda w: new_in_service(w, row), lambda w, m: lose_new(w, row, m))


def new_in_service(world, row):
    steps.enter_service(world, row.new)
    terminate_old(world, row)


def lose_new(world, row, message):
    """ "the new one is CREATION_FAILED and gone, the old one serves on, row FAILED\""""
    row.new.state = "CREATION_FAILED"
    row.new.leave(world.now)
    fail_row(world, row, f"{row.new.id}: {message}")


def terminate_old(world, row):
    row.message = f"new instance {row.new.id}"
    row.instance.state = "TERMINATING"
    run_step(world, row, "terminate", row.instance, lambda w: old_terminated(w, row),
             lambda w, m: keep_old(w, row, m))


def old_terminated(world, row):
    row.instance.leave(world.now)
    end_row(world, row, "SUCCESSFUL")


def keep_old(world, row, message):
    row.instance.state, row.only_terminate = "TERMINATION_FAILED", True
    fail_row(world, row, f"new instance {row.new.id}; {message}")


# --- batches ------------------------------------------------------------------------------------------------------
def start_batch(world, activity, number):
    activity.current = number
    batch = activity.batches[number - 1]
    batch.start = world.now
    world.set_batch(activity, batch, "INIT")
    world.set_batch(activity, batch, "RUNNING")
    for row in batch.rows:
        if row.status == "WAITING":
            start_row(world, row)
    end_batch_if_done(world, activity, batch)


def retry_batch(world, activity, batch):
    """ "its batch is RUNNING again, keeps its StartTime, and has no EndTime until it ends again"; "a FAILED row whose
    instance is gone becomes NOT_FOUND when retried\""""
    world.set_batch(activity, batch, "RUNNING")
    batch.end = None
    for row in [r for r in batch.rows if r.status == "FAILED"]:
        if row.instance.exists:
            start_row(world, row)
        else:
            row.message = None
            world.set_row(row, "NOT_FOUND")
    end_batch_if_done(world, activity, batch)


def end_batch_if_done(world, activity, batch):
    """Section 8: "A started batch ends when no row is waiting or in flight.\""""
    statuses = [r.status for r in batch.rows]
    if batch.status not in IN_FLIGHT or any(s == "WAITING" or s in IN_FLIGHT for s in statuses):
        return
    batch.end = world.now
    if "FAILED" not in statuses:
        world.set_batch(activity, batch, "SUCCESSFUL")
    else:
        world.set_batch(activity, batch, "PARTIALLY_SUCCESSFUL" if "SUCCESSFUL" in statuses else "FAILED")
    activities.batch_ended(world, activity, batch)


# --- an instance is gone ------------------------------------------------------------------------------------------
def lose_instance(world, instance):
    """Detached, removed or destroyed. "makes the row NOT_FOUND at once, and does not block\""""
    step = instance.step
    if step and instance.maker and instance.state == "CREATING":
        return steps.fail(world, step, "destroyed")  # new-instance-destroyed
    if step:
        steps.stop(world, step)
    instance.leave(world.now)
    for row in world.rows_of(instance):
        if row.status == "WAITING" or row.status in IN_FLIGHT:
            lose_row(world, row)
    if instance.surge:
        surge.instance_lost(world, instance.surge)


def lose_row(world, row):
    """ "(In REPLACE a new one in the making then goes too.)\""""
    if row.status in IN_FLIGHT and row.new and row.new.state == "CREATING":
        if row.new.step:
            steps.stop(world, row.new.step)
        row.new.leave(world.now)
    end_row(world, row, "NOT_FOUND")
