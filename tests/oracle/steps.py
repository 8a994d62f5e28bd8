"""One step of one instance: its duration, its end, its faults (model.md, section 3)."""
from dataclasses import dataclass
from typing import Any, Optional

import draws
from world import COMPLETION, FAULT

INSTALLS = ("reinstall", "launch")


@dataclass(eq=False)
class Step:
    name: str
    instance: Any  # the one that runs it
    activity: Any
    attempt: int
    done: Any  # called with the world when it passed
    failed: Any  # called with the world and a message when it failed
    batch: Optional[int] = None
    surge: bool = False
    subject: int = 0  # of its draws
    known_as: str = ""  # what a fault's `instance` must name
    image: Optional[str] = None
    fault: Any = None
    remaining: int = 0
    event: Any = None
    timeout: Any = None
    waits_for_health: bool = False


# --- which fault decides ------------------------------------------------------------------------------------------
def matches(match, step, name):
    """interface.md: "all given ones must hold"; an installation has no step."""
    facts = {"group": step.instance.group.id, "zone": step.instance.zone, "image": step.image,
             "activity": step.activity.name, "batch": step.batch, "step": name, "attempt": step.attempt,
             "surge": step.surge}
    for key, wanted in match.items():
        if key == "instance":
            if step.known_as not in (wanted if isinstance(wanted, list) else [wanted]):
                return False
        elif facts[key] != wanted:
            return False
    return True


def fires(world, fault, place, step):
    """DRAWS.md: "A fault with probability p fires if U < p"."""
    if fault.probability in (0, 1):
        return fault.probability == 1
    purpose = draws.SURGE_FAULT if step.surge else draws.FAULT
    u64 = world.draw(purpose, place, step.subject, step.activity.number, step.attempt)
    return draws.unit(u64) < fault.probability


def first_fault(world, step, kinds, name):
    """ "the first fault in the file that matches and fires decides\""""
    for place, fault in enumerate(world.spec.faults):
        if fault.at is None and fault.kind in kinds and matches(fault.match, step, name):
            if fires(world, fault, place, step):
                return place, fault
    return None, None


# --- a step's life ------------------------------------------------------------------------------------------------
def begin(world, step, target_image=None):
    instance = step.instance
    instance.step = step
    step.image = target_image if step.name in INSTALLS else instance.image
    step.fault = first_fault(world, step, ("fail", "hang", "delay", "takes", "fail_after"), step.name)[1]
    step.remaining = step_duration(world, step)
    limit = timeout_of(world, step)
    if limit is not None:
        subject = (instance.group.index, instance.place, 1)
        step.timeout = world.agenda.add(world.now + limit, COMPLETION, subject, lambda w: time_out(w, step))
    if not world.zone_down(instance.zone):
        go_on(world, step)


def step_duration(world, step):
    purpose = draws.SURGE_STEP if step.surge else draws.STEP
    u64 = world.draw(purpose, draws.STEP_PLACE[step.name], step.subject, step.activity.number, step.attempt)
    drawn = draws.sample(world.spec.timing[step.name], u64)
    if outcome(step) in ("takes", "fail_after"):  # ASSUMPTIONS.md exact-outcomes
        return step.fault.value
    return drawn + (step.fault.value if outcome(step) == "delay" else 0)


def outcome(step):
    return step.fault.kind if step.fault else None


def timeout_of(world, step):
    if step.name == "health_check":
        return step.activity.settings["CheckInstanceTargetHealthTimeout"] * 1000
    return world.spec.step_timeout.get(step.name)


def go_on(world, step):
    """The rest of the duration runs (from now on)."""
    if outcome(step) == "hang" or step.waits_for_health:
        return
    subject = (step.instance.group.index, step.instance.place, 0)
    step.event = world.agenda.add(world.now + step.remaining, COMPLETION, subject, lambda w: complete(w, step))


def stand_still(world, step):
    if step.event:
        step.remaining = step.event.time - world.now
        world.agenda.withdraw(step.event)
        step.event = None


def complete(world, step):
    """The duration is over. "A step told to fail does so when its duration is over.\""""
    step.event = None
    problem = world.image_problem(step.image) if step.name in INSTALLS else None
    if outcome(step) in ("fail", "fail_after"):
        fail(world, step, step.fault.message or "fault")
    elif problem:
        fail(world, step, f"image {step.image} {problem}")
    elif step.name == "health_check" and not step.instance.healthy:
        step.waits_for_health = True
    else:
        succeed(world, step)


def time_out(world, step):
    step.timeout = None
    fail(world, step, "timeout")


def stop(world, step):
    """The step is no more, and nothing follows from it."""
    for event in (step.event, step.timeout):
        if event:
            world.agenda.withdraw(event)
    step.event = step.timeout = None
    step.instance.step = None


def succeed(world, step):
    stop(world, step)
    if step.name in INSTALLS:
        install(world, step)
    step.done(world)


def fail(world, step, cause):
    """ "An instance whose reinstall, boot or health check failed is not healthy.\""""
    stop(world, step)
    if step.name in ("reinstall", "boot", "health_check"):
        step.instance.causes.add("failed step")
    world.log.append((world.now, step.instance.group, "trouble"))
    step.failed(world, f"{step.name}, attempt {step.attempt}: {cause}")


# --- what is installed, and health --------------------------------------------------------------------------------
def install(world, step):
    """ "The fields and the health change when `reinstall` (or `launch`) completes.\""""
    instance = step.instance
    instance.image, instance.installed = step.image, True
    instance.images.append(step.image)
    instance.causes.clear()
    instance.latent = None
    if instance.latent_event:
        world.agenda.withdraw(instance.latent_event)
        instance.latent_event = None
    place, fault = first_fault(world, step, ("unhealthy", "unhealthy_after"), None)
    if fault and fault.kind == "unhealthy":
        instance.causes.add("installed so")
    elif fault:
        instance.latent = (fault.value, place)


def enter_service(world, instance):
    """ "`unhealthy_after` counts from the first entry into service after the installation\""""
    instance.state = "IN_SERVICE"
    if instance.latent:
        delay, place = instance.latent
        instance.latent = None
        subject = (1, place, instance.group.index, instance.place)
        instance.latent_event = world.agenda.add(world.now + delay, FAULT, subject, lambda w: show_latent(w, instance))


def show_latent(world, instance):
    """Section 8: "A latent defect that changes nothing leaves no record.\""""
    instance.latent_event = None
    changes = instance.exists and instance.healthy
    instance.causes.add("latent defect")
    return changes


def health_changed(world, instance):
    """ "unless it turns healthy … before the timeout: then at once, in an outage as that ends\""""
    step = instance.step
    if step and step.waits_for_health and instance.healthy and not world.zone_down(instance.zone):
        succeed(world, step)
