"""Changes the program in one place after another; each change must make a fast test fail."""
import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import equivalent
import report
import running
import schemata

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("sim/engine/", "sim/fleet/", "sim/record/", "sim/run/", "sim/service/")
PROGRAMS = ("model", "engine", "golden", "property", "report")


@dataclass
class Project:
    """Where the sources are, and how their copy becomes test programs."""
    root: Path
    folder: Path          # of the copy and what is built from it
    every_file: set
    changed_files: set
    build: object         # folder → the test programs
    explained: Path


def listed(root, *words):
    found = subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, text=True).stdout
    return {name for name in found.splitlines() if (root / name).is_file()}


def build(folder):
    log = folder / "build.log"
    source, place = folder / "source/tests/mutation/copy", folder / "build"
    with log.open("w") as out:
        for command in (["cmake", "-S", source, "-B", place, "-G", "Ninja"],
                        ["cmake", "--build", place, "-j", str(min(2, os.cpu_count()))]):
            if subprocess.run(command, stdout=out, stderr=subprocess.STDOUT).returncode != 0:
                lines = [line for line in log.read_text(errors="replace").splitlines() if "error" in line]
                sys.exit("\n".join([*lines[:20], f"the copy does not build; all of it is in {log}"]))
    return [place / f"tests/{room}/test_{room}" for room in PROGRAMS]


def this_project(folder):
    every = listed(ROOT, "ls-files", "--cached", "--others", "--exclude-standard")
    changed = {name for name in every if name.startswith(ROOMS) and name.endswith((".h", ".cpp"))}
    return Project(ROOT, folder, every, changed, build, Path(__file__).with_name("equivalent.txt"))


def changed_lines(root, commit):
    """file → the numbers of its lines that are not as they were then."""
    command = ["git", "diff", "--unified=0", "--no-renames", "--no-color", commit]
    diff = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True, errors="replace").stdout
    lines, file = {}, ""
    for line in diff.splitlines():
        if line.startswith("+++ "):
            file = line[len("+++ b/"):]
        elif hunk := re.match(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@", line):
            first, count = int(hunk[1]), int(hunk[2] or 1)
            lines.setdefault(file, set()).update(range(first, first + count))
    return lines


def chosen(sites, options, root, explained=frozenset()):
    """The changes to try: all, those of some files, or a sample and what stands in changed lines."""
    sites = [site for site in sites if not site.meaningless]
    if options.unexplained:
        sites = [site for site in sites if site.key() not in explained]
    if options.only:
        sites = [site for site in sites if any(site.file.startswith(name) for name in options.only)]
    if options.number:
        sites = [site for site in sites if site.number in options.number]
    if options.sample is None or options.sample >= len(sites):
        return sites
    touched = changed_lines(root, options.changed_since) if options.changed_since else {}
    always = [site for site in sites if site.line in touched.get(site.file, ())]
    others = [site for site in sites if site not in set(always)]
    sample = random.Random(options.seed).sample(others, min(options.sample, len(others)))
    return sorted([*always, *sample], key=lambda site: site.number)


def try_all(project, sites, wanted, jobs):
    """site → the test that killed it, or None."""
    programs = project.build(project.folder)
    memory = project.folder / "killers.json"
    before = json.loads(memory.read_text()) if memory.exists() else {}
    outcomes, began = {}, time.monotonic()
    with ThreadPoolExecutor(jobs) as pool, tempfile.TemporaryDirectory() as folder:
        seen = [site.number for site in sites if not site.table]
        suite = running.learn(programs, seen, pool, Path(folder), project.folder / "learned.pickle")
        suite.recall(before)
        try:
            for site, killer in zip(wanted, pool.map(lambda site: running.kill(suite, site), wanted)):
                outcomes[site] = killer
                if killer is not None:
                    before["|".join(site.key())] = killer.name
                else:
                    report.survivor(site)
                alive = sum(killer is None for killer in outcomes.values())
                report.progress(len(outcomes), len(wanted), alive, time.monotonic() - began)
        finally:  # a run that is interrupted has not been for nothing
            pool.shutdown(cancel_futures=True)
            memory.write_text(json.dumps(before, indent=0, sort_keys=True))
    return outcomes


def judge(project, sites, outcomes):
    """Prints everything; 1 if a change survived that nothing explains, or an explanation is out of date."""
    entries = equivalent.read(project.explained)
    explained = {entry.key() for entry in entries}
    report.table(outcomes, explained)
    wrong = report.survivors(outcomes, explained)
    for entry in equivalent.strangers(entries, sites):
        wrong += 1
        print(f"{project.explained.name}:{entry.place}: there is no such change any more: {entry.file}: {entry.change}")
    for entry in equivalent.killed_after_all(entries, sites, outcomes):
        wrong += 1
        print(f"{project.explained.name}:{entry.place}: a test kills it: {entry.file}: {entry.change}")
    return 1 if wrong else 0


def options_of(words):
    parser = argparse.ArgumentParser(prog="tools/mutate", description=__doc__)
    parser.add_argument("--sample", type=int, metavar="N", help="only N changes, chosen by the seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--changed-since", metavar="COMMIT", help="with --sample: and all in lines changed since then")
    parser.add_argument("--only", nargs="+", metavar="FILE", help="only these files, or folders")
    parser.add_argument("--number", nargs="+", type=int, help="only these changes")
    parser.add_argument("--unexplained", action="store_true",
                        help="not those that no test can notice: each of them costs a run of all tests")
    parser.add_argument("--list", action="store_true", help="print the changes, try none")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count()))
    parser.add_argument("--folder", type=Path, default=ROOT / "build-mutants", help="where the copy is built")
    return parser.parse_args(words)


def run(project, options):
    sites = schemata.copy(project.root, project.folder / "source", project.every_file, project.changed_files)
    explained = {entry.key() for entry in equivalent.read(project.explained)}
    wanted = chosen(sites, options, project.root, explained)
    if options.list:
        for site in wanted:
            print(f"{site.number} {site.file}:{site.line}: {site.change}")
        return 0
    if not wanted:
        sys.exit("no change is chosen")
    if options.sample is not None:
        print(f"{len(wanted)} of {sum(not site.meaningless for site in sites)} changes: a sample with seed {options.seed}"
              + (f" and what changed since {options.changed_since}" if options.changed_since else ""), flush=True)
    outcomes = try_all(project, sites, wanted, options.jobs)
    return judge(project, sites, outcomes)


def main():
    options = options_of(sys.argv[1:])
    try:
        return run(this_project(options.folder.resolve()), options)
    except (equivalent.WrongList, running.UnchangedTestsFail) as error:
        sys.exit(str(error))
