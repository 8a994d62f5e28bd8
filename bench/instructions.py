#!/usr/bin/python3
"""Counts the instructions of ten fixed workloads, and compares them with instructions.txt.

instructions.py PROGRAM [--update] [--only NAME …]

Instructions do not depend on how busy the machine is: callgrind (valgrind) counts the same on every
run, as long as compiler, libraries and what they find out about processor and environment are the
same; all that is pinned here or named in the figures' file. Exit 1 if one grew by more than 3 %;
with other compilers or libraries than those of the file it only shows what it counted.
"""
import argparse
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FIGURES = HERE / "instructions.txt"
MOST_GROWTH = 0.03
PACKAGES = ["g++-12", "libc6", "libstdc++6", "libfmt9", "libsqlite3-0", "libyaml-0-2", "libzstd1",
            "valgrind"]
# What glibc would choose by the processor, and what the environment's size would move.
ENVIRONMENT = {
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-AVX512F,-AVX512VL,-ERMS,-FSRM,-FMA:"
                      "glibc.cpu.x86_non_temporal_threshold=0xc0000:"
                      "glibc.cpu.x86_rep_movsb_threshold=0x800",
    "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "TZ": "UTC", "TMPDIR": "/tmp",
}

HEAD = """refreshsim: 1
seed: 7
launch_configurations: {asc-web: {ImageId: img-v1}}
scaling_groups:
  asg-web:
    launch_configuration: asc-web
"""
TIMING = """timing:
  drain: {uniform: {min: 10s, max: 20s}}
  reinstall: {lognormal: {median: 4m, p95: 9m}}
  health_check: {uniform: {min: 5s, max: 25s}}
"""
START = """  - {at: 0s, action: ModifyLaunchConfigurationAttributes,
     request: {LaunchConfigurationId: asc-web, ImageId: img-v2}}
  - at: 1s
    as: refresh
    action: StartInstanceRefresh
    request:
      AutoScalingGroupId: asg-web
      RefreshSettings:
        CheckInstanceTargetHealth: true
        RollingUpdateSettings: {BatchNumber: %d, BatchPause: %s, FailProcess: %s}
"""
RESUME = """  - {when: {activity: refresh, status: %s}, after: 1m, times: always,
     action: ResumeInstanceRefresh,
     request: {AutoScalingGroupId: asg-web, RefreshActivityId: $refresh, ResumeMode: %s}}
"""


def rolling(instances, faults="", calls="", batches=10, pause="AUTOMATIC", fail="AUTO_PAUSE"):
    fleet = instances if isinstance(instances, str) else f"    instances: {instances}\n"
    return (HEAD + fleet + TIMING + (f"faults:\n{faults}" if faults else "") + "calls:\n" +
            START % (batches, pause, fail) + calls)


def listed(count):
    lines = (f"      - {{id: ins-{i:08d}, zone: zone-{i % 3 + 1}, ImageId: img-v1}}\n"
             for i in range(1, count + 1))
    return "    instances:\n" + "".join(lines)


def many_faults(count):
    kinds = ["{match: {instance: ins-%08d, step: boot, attempt: 1}, outcome: fail}",
             "{match: {instance: ins-%08d, step: reinstall}, outcome: {delay: 30s}}",
             "{match: {zone: zone-1, image: img-%d, step: drain}, outcome: fail}",
             "{match: {image: img-v2, batch: %d, step: boot}, probability: 0.01, outcome: fail}"]
    return "".join(f"  - {kinds[i % 4] % (i + 10)}\n" for i in range(count))


def many_triggers(count):
    one = ("  - {when: {group: asg-web, serving_below: %d}, action: DescribeRefreshActivities, "
           "request: {Limit: 1}}\n")
    return "".join(one % (2000 - 3 * i) for i in range(count))


STUDY = """refreshsim_study: 1
replicas: 60
scenario:
%s
strategies: {five: {refresh.BatchNumber: 5}, twenty: {refresh.BatchNumber: 20}}
metrics: [duration, availability]
"""


def study():
    return STUDY % "\n".join("  " + line for line in rolling(200).splitlines())


FAILING = "  - {match: {image: img-v2, batch: 10}, outcome: unhealthy}\n"
RETRIED = RESUME % ("FAILED_PAUSE", "RETRY")

# Name: (the file's text, the program's words; FILE stands for it).
WORKLOADS = {
    "run": (rolling(10_000), "run --quiet FILE"),
    "report": (rolling(3_000), "run FILE"),
    "result as JSON": (rolling(3_000), "run --format json FILE"),
    "timeline as CSV": (rolling(3_000), "run --quiet --timeline OUT.csv FILE"),
    "timeline as a database": (rolling(1_000), "run --quiet --timeline OUT.sqlite FILE"),
    "loading a list": (rolling(listed(5_000)), "check FILE"),
    "automatic rollback": (rolling(3_000, FAILING, fail="AUTO_ROLLBACK"), "run --quiet FILE"),
    "many faults": (rolling(3_000, many_faults(1_000), RETRIED), "run --quiet FILE"),
    "many triggers": (rolling(2_000, "", many_triggers(100)), "run --quiet FILE"),
    "replicas of a study": (study(), "compare --jobs 1 FILE"),
    "every interleaving": (None, "explore --states 2000 scenarios/explore/two-instances.yaml"),
    "importing a log": (None, "import tests/incident/logs/calls.jsonl "
                              "tests/incident/logs/describe.txt"),
}


def versions():
    """What the figures depend on, a line."""
    query = ["dpkg-query", "-W", "-f", "${Package} ${Version}\n"] + PACKAGES
    found = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    return "with " + ", ".join(sorted(line for line in found.splitlines() if line))


def count(program, name):
    text, words = WORKLOADS[name]
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        file, out = Path(folder) / "file.yaml", str(Path(folder) / "out")
        if text:
            file.write_text(text)
        words = words.replace("FILE", str(file)).replace("OUT", out).split()
        command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                   "--fair-sched=yes", str(program)] + words
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT,
                              env=ENVIRONMENT)
    collected = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode not in (0, 1) or not collected:
        sys.exit(f"{name}: failed ({done.returncode}): {' '.join(command)}\n{done.stderr[-2000:]}")
    return int(collected.group(1))


def read_figures():
    with_what, figures = "", {}
    for line in FIGURES.read_text().splitlines() if FIGURES.exists() else []:
        if line.startswith("with "):
            with_what = line
        elif line and not line.startswith("#"):
            number, name = line.split(maxsplit=1)
            figures[name] = int(number)
    return with_what, figures


def write_figures(counted):
    FIGURES.write_text("# Instructions of fixed workloads, written by `tools/count-instructions "
                       "--update`; a commit that changes one says why.\n" + versions() + "\n" +
                       "".join(f"{number:>13} {name}\n" for name, number in counted.items()))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program", type=Path)
    arguments.add_argument("--update", action="store_true")
    arguments.add_argument("--only", nargs="+", choices=list(WORKLOADS), default=list(WORKLOADS))
    options = arguments.parse_args()
    program = options.program.resolve()
    with_what, figures = read_figures()
    with ThreadPoolExecutor(max_workers=2) as pool:
        numbers = pool.map(lambda name: count(program, name), options.only)
        counted = dict(zip(options.only, numbers))
    grown = []
    for name, number in counted.items():
        before = figures.get(name)
        change = number / before - 1 if before else 0.0
        print(f"{number:>13} {name}: " + (f"{change:+.2%}" if before else "no figure yet"))
        if change > MOST_GROWTH or not before:
            grown.append(name)
    if options.update:
        return write_figures({**{name: figures[name] for name in WORKLOADS if name in figures},
                              **counted})
    if with_what != versions():
        print(f"The figures are not comparable: they are {with_what}; here it is {versions()}.")
    elif grown:
        sys.exit(f"grown by over {MOST_GROWTH:.0%}: {', '.join(grown)}. If that is meant: "
                 "tools/count-instructions --update, and the commit says why.")
    return None


if __name__ == "__main__":
    main()
