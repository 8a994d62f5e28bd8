"""tools/determinism: proves that a result is the same everywhere, or names the first that is not.

Builds the program in several ways, runs every scenario with each in several surroundings, and compares fingerprints and
the bytes of `run --format json` with those of the first build, and the fingerprints with those stored in
tests/determinism/fingerprints.txt. Exit 1 on any difference; 2 if something that is needed is not there.
"""
import argparse
import datetime
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import building
import canaries
import matrix
import running
import scenarios
import stored
from comparing import Row, compare, table, timed


def main():
    options = parse_options()
    root = Path(options.builds or scenarios.SOURCE / "build-determinism").resolve()
    chosen = [build for build in matrix.BUILDS
              if (build.name in options.only if options.only else options.all or build.quick)]
    if options.install:
        return install(chosen, root)
    paths = scenarios.find()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LOCPATH"] = str(Path(folder) / "locale")
        locale = running.make_locale(Path(folder) / "locale")
        refuse_if_lacking([] if options.program else chosen, root, locale)
        if options.program:
            return judge_program([str(Path(options.program).resolve())], root, paths, options)
        return judge_matrix(chosen, root, paths, options)


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--quick", action="store_true", help="a part of the matrix, for every change (the default)")
    what.add_argument("--all", action="store_true", help="the whole matrix, other processors too")
    what.add_argument("--program", metavar="FILE", help="no builds: this program in all surroundings")
    what.add_argument("--only", nargs="+", metavar="BUILD", choices=[build.name for build in matrix.BUILDS],
                      help="these builds of the matrix; the first one is run in all surroundings")
    parser.add_argument("--canaries", action="store_true",
                        help="with --program: also the builds that are wrong on purpose, which must be caught")
    parser.add_argument("--install", action="store_true", help="install what the chosen part needs, then stop")
    parser.add_argument("--update", action="store_true", help="write fingerprints.txt instead of comparing with it")
    parser.add_argument("--builds", metavar="DIR", help="where builds are kept (default: build-determinism)")
    return parser.parse_args()


# --- what is needed -----------------------------------------------------------------------------
def install(chosen, root):
    sections = ["build", "test", "ci"] + ["processors"] * any(build.triple for build in chosen)
    print("+ tools/install-packages", *sections, flush=True)
    subprocess.run([scenarios.SOURCE / "tools/install-packages", *sections], check=True)
    for build in chosen:
        if build.triple and building.lacking_libraries(build, root):
            print("+ libraries for", build.processor, flush=True)
            building.fetch_sysroot(build, root)
    return 0


def refuse_if_lacking(chosen, root, locale):
    lacking = {each for build in chosen for each in building.lacking(build, root)}
    if not locale:
        lacking.add("the sources of locales (Debian: locales)")
    if lacking:
        print("tools/determinism: not there: " + ", ".join(sorted(lacking))
              + "\nThe same command with --install installs it.", file=sys.stderr)
        sys.exit(2)


# --- judging ------------------------------------------------------------------------------------
def judge_program(program, root, paths, options):
    build = matrix.Build(Path(program[0]).name, "given", "")
    try:
        reference = running.results(program, matrix.PLAIN, paths)
        rows = surroundings(build, program, paths, reference) + [jobs(build, program)]
        rows += canaries.judge(root, paths) if options.canaries else []
    except (building.Failed, running.Broken) as error:
        return broken(error)
    return verdict(rows, paths, reference, options)


def judge_matrix(chosen, root, paths, options):
    rows, reference = [], None
    for build in chosen:
        try:
            say(f"building {build.name}")
            program = building.program(build, building.configure_and_build(build, root))
            say(f"running {build.name}")
            if reference is None:
                reference = running.results(program, matrix.PLAIN, paths)
                rows += surroundings(build, program, paths, reference) + [jobs(build, program)]
            else:
                rows.append(timed(Row(build, "plain"), lambda row: compare(
                    row, reference, running.results(program, matrix.PLAIN, paths))))
        except (building.Failed, running.Broken) as error:
            rows.append(Row(build, "plain", trouble=[str(error)]))
            if reference is None:
                return broken(error)
    say("building the canaries")
    rows += canaries.judge(root, paths)
    return verdict(rows, paths, reference, options)


def surroundings(build, program, paths, reference):
    """The program in all surroundings but the plain one, and once more in that."""
    return [timed(Row(build, each.name), lambda row: compare(row, reference, running.results(program, each, paths)))
            for each in matrix.SURROUNDINGS]


def jobs(build, program):
    """`test` and `compare` print and write the same for any number of threads."""
    def work(row):
        outputs = [outputs_with(program, str(count)) for count in matrix.JOBS]
        row.of = len(outputs)
        row.fingerprints = row.results = sum(output == outputs[0] for output in outputs)
        if row.results < row.of:
            row.trouble = [f"`test` or `compare` says something else with --jobs {', '.join(map(str, matrix.JOBS))}"]
    return timed(Row(build, f"--jobs {', '.join(map(str, matrix.JOBS))}"), work)


def outputs_with(program, count):
    """Everything that the commands with threads print and write."""
    with tempfile.TemporaryDirectory() as folder:
        junit, replicas = Path(folder) / "tests.xml", Path(folder) / "replicas.csv"
        said = running.run(program, matrix.PLAIN, ["test", *scenarios.FOLDERS, "--jobs", count, "--junit", str(junit)])
        study = running.run(program, matrix.PLAIN, ["compare", "--format", "json", "--jobs", count, "--replicas",
                                                    str(replicas), scenarios.STUDY])
        return said, junit.read_bytes(), study, replicas.read_bytes()


def verdict(rows, paths, reference, options):
    print(table(rows))
    trouble = [line for row in rows for line in row.trouble[:1] and [f"{row.build.name}, {row.surrounding}:",
                                                                      *row.trouble]]
    first = {path: json.loads(reference[path, 0]) for path in paths}
    trouble += [f"no scenario has: {each}" for each in scenarios.missing(paths, first)]
    if options.update:
        stored.write(reference)
    changed = stored.differences(reference)
    if changed:
        trouble += ["fingerprints.txt:", *changed, "If that is meant: tools/determinism --update"]
    print(f"{len(paths)} scenarios × {len(matrix.REPLICAS)} replicas, {len(rows)} rows, {datetime.date.today()}: "
          + ("all equal" if not trouble else "NOT EQUAL"))
    print("\n".join(trouble), end="\n" if trouble else "")
    return 1 if trouble else 0


def broken(error):
    print(f"tools/determinism: {error}")
    return 1


def say(what):
    print(f"tools/determinism: {what}", file=sys.stderr, flush=True)
