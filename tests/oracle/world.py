"""The things of the model (model.md, section 2), the agenda of pending events (section 1), and the history."""
from dataclasses import dataclass, field
from typing import Any, Optional

import draws
import scenario

COMPLETION, FAULT, CALL, REACTION = range(4)  # the phases
PAUSES = ("FAILED_PAUSE", "AUTO_PAUSE", "MANUAL_PAUSE")
ENDED = ("SUCCESSFUL", "CANCELLED", "FAILED")
IN_FLIGHT = ("INIT", "RUNNING")


@dataclass(eq=False)
class Event:
    time: int
    phase: int
    subject: tuple
    action: Any  # called with the world; answers False if it changed nothing that leaves a record


class Agenda:
    """The pending events. Section 8: "The next event is always the smallest pending, even if its phase has passed.\""""

    def __init__(self):
        self.pending = []

    def add(self, time, phase, subject, action):
        event = Event(time, phase, subject, action)
        self.pending.append(event)
        return event

    def withdraw(self, event):
        if event in self.pending:
            self.pending.remove(event)

    def smallest(self):
        return min(self.pending, key=lambda e: (e.time, e.phase, e.subject), default=None)


@dataclass(eq=False)
class Instance:
    id: str
    group: Any
    place: int  # in the group's order
    zone: str
    state: str
    image: Optional[str]
    subject: int  # the number under which it draws
    surge: Any = None  # the surge place it fills
    maker: Any = None  # the row that makes it (REPLACE)
    images: list = field(default_factory=list)
    causes: set = field(default_factory=set)  # why it is not healthy
    installed: bool = True
    gone: Optional[int] = None
    last_healthy: Optional[bool] = None  # of one that is gone: as it was
    attempts: int = 0
    step: Any = None  # the step it runs
    latent: Any = None  # (delay, fault's place) until the first entry into service
    latent_event: Any = None
    lowered: bool = False  # it has lowered DesiredCapacity

    @property
    def healthy(self):
        if self.last_healthy is not None:
            return self.last_healthy
        return self.installed and not self.causes

    @property
    def exists(self):
        return self.gone is None

    def leave(self, now):
        """ "gone_ms … beside the last state": nothing changes it any more."""
        self.last_healthy = self.healthy
        self.gone = now


@dataclass(eq=False)
class Group:
    id: str
    index: int
    configuration: str
    desired: int
    min: int
    max: int
    zones: list
    load_balancer: str
    own_status: str
    first_subject: int
    instances: list = field(default_factory=list)
    activities: list = field(default_factory=list)
    open_statuses: list = field(default_factory=list)  # of timed group_status faults, as begun
    open_windows: int = 0

    @property
    def status(self):
        return self.open_statuses[-1][1] if self.open_statuses else self.own_status


@dataclass(eq=False)
class Row:
    activity: Any
    batch: Any
    instance: Instance
    old_image: Optional[str]  # what the instance had when the (original) activity was accepted
    status: str = "WAITING"
    attempt: int = 0
    last_activity: Optional[str] = None
    message: Optional[str] = None
    new: Optional[Instance] = None  # REPLACE: the new instance
    only_terminate: bool = False  # REPLACE: a failed terminate is all that a retry repeats


@dataclass(eq=False)
class Batch:
    number: int
    rows: list = field(default_factory=list)
    status: str = "WAITING"
    start: Optional[int] = None
    end: Optional[int] = None


@dataclass(eq=False)
class Place:
    """One of the s extra instances of an activity."""
    activity: Any
    number: int
    instance: Optional[Instance] = None
    status: str = "NONE"  # NONE, IN_FLIGHT, DONE, FAILED
    launches: int = 0
    terminations: int = 0


@dataclass(eq=False)
class Activity:
    id: str
    name: Optional[str]
    group: Group
    ordinal: int  # over all groups, in the order of creation
    number: int  # within its group, from 1
    type: str
    mode: str
    settings: dict
    origin: Any
    created: int
    status: str = "INIT"
    current: int = 0
    start: Optional[int] = None
    end: Optional[int] = None
    batches: list = field(default_factory=list)
    places: list = field(default_factory=list)
    scaling: Optional[str] = None  # the last surge scaling that was begun: out, in
    reaction: Any = None
    passed: list = field(default_factory=list)  # (time, status)

    @property
    def rows(self):
        return [row for batch in self.batches for row in batch.rows]

    @property
    def rolling(self):
        return self.settings["RollingUpdateSettings"]

    @property
    def ended(self):
        return self.status in ENDED


class World:
    """All state of one run."""

    def __init__(self, spec, seed, replica):
        self.spec, self.seed, self.replica = spec, seed, replica
        self.now = 0
        self.agenda = Agenda()
        self.configurations = {i: dict(c) for i, c in spec.configurations.items()}
        self.groups, self.activities, self.names = [], [], {}
        self.instance_ids, self.activity_ids = set(), {c.id for c in spec.calls if c.id}
        self.given_ids = set()  # those of the file's `id` that an activity has
        self.row_starts = 0
        self.outages = {}  # zone: number of outages that cover it
        self.entered = []  # (time, kind, activity, batch's number or instance's id, status) in order
        self.log = []  # (time, group, what): what time_to_detect looks for
        self.answers = []  # the calls that were made
        self.rate = {}  # (action, second): calls
        self.last_record = 0
        for entry in spec.groups:
            self.add_group(entry)

    def add_group(self, entry):
        first = sum(len(g.instances) for g in self.groups)
        group = Group(entry.id, len(self.groups), entry.configuration, entry.desired, entry.min, entry.max,
                      entry.zones, entry.load_balancer, entry.status, first)
        self.groups.append(group)
        image = self.configurations[group.configuration].get("ImageId")
        for place, listed in enumerate(entry.instances):
            zone = listed.get("zone", group.zones[place % len(group.zones)])
            its_image = listed.get("ImageId", image)
            state = listed.get("LifeCycleState", "IN_SERVICE")
            group.instances.append(Instance(listed["id"], group, place, zone, state, its_image, first + place,
                                            images=[its_image]))
            self.instance_ids.add(listed["id"])

    # --- finding things -------------------------------------------------------------------------------------------
    def group(self, group_id):
        return next((g for g in self.groups if g.id == group_id), None)

    def instances(self):
        return [i for g in self.groups for i in g.instances]

    def instance(self, instance_id):
        return next((i for i in self.instances() if i.id == instance_id), None)

    def rows_of(self, instance):
        return [r for a in self.activities for r in a.rows if r.instance is instance]

    def image_problem(self, image):
        entry = self.spec.images.get(image) or {}
        if entry.get("exists", True) is False:
            return "does not exist"
        return "conflicts" if entry.get("conflicts", False) else None

    def open_activity(self, group):
        return next((a for a in group.activities if not a.ended), None)

    def checks_health(self, activity):
        """Section 3, 4: only if CheckInstanceTargetHealth is true and the load balancer is `application`."""
        return activity.settings["CheckInstanceTargetHealth"] and activity.group.load_balancer == "application"

    def in_activity(self, group):
        """Section 5: "The group is IN_ACTIVITY while …"."""
        if group.open_windows:
            return True
        ended = [a for a in group.activities if a.ended]
        surge = any(p.instance and p.instance.exists and p.instance.state == "TERMINATING"
                    for a in ended for p in a.places)
        return surge or any(r.status in IN_FLIGHT for a in ended for r in a.rows)

    def zone_down(self, zone):
        return self.outages.get(zone, 0) > 0

    def serving(self, instance):
        return self.up(instance) and instance.healthy

    def serving_badly(self, instance):
        return self.up(instance) and not instance.healthy

    def up(self, instance):
        return instance.exists and instance.state == "IN_SERVICE" and not self.zone_down(instance.zone)

    # --- changing things ------------------------------------------------------------------------------------------
    def new_instance(self, group, zone, subject, **more):
        instance = Instance(scenario.next_id("ins", self.instance_ids), group, len(group.instances), zone, "CREATING",
                            None, subject, installed=False, **more)
        group.instances.append(instance)
        return instance

    def next_row_start(self):
        self.row_starts += 1
        return f"asa-{self.row_starts:08d}"

    def set_activity(self, activity, status):
        """Section 1: "every change of its status withdraws" the pending reaction."""
        self.withdraw_reaction(activity)
        activity.status = status
        activity.passed.append((self.now, status))
        self.entered.append((self.now, "activity", activity, None, status))
        if status in PAUSES or status in ("CANCELLED", "FAILED"):
            self.log.append((self.now, activity.group, "reaction"))
        if status in ENDED:
            activity.end = self.now

    def set_batch(self, activity, batch, status):
        batch.status = status
        self.entered.append((self.now, "batch", activity, batch.number, status))

    def set_row(self, row, status):
        row.status = status
        self.entered.append((self.now, "row", row.activity, row.instance.id, status))

    def react(self, activity, action):
        """Section 1: "An activity has at most one reaction pending.\""""
        self.withdraw_reaction(activity)
        activity.reaction = self.agenda.add(self.now, REACTION, (activity.ordinal,), action)

    def withdraw_reaction(self, activity):
        if activity.reaction:
            self.agenda.withdraw(activity.reaction)
        activity.reaction = None

    def draw(self, purpose, place, subject, activity, attempt):
        return draws.draw_u64(self.seed, self.replica, purpose, place, subject, activity, attempt)
