"""What a run yields: activities as DescribeRefreshActivities gives them, and the whole result (interface.md, 4)."""
from datetime import timedelta

import judge
import measure


def utc(world, ms):
    return None if ms is None else (world.spec.start + timedelta(milliseconds=ms)).strftime("%Y-%m-%dT%H:%M:%SZ")


def described_row(row):
    return {"InstanceId": row.instance.id, "InstanceStatus": row.status, "LastActivityId": row.last_activity,
            "InstanceStatusMessage": row.message}


def described_batch(world, batch):
    return {"RefreshBatchNum": batch.number, "RefreshBatchStatus": batch.status,
            "StartTime": utc(world, batch.start), "EndTime": utc(world, batch.end),
            "RefreshBatchRelatedInstanceSet": [described_row(r) for r in batch.rows]}


def described(world, activity):
    """OriginRefreshActivityId: rollbacks only."""
    answer = {"AutoScalingGroupId": activity.group.id, "RefreshActivityId": activity.id,
              "ActivityType": activity.type, "RefreshMode": activity.mode,
              "RefreshSettings": {**activity.settings, "RollingUpdateSettings": dict(activity.rolling)},
              "Status": activity.status, "CurrentRefreshBatchNum": activity.current,
              "CreatedTime": utc(world, activity.created), "StartTime": utc(world, activity.start),
              "EndTime": utc(world, activity.end),
              "RefreshBatchSet": [described_batch(world, b) for b in activity.batches]}
    if activity.origin:
        answer["OriginRefreshActivityId"] = activity.origin.id
    return answer


def with_ms(world, activity):
    answer = {"as": activity.name, **described(world, activity), "CreatedTime_ms": activity.created,
              "StartTime_ms": activity.start, "EndTime_ms": activity.end,
              "statistics": measure.of_activity(world, activity)}
    for batch, entry in zip(activity.batches, answer["RefreshBatchSet"]):
        entry["StartTime_ms"], entry["EndTime_ms"] = batch.start, batch.end
    return answer


def of_instance(world, instance):
    return {"InstanceId": instance.id, "AutoScalingGroupId": instance.group.id, "zone": instance.zone,
            "LifeCycleState": instance.state, "ImageId": instance.image, "healthy": instance.healthy,
            "surge": bool(instance.surge), "gone_ms": instance.gone,
            "downtime_ms": measure.downtime(world, instance), "attempts": instance.attempts,
            "images": list(instance.images)}


def of_group(world, group):
    return {"DesiredCapacity": group.desired, "AutoScalingGroupStatus": group.status,
            "EnabledStatus": "DISABLED" if world.open_activity(group) else "ENABLED",
            "InActivityStatus": "IN_ACTIVITY" if world.in_activity(group) else "NOT_IN_ACTIVITY",
            **measure.of_group(world, group)}


def result(world):
    groups = {g.id: of_group(world, g) for g in world.groups}
    return {"name": world.spec.name, "seed": world.seed, "replica": world.replica, "start": utc(world, 0),
            "end": utc(world, world.end), "end_ms": world.end,
            "calls": [{k: v for k, v in a.items() if k != "place"} for a in world.answers],
            "activities": [with_ms(world, a) for a in world.activities],
            "instances": [of_instance(world, i) for i in world.instances()],
            "groups": groups, "expectations": judge.all_expectations(world, groups)}
