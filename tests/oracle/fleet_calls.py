"""The other calls of section 5: DescribeRefreshActivities, the launch configuration, and single instances."""
import answers
import calls
import refresh
import steps
from world import IN_FLIGHT

FILTERS = {
    "auto-scaling-group-id": lambda a: a.group.id,
    "refresh-activity-status-code": lambda a: a.status,
    "refresh-activity-type": lambda a: a.type,
    "refresh-activity-id": lambda a: a.id,
}


def describe(world, request):
    """Newest first. Filters are ANDed, their values ORed, unknown ids left out."""
    ids, filters = request.get("RefreshActivityIds"), request.get("Filters")
    check_limits(ids, filters, request)
    chosen = [a for a in reversed(world.activities) if ids is None or a.id in ids]
    for entry in filters or []:
        chosen = [a for a in chosen if FILTERS[entry["Name"]](a) in entry["Values"]]
    offset, limit = request.get("Offset") or 0, request.get("Limit")
    page = chosen[offset:offset + (20 if limit is None else limit)]
    return {"TotalCount": len(chosen), "RefreshActivitySet": [answers.described(world, a) for a in page]}


def check_limits(ids, filters, request):
    """[project] describe-limits."""
    if ids is not None and filters is not None:
        raise calls.Refused("InvalidParameter.Conflict")
    if (request.get("Limit") or 0) > 100 or len(ids or []) > 100:
        raise calls.Refused("InvalidParameterValue.LimitExceeded")
    if len(filters or []) > 10:
        raise calls.Refused("InvalidParameterValue.Filter")
    if any(f["Name"] not in FILTERS for f in filters or []):
        raise calls.Refused("InvalidParameterValue.InvalidFilter")
    if any(len(f["Values"]) > 5 for f in filters or []):
        raise calls.Refused("LimitExceeded.FilterValuesTooLong")


def modify(world, request):
    """At once."""
    configuration = world.configurations.get(request["LaunchConfigurationId"])
    if configuration is None:
        raise calls.Refused("ResourceNotFound.LaunchConfigurationIdNotFound")
    configuration.update({k: v for k, v in request.items() if k != "LaunchConfigurationId" and v is not None})
    return {}


# --- instances ----------------------------------------------------------------------------------------------------
def chosen_instances(world, request, blocking, states):
    """A call with several ids is refused whole; [project] ids-once."""
    group = world.group(request["AutoScalingGroupId"])
    if group is None:
        raise calls.Refused("ResourceNotFound.AutoScalingGroupNotFound")
    chosen = [find_instance(group, i) for i in dict.fromkeys(request["InstanceIds"])]
    if None in chosen:
        raise calls.Refused("ResourceNotFound.InstancesNotFound")
    if any(r.status in blocking for i in chosen for r in world.rows_of(i)):
        raise calls.Refused("ResourceUnavailable.InstanceInOperation")
    if any(i.state not in states for i in chosen):
        raise calls.Refused("FailedOperation.NoActivityToGenerate")
    return chosen


def find_instance(group, instance_id):
    return next((i for i in group.instances if i.id == instance_id and i.exists), None)


def enter_standby(world, request):
    for instance in chosen_instances(world, request, IN_FLIGHT + ("WAITING",), ("IN_SERVICE",)):
        lower_desired(instance)
        instance.state = "STANDBY"
    return {}


def exit_standby(world, request):
    """ "ExitStandby puts it IN_SERVICE as it is\""""
    for instance in chosen_instances(world, request, IN_FLIGHT + ("WAITING",), ("STANDBY",)):
        if instance.lowered:
            instance.lowered = False
            instance.group.desired = min(instance.group.desired + 1, max(instance.group.desired, instance.group.max))
        steps.enter_service(world, instance)
    return {}


def take_away(world, request):
    """DetachInstances and RemoveInstances."""
    states = ("IN_SERVICE", "STANDBY", "CREATION_FAILED", "TERMINATION_FAILED")
    for instance in chosen_instances(world, request, IN_FLIGHT, states):
        if instance.state in ("IN_SERVICE", "STANDBY"):
            lower_desired(instance)
        refresh.lose_instance(world, instance)
    return {}


def lower_desired(instance):
    """[A] desired-follows-calls: not below MinSize, at most once, no surge instance; [project] standby-memory."""
    group = instance.group
    if instance.lowered or instance.surge or group.desired <= group.min:
        return
    group.desired -= 1
    instance.lowered = True


ACTIONS = {"DescribeRefreshActivities": describe, "ModifyLaunchConfigurationAttributes": modify,
           "EnterStandby": enter_standby, "ExitStandby": exit_standby,
           "DetachInstances": take_away, "RemoveInstances": take_away}
