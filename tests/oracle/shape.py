"""The shape of a request (model.md, section 5; [project] shape-order, describe-limits; the API's table of fields)."""


def one_of(*values):
    return ("text", lambda v: v in values)


def number(low, high=None):
    return ("integer", lambda v: v >= low and (high is None or v <= high))


TEXT = ("text", lambda v: True)
FLAG = ("flag", lambda v: True)
TEXT_OR_MAP = ("text or map", lambda v: True)

ROLLING = {"BatchNumber": (True, number(1)),
           "BatchPause": (False, one_of("AUTOMATIC", "FIRST_BATCH_PAUSE", "BATCH_INTERVAL_PAUSE")),
           "MaxSurge": (False, number(0)),
           "FailProcess": (False, one_of("AUTO_PAUSE", "AUTO_ROLLBACK", "AUTO_CANCEL"))}
SETTINGS = {"RollingUpdateSettings": (True, ("map", ROLLING)),
            "CheckInstanceTargetHealth": (False, FLAG),
            "CheckInstanceTargetHealthTimeout": (False, number(60, 7200))}
ONE_ACTIVITY = {"AutoScalingGroupId": (True, TEXT), "RefreshActivityId": (True, TEXT)}
SOME_INSTANCES = {"AutoScalingGroupId": (True, TEXT), "InstanceIds": (True, ("list", TEXT))}
FILTER = {"Name": (True, TEXT), "Values": (True, ("list", TEXT))}

FIELDS = {
    "StartInstanceRefresh": {
        "AutoScalingGroupId": (True, TEXT), "RefreshSettings": (True, ("map", SETTINGS)),
        "RefreshMode": (False, one_of("ROLLING_UPDATE_RESET", "ROLLING_UPDATE_REPLACE"))},
    "RollbackInstanceRefresh": {
        "AutoScalingGroupId": (True, TEXT), "OriginRefreshActivityId": (True, TEXT),
        "RefreshSettings": (True, ("map", SETTINGS)), "RefreshMode": (False, one_of("ROLLING_UPDATE_RESET"))},
    "StopInstanceRefresh": ONE_ACTIVITY,
    "CancelInstanceRefresh": ONE_ACTIVITY,
    "ResumeInstanceRefresh": {**ONE_ACTIVITY, "ResumeMode": (False, one_of("RETRY", "CONTINUE"))},
    "DescribeRefreshActivities": {
        "RefreshActivityIds": (False, ("list", TEXT)), "Filters": (False, ("list", ("map", FILTER))),
        "Limit": (False, number(0)), "Offset": (False, number(0))},
    "ModifyLaunchConfigurationAttributes": {
        "LaunchConfigurationId": (True, TEXT), "ImageId": (False, TEXT), "UserData": (False, TEXT),
        "EnhancedService": (False, TEXT_OR_MAP), "HostName": (False, TEXT_OR_MAP),
        "LoginSettings": (False, TEXT_OR_MAP)},
    "EnterStandby": SOME_INSTANCES, "ExitStandby": SOME_INSTANCES,
    "DetachInstances": SOME_INSTANCES, "RemoveInstances": SOME_INSTANCES,
}

IS_TYPE = {
    "text": lambda v: isinstance(v, str),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "flag": lambda v: isinstance(v, bool),
    "map": lambda v: isinstance(v, dict),
    "list": lambda v: isinstance(v, list),
    "text or map": lambda v: isinstance(v, (str, dict)),
}

ORDER = ("MissingParameter", "UnknownParameter", "InvalidParameter", "InvalidParameterValue")


def error(action, request):
    """The first of the four that occurs anywhere in the request; None if it is well formed."""
    found = set()
    look_into(request, FIELDS[action], found)
    return next((code for code in ORDER if code in found), None)


def look_into(given, fields, found):
    """null counts as missing."""
    for key, (required, what) in fields.items():
        if given.get(key) is None:
            if required:
                found.add("MissingParameter")
        else:
            look_at(given[key], what, found)
    if any(key not in fields for key in given):
        found.add("UnknownParameter")


def look_at(value, what, found):
    """Below a value of a wrong type nothing is looked for."""
    kind, more = what
    if not IS_TYPE[kind](value):
        found.add("InvalidParameter")
    elif kind == "map":
        look_into(value, more, found)
    elif kind == "list":
        for element in value:
            look_at(element, more, found)
    elif not more(value):
        found.add("InvalidParameterValue")


def full_settings(settings):
    """With the defaults of section 5 and of the API's table."""
    rolling = settings["RollingUpdateSettings"]
    return {
        "RollingUpdateSettings": {
            "BatchNumber": rolling["BatchNumber"], "BatchPause": or_else(rolling.get("BatchPause"), "AUTOMATIC"),
            "MaxSurge": or_else(rolling.get("MaxSurge"), 0),
            "FailProcess": or_else(rolling.get("FailProcess"), "AUTO_PAUSE")},
        "CheckInstanceTargetHealth": or_else(settings.get("CheckInstanceTargetHealth"), False),
        "CheckInstanceTargetHealthTimeout": or_else(settings.get("CheckInstanceTargetHealthTimeout"), 1800)}


def or_else(value, default):
    return default if value is None else value
