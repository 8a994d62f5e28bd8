"""Random calls, right and wrong, for generate.py."""
from random_things import NEW_IMAGES, any_distribution, chance, round_time, text

PAUSES = ["FAILED_PAUSE", "AUTO_PAUSE", "MANUAL_PAUSE"]
STATUSES = ["INIT", "RUNNING", "SUCCESSFUL", "CANCELLED", "FAILED"] + PAUSES
BATCH_STATUSES = ["WAITING", "INIT", "RUNNING", "FAILED", "PARTIALLY_SUCCESSFUL", "CANCELLED", "SUCCESSFUL"]
INSTANCE_ACTIONS = ["EnterStandby", "ExitStandby", "DetachInstances", "RemoveInstances"]


# --- right requests -----------------------------------------------------------------------------------------------
def settings(rng, size, rollback=False):
    batches = rng.randint(1, max(1, size)) if chance(rng, 0.98) else size + 1
    rolling = {"BatchNumber": batches}
    if chance(rng, 0.5):
        rolling["BatchPause"] = rng.choice(["AUTOMATIC", "FIRST_BATCH_PAUSE", "BATCH_INTERVAL_PAUSE"])
    if chance(rng, 0.75):
        rolling["FailProcess"] = rng.choice(["AUTO_PAUSE", "AUTO_PAUSE", "AUTO_CANCEL", "AUTO_ROLLBACK"])
    if chance(rng, 0.06 if rollback else 0.4):
        rolling["MaxSurge"] = rng.randint(0 if rollback else 1, 1 + max(1, size) // batches) if chance(rng, 0.12) \
            else rng.randint(1, max(1, size // batches))
    whole = {"RollingUpdateSettings": rolling}
    if chance(rng, 0.7):
        whole["CheckInstanceTargetHealth"] = chance(rng, 0.8)
    if chance(rng, 0.6):
        whole["CheckInstanceTargetHealthTimeout"] = rng.choice([60, 60, 65, 90, 120, 300])
    return whole


def start(rng, group_id, size):
    request = {"AutoScalingGroupId": group_id, "RefreshSettings": settings(rng, size)}
    if chance(rng, 0.4):
        request["RefreshMode"] = rng.choice(["ROLLING_UPDATE_RESET"] + ["ROLLING_UPDATE_REPLACE"] * 2)
    return request


def roll_back(rng, group_id, size, origin):
    request = {"AutoScalingGroupId": group_id, "OriginRefreshActivityId": origin,
               "RefreshSettings": settings(rng, rng.randint(1, max(1, size)), rollback=True)}
    if chance(rng, 0.3):
        request["RefreshMode"] = "ROLLING_UPDATE_RESET"
    return request


def on_activity(rng, action, group_id, activity):
    request = {"AutoScalingGroupId": group_id, "RefreshActivityId": activity}
    if action == "ResumeInstanceRefresh" and chance(rng, 0.7):
        request["ResumeMode"] = rng.choice(["RETRY", "CONTINUE"])
    return request


def on_instances(rng, group_id, ids):
    count = rng.choice([1, 1, 1, 2, 3]) if chance(rng, 0.98) else 0
    return {"AutoScalingGroupId": group_id, "InstanceIds": [rng.choice(ids) for _ in range(count)]}


def modify(rng, configuration):
    request = {"LaunchConfigurationId": configuration}
    for key in ("UserData", "HostName"):
        if chance(rng, 0.2):
            request[key] = rng.choice(["v2", "v3"])
    if chance(rng, 0.9):
        request["ImageId"] = rng.choice(NEW_IMAGES + ["img-v1"])
    return request


def describe(rng, names, group_ids):
    request = {}
    kind = rng.choice(["all", "all", "ids", "filters", "filters", "filters", "both"])
    if kind in ("ids", "both"):
        request["RefreshActivityIds"] = [rng.choice(names + ["asr-00000001", "asr-none"])
                                         for _ in range(rng.choice([0, 1, 2, 3, 101]) if chance(rng, 0.2) else 1)]
    if kind in ("filters", "both"):
        count = rng.choice([1, 1, 2, 3]) if chance(rng, 0.9) else 11
        request["Filters"] = [one_filter(rng, names, group_ids) for _ in range(count)]
    if chance(rng, 0.4):
        request["Limit"] = rng.choice([0, 1, 2, 20, 100, 101])
    if chance(rng, 0.3):
        request["Offset"] = rng.choice([0, 1, 2, 50])
    return request


def one_filter(rng, names, group_ids):
    values = {"auto-scaling-group-id": group_ids + ["asg-none"], "refresh-activity-status-code": STATUSES,
              "refresh-activity-type": ["NORMAL", "ROLLBACK"], "refresh-activity-id": names + ["asr-00000001"],
              "no-such-filter": ["x"]}
    name = rng.choice(list(values) if chance(rng, 0.2) else list(values)[:4])
    count = rng.choice([0, 1, 1, 2, 3, 4, 5, 6]) if chance(rng, 0.5) else 3
    entry = {"Name": name, "Values": [rng.choice(values[name]) for _ in range(count)]}
    return entry if chance(rng, 0.97) else {"Name": name}


# --- wrong requests -----------------------------------------------------------------------------------------------
def spoil(rng, request):
    """One or two things made wrong somewhere in it."""
    spoilt = copy(request)
    for _ in range(rng.choice([1, 1, 2])):
        spoil_one(rng, spoilt)
    return spoilt


def copy(value):
    if isinstance(value, dict):
        return {k: copy(v) for k, v in value.items()}
    return [copy(v) for v in value] if isinstance(value, list) else value


def spoil_one(rng, request):
    place = rng.choice(maps_in(request))
    keys = list(place)
    kind = rng.choice(["unknown", "missing", "null", "type", "type", "value", "value"])
    if kind == "unknown" or not keys:
        place[rng.choice(["Foo", "RefreshActivity", "batchNumber"])] = rng.choice(["x", 1, True])
        return
    key = rng.choice(keys)
    if kind == "missing":
        del place[key]
    elif kind == "null":
        place[key] = None
    elif kind == "type":
        place[key] = wrong_type(rng, place[key])
    else:
        place[key] = wrong_value(rng, place[key])


def maps_in(value):
    found = [value] if isinstance(value, dict) else []
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return found + [m for child in children for m in maps_in(child)]


def wrong_type(rng, value):
    candidates = ["text", 7, 1.5, True, ["text"], {"a": 1}]
    different = [c for c in candidates if type(c) is not type(value)]
    return rng.choice(different)


def wrong_value(rng, value):
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return rng.choice([0, -1, 59, 60, 7200, 7201, 10_000, 100, 101])
    return rng.choice(["NONE", "", "auto_pause", "ROLLING_UPDATE_REPLACE"]) if isinstance(value, str) else value


# --- any call -----------------------------------------------------------------------------------------------------
class Caller:
    """Makes calls for the groups of one scenario."""

    def __init__(self, rng, groups, ids):
        self.rng, self.groups, self.ids = rng, groups, ids
        self.home = {}  # the activities' names: their group
        self.known = {}  # the activities of the last draft that had been made at the moment in question, by name
        self.moment, self.standby = 0, {}
        self.number = 0

    def size(self, group_id):
        return len(self.ids[group_id])

    def new_name(self, group_id, stem):
        self.number += 1
        name = f"{stem}{self.number}"
        self.home[name] = group_id
        if stem == "r":
            self.home[name + ".rollback"] = group_id
        return name

    def reference(self, group_id):
        """An activity of the group, by name; mostly one that is under way; now and then of another, or unknown."""
        rng = self.rng
        if chance(rng, 0.04):
            return rng.choice(["asr-none", "asr-00000001", "asr-00000002"])
        fitting = [n for n, g in self.home.items() if g == group_id or chance(rng, 0.03)]
        made = [n for n in fitting if n in self.known]
        under_way = [n for n in made if self.under_way(self.known[n])]
        choices = [c for c in [under_way] * 8 + [made] * 4 + [fitting] if c]
        return "$" + rng.choice(rng.choice(choices)) if choices else "asr-00000001"

    def look_at(self, world, moment):
        """What the draft had made by then."""
        self.known = {n: a for n, a in world.names.items() if a.created <= moment}
        self.moment = moment

        picture = [p for t, p in world.pictures if t <= moment][-1]
        self.standby = {g: [i.id for i in view.instances if i.exists and i.state == "STANDBY"]
                        for g, view in picture.items()}

    def under_way(self, activity):
        return activity.end is None or activity.end >= self.moment

    def call(self, action, group_id, activity=None, right=False):
        """Without its time."""
        rng = self.rng
        activity = activity or self.reference(group_id)
        call = {}
        if action in ("StartInstanceRefresh", "RollbackInstanceRefresh") and chance(rng, 0.9):
            call["as"] = self.new_name(group_id, "r" if action == "StartInstanceRefresh" else "b")
            if chance(rng, 0.15):
                call["id"] = f"asr-{call['as']}xyz"
        call["action"] = action
        call["request"] = self.request(action, group_id, activity)
        if not right and chance(rng, 0.06):
            call["request"] = spoil(rng, call["request"])
        return call

    def request(self, action, group_id, activity):
        rng = self.rng
        group_id = group_id if chance(rng, 0.985) else rng.choice(list(self.groups) + ["asg-none"])
        size = len(self.ids.get(group_id, [1]))
        if action == "StartInstanceRefresh":
            return start(rng, group_id, size)
        if action == "RollbackInstanceRefresh":
            return roll_back(rng, group_id, size, activity)
        if action == "DescribeRefreshActivities":
            return describe(rng, ["$" + n for n in self.home] or ["asr-00000001"], list(self.groups))
        if action == "ModifyLaunchConfigurationAttributes":
            configuration = self.groups.get(group_id, {}).get("launch_configuration", "asc-1")
            return modify(rng, configuration if chance(rng, 0.97) else "asc-none")
        if action in INSTANCE_ACTIONS:
            standby = self.standby.get(group_id) if chance(rng, 0.7 if action == "ExitStandby" else 0.15) else None
            return on_instances(rng, group_id, standby or self.some_ids(group_id))
        return on_activity(rng, action, group_id, activity)

    def some_ids(self, group_id):
        """Also such as will be made during the run, and now and then unknown ones."""
        rng = self.rng
        total = sum(len(i) for i in self.ids.values())
        new = [f"ins-{total + k:08d}" for k in range(1, 4)]
        return self.ids.get(group_id, []) * 8 + new + (["ins-none"] if chance(rng, 0.05) else [])

    def when(self, group_id):
        """Any trigger."""
        rng = self.rng
        names = [n for n, g in self.home.items() if g == group_id]
        kind = rng.choice(["activity", "activity", "batch", "batch", "below", "badly"] if names else ["below", "badly"])
        if kind == "activity":
            return {"activity": rng.choice(names), "status": rng.choice(STATUSES)}
        if kind == "batch":
            return {"activity": rng.choice(names), "batch": rng.choice([1, 1, 2, 3]),
                    "status": rng.choice(BATCH_STATUSES)}
        if kind == "below":
            limits = ["70%", "90%", "100%", "50%", 1, 2, self.size(group_id)]
            return {"group": group_id, "serving_below": rng.choice(limits)}
        return {"group": group_id, "serving_badly_above": rng.choice([0, 0, 0, 1, "20%"])}

    def after(self):
        rng = self.rng
        if chance(rng, 0.2):
            return any_distribution(rng, 1000, 60_000)
        return text(rng.choice([0, 0, 5000, 10_000, 30_000, 1, round_time(rng, 0, 60_000)]))
