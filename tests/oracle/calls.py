"""The calls (model.md, sections 5 and 6): the common checks in their order, and the five that change a refresh."""
import activity as activities
import fleet_calls
import shape
from world import PAUSES

REFUSED = {
    "role": "UnauthorizedOperation.AutoScalingRoleUnauthorized",
    "group": "ResourceNotFound.AutoScalingGroupIdNotFound",
    "activity": "ResourceNotFound.RefreshActivityNotFound",
    "abnormal": "ResourceUnavailable.AutoScalingGroupAbnormalStatus",
    "refreshing": "ResourceUnavailable.AutoScalingGroupInRefreshActivity",
    "active": "ResourceUnavailable.AutoScalingGroupInActivity",
    "none": "ResourceUnavailable.NoInstanceCanRefresh",
    "batches": "InvalidParameterValue.BatchNumberTooLarge",
    "surge": "InvalidParameterValue.MaxSurgeTooLarge",
    "image": "ResourceUnavailable.InquiryPriceResetInstanceFailed",
    "conflict": "ResourceUnavailable.RefreshActivityStatusConflictWithOperation",
    "again": "ResourceUnavailable.RollbackTypeActivityCanNotRollbackAgain",
    "cannot": "ResourceUnavailable.RefreshActivityCanNotRollback",
    "nothing": "ResourceUnavailable.NoInstanceCanRollback",
}


class Refused(Exception):
    """A rejected call changes nothing; its argument is the code."""


def refuse_if(condition, reason):
    if condition:
        raise Refused(REFUSED[reason])


def make(world, call, place):
    """One call is made, and answered."""
    request = with_names(world, call)
    try:
        response = answer(world, call, request)
    except Refused as refused:
        response = {"Error": {"Code": str(refused), "Message": str(refused)}}
    response["RequestId"] = f"{place}-{world.now}"
    world.answers.append({"at_ms": world.now, "action": call.action, "as": call.name, "request": request,
                          "response": {"Response": response}, "place": place})


def with_names(world, call):
    """`$name` is read only where an activity's id stands."""
    request = dict(call.request)
    for key in ("RefreshActivityId", "OriginRefreshActivityId", "RefreshActivityIds"):
        if key in request:
            request[key] = named(world, request[key])
    if isinstance(request.get("Filters"), list):
        request["Filters"] = [filter_with_names(world, f) for f in request["Filters"]]
    return request


def filter_with_names(world, entry):
    if not isinstance(entry, dict) or entry.get("Name") != "refresh-activity-id":
        return entry
    return {**entry, "Values": named(world, entry.get("Values"))} if "Values" in entry else entry


def named(world, value):
    """ "A `$name` whose call has made no activity is sent as it stands.\""""
    if isinstance(value, list):
        return [named(world, v) for v in value]
    if isinstance(value, str) and value.startswith("$") and value[1:] in world.names:
        return world.names[value[1:]].id
    return value


def answer(world, call, request):
    """[A] error-order: rate · shape · MaxSurge in a rollback · and then by action."""
    second = (call.action, world.now // 1000)
    world.rate[second] = world.rate.get(second, 0) + 1
    if world.rate[second] > 20:
        raise Refused("RequestLimitExceeded")
    wrong = shape.error(call.action, request)
    if wrong:
        raise Refused(wrong)
    if call.action in FIVE:
        return change_refresh(world, call, request)
    return fleet_calls.ACTIONS[call.action](world, request)


def change_refresh(world, call, request):
    if call.action == "RollbackInstanceRefresh" and request["RefreshSettings"]["RollingUpdateSettings"].get("MaxSurge"):
        raise Refused("UnsupportedOperation")
    refuse_if(not world.spec.authorized, "role")
    group = world.group(request["AutoScalingGroupId"])
    refuse_if(group is None, "group")
    return FIVE[call.action](world, call, request, group)


def find_activity(group, activity_id):
    """A thing of another group is not found."""
    found = next((a for a in group.activities if a.id == activity_id), None)
    refuse_if(found is None, "activity")
    return found


def start(world, call, request, group):
    settings = shape.full_settings(request["RefreshSettings"])
    rolling = settings["RollingUpdateSettings"]
    refuse_if(group.status != "NORMAL", "abnormal")
    refuse_if(world.open_activity(group), "refreshing")
    refuse_if(world.in_activity(group), "active")
    count = len(activities.can_refresh(group))
    refuse_if(count == 0, "none")
    refuse_if(rolling["BatchNumber"] > count, "batches")
    refuse_if(rolling["MaxSurge"] > count // rolling["BatchNumber"], "surge")  # [A] smallest-batch
    refuse_if(world.image_problem(world.configurations[group.configuration].get("ImageId")), "image")
    mode = request.get("RefreshMode") or "ROLLING_UPDATE_RESET"
    return {"RefreshActivityId": activities.start(world, group, call.name, call.id, mode, settings).id}


def stop(world, call, request, group):
    """ "in RUNNING, not in surge scale-in; else the conflict. → MANUAL_PAUSE at once.\""""
    found = find_activity(group, request["RefreshActivityId"])
    refuse_if(found.status != "RUNNING" or activities.in_scale_in(found), "conflict")
    world.set_activity(found, "MANUAL_PAUSE")
    return {}


def resume(world, call, request, group):
    found = find_activity(group, request["RefreshActivityId"])
    refuse_if(found.status not in PAUSES, "conflict")
    activities.resume(world, found, request.get("ResumeMode") or "RETRY")
    return {}


def cancel(world, call, request, group):
    found = find_activity(group, request["RefreshActivityId"])
    refuse_if(not activities.can_cancel(found), "conflict")
    activities.end_cancelled(world, found, "CANCELLED")
    return {}


def roll_back(world, call, request, group):
    """Section 6, 1."""
    origin = find_activity(group, request["OriginRefreshActivityId"])
    settings = shape.full_settings(request["RefreshSettings"])
    refuse_if(group.status != "NORMAL", "abnormal")
    refuse_if(world.open_activity(group) not in (None, origin), "refreshing")
    refuse_if(world.in_activity(group), "active")
    refuse_if(origin.type == "ROLLBACK", "again")
    refuse_if(origin.status not in PAUSES + ("SUCCESSFUL",), "conflict")
    refuse_if(origin.status == "SUCCESSFUL" and origin is not group.activities[-1], "cannot")
    refuse_if(origin.mode == "ROLLING_UPDATE_REPLACE", "cannot")  # [A] no-replace-rollback
    rows = activities.can_roll_back(origin)
    refuse_if(not rows, "nothing")
    refuse_if(settings["RollingUpdateSettings"]["BatchNumber"] > len(rows), "batches")
    refuse_if(any(world.image_problem(r.old_image) for r in rows), "image")
    return {"RefreshActivityId": activities.roll_back(world, origin, call.name, call.id, settings).id}


FIVE = {"StartInstanceRefresh": start, "StopInstanceRefresh": stop, "ResumeInstanceRefresh": resume,
        "CancelInstanceRefresh": cancel, "RollbackInstanceRefresh": roll_back}
