"""MaxSurge: the scale-out before batch 1 and the scale-in after the last (model.md, section 4)."""
import activity as activities
import steps
from steps import Step


def in_flight(activity):
    return any(p.status == "IN_FLIGHT" for p in activity.places)


def failed(activity):
    return [p for p in activity.places if p.status == "FAILED"]


def begin_scale_out(world, activity):
    """ "s extra instances are launched … in parallel; CurrentRefreshBatchNum is 0.\""""
    activity.scaling = "out"
    for place in activity.places:
        launch(world, place)


def begin_scale_in(world, activity):
    """ "After the last batch they are terminated.\""""
    activity.scaling = "in"
    for place in activity.places:
        if place.instance.exists:
            terminate(world, place)
    end_if_done(world, activity)


def repeat(world, activity):
    """ "Resume, in either mode, repeats what failed\""""
    for place in failed(activity):
        launch(world, place) if activity.scaling == "out" else terminate(world, place)


def run_step(world, place, name, attempt, done, fail, target_image=None):
    """A surge instance draws under its surge place; `batch` never matches a surge step."""
    subject = place.activity.group.first_subject + place.number
    step = Step(name, place.instance, place.activity, attempt, done, fail, surge=True, subject=subject,
                known_as=place.instance.id)
    steps.begin(world, step, target_image)


def launch(world, place):
    """Zone: round-robin by its place in the group's order."""
    group = place.activity.group
    place.status = "IN_FLIGHT"
    place.launches += 1
    zone = group.zones[len(group.instances) % len(group.zones)]
    place.instance = world.new_instance(group, zone, group.first_subject + place.number, surge=place)
    image = world.configurations[group.configuration].get("ImageId")
    run_step(world, place, "launch", place.launches, lambda w: boot(w, place), lambda w, m: launch_failed(w, place),
             image)


def boot(world, place):
    run_step(world, place, "boot", place.launches, lambda w: check(w, place), lambda w, m: launch_failed(w, place))


def check(world, place):
    if not world.checks_health(place.activity):
        return came_up(world, place)
    run_step(world, place, "health_check", place.launches, lambda w: came_up(w, place),
             lambda w, m: launch_failed(w, place))


def came_up(world, place):
    steps.enter_service(world, place.instance)
    end_place(world, place, "DONE")


def launch_failed(world, place):
    """ "A surge instance whose launch failed is CREATION_FAILED and gone\""""
    place.instance.state = "CREATION_FAILED"
    place.instance.leave(world.now)
    end_place(world, place, "FAILED")


def terminate(world, place):
    place.status = "IN_FLIGHT"
    place.terminations += 1
    place.instance.state = "TERMINATING"
    run_step(world, place, "terminate", place.terminations, lambda w: terminated(w, place),
             lambda w, m: termination_failed(w, place))


def terminated(world, place):
    place.instance.leave(world.now)
    end_place(world, place, "DONE")


def termination_failed(world, place):
    place.instance.state = "TERMINATION_FAILED"
    end_place(world, place, "FAILED")


def end_place(world, place, status):
    place.status = status
    end_if_done(world, place.activity)


def end_if_done(world, activity):
    """ "A scale-out or scale-in ends when each of its instances has come up, gone or failed"; section 1: the last
    success happens in the very event."""
    if in_flight(activity) or activity.status != "RUNNING":
        return
    if failed(activity):
        world.react(activity, lambda w: activities.scaling_failed(w, activity))
    elif activity.scaling == "in":
        world.set_activity(activity, "SUCCESSFUL")
    else:
        world.react(activity, lambda w: activities.begin_batch(w, activity, 1))


def instance_lost(world, place):
    """[project] surge-gone-is-no-failure: it counts as done in its scaling."""
    if place.status == "IN_FLIGHT":
        end_place(world, place, "DONE")
    elif place.status == "FAILED":
        place.status = "DONE"


def terminate_at_end(world, activity):
    """[project] surge-ends-at-once: those that are not TERMINATING or TERMINATION_FAILED are terminated."""
    for place in activity.places:
        instance = place.instance
        if instance and instance.exists and instance.state not in ("TERMINATING", "TERMINATION_FAILED"):
            if instance.step:
                steps.stop(world, instance.step)
            terminate(world, place)
