#!/usr/bin/python3
"""How long a large log takes to become a scenario.

importing.py PROGRAM [MIB [FILE]]: a refresh of two hundred instances, of which some fail and are
retried, is run by PROGRAM and polled until its calls, written as the Terraform provider writes them,
fill MIB (100); then PROGRAM imports that log, and diff replays what came of it. Prints the MiB, the
snapshots, the seconds of CPU and of wall time of the import, and how diff ended (0: no difference).
FILE keeps the log.
"""

import datetime
import json
import os
import subprocess
import sys
import tempfile
import time

SNAPSHOT_BYTES = 26_700
RUN_S = 7200
START = datetime.datetime(2025, 1, 1)
SCENARIO = """refreshsim: 1
launch_configurations: {asc-web: {ImageId: img-v2}}
scaling_groups: {asg-web: {launch_configuration: asc-web, instances: 200, min: 0}}
timing: {reinstall: {uniform: {min: 3m, max: 9m}}}
faults:
  - {match: {step: reinstall, batch: 3, attempt: 1}, probability: 0.2, outcome: fail}
calls:
  - at: 1m
    as: refresh
    action: StartInstanceRefresh
    request: {AutoScalingGroupId: asg-web, RefreshSettings: {RollingUpdateSettings: {BatchNumber: 10}}}
  - when: {activity: refresh, status: FAILED_PAUSE}
    after: 5m
    action: ResumeInstanceRefresh
    request: {AutoScalingGroupId: asg-web, RefreshActivityId: $refresh, ResumeMode: RETRY}
"""


def scenario(polls):
    calls = [
        f"  - {{at: {61_000 + i * RUN_S * 1000 // polls}ms, action: DescribeRefreshActivities, request: {{}}}}\n"
        for i in range(polls)
    ]
    return SCENARIO + "".join(calls)


def entry(call):
    at = START + datetime.timedelta(milliseconds=call["at_ms"])
    stamp = at.isoformat(timespec="milliseconds") + "Z"
    request = json.dumps(call["request"], separators=(",", ":"))
    response = json.dumps(call["response"], separators=(",", ":"))
    return (
        f"{stamp} [DEBUG] provider.terraform-provider-tencentcloud_v1.81: {at:%Y/%m/%d %H:%M:%S} "
        f"[DEBUG] log-1 api[{call['action']}] success, request body [{request}], "
        f"response body [{response}]\n"
    )


def main():
    program = sys.argv[1]
    mib = float(sys.argv[2]) if len(sys.argv) > 2 else 100
    polls = int(mib * (1 << 20) / SNAPSHOT_BYTES) + 1
    with tempfile.TemporaryDirectory() as folder:
        log = sys.argv[3] if len(sys.argv) > 3 else os.path.join(folder, "large.log")
        yaml = os.path.join(folder, "polled.yaml")
        with open(yaml, "w", encoding="utf-8") as file:
            file.write(scenario(polls))
        result = subprocess.run([program, "run", yaml, "--format", "json"], stdout=subprocess.PIPE, check=True)
        calls = json.loads(result.stdout)["calls"]
        with open(log, "w", encoding="utf-8") as file:
            file.writelines(entry(call) for call in calls)
        imported = os.path.join(folder, "imported.yaml")
        before, wall = os.times().children_user + os.times().children_system, time.monotonic()
        subprocess.run([program, "import", log, "--output", imported], stderr=subprocess.DEVNULL, check=True)
        wall_s = time.monotonic() - wall
        cpu_s = os.times().children_user + os.times().children_system - before
        ending = subprocess.run([program, "diff", imported, log], stdout=subprocess.DEVNULL, check=False)
        print(f"{os.path.getsize(log) / (1 << 20):.1f} {polls} {cpu_s:.2f} {wall_s:.2f} {ending.returncode}")


main()
