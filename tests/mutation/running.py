"""Runs the tests against one change after another: first those that killed its neighbours, at last all that reach it."""
import hashlib
import os
import pickle
import re
import resource
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

NEIGHBOURS = 6       # tests that killed last in the same file
QUICK_S = 0.4        # of processor time, in the second attempt
SLOW_S = 1.5         # of processor time: a test that takes longer is not a fast one
LEAST_LIMIT_S = 1    # of processor time, after which a change has made the tests hang
CASES = 40           # of each property
MEMORY = 4 << 30
FAILED = re.compile(r"^\[  FAILED  \] (\S+?)[,( ]", re.MULTILINE)
BEGUN = re.compile(r"^\[ RUN      \] (\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Test:
    program: Path
    name: str


@dataclass
class Suite:
    """What is known of the tests before anything is changed."""
    seconds: dict = field(default_factory=dict)    # test → processor time
    reached: dict = field(default_factory=dict)    # test → a byte for each number
    killers: dict = field(default_factory=dict)    # file → tests that killed there, the last one first
    useful: list = field(default_factory=list)     # the tests that reach any change, the quick ones first
    recalled: dict = field(default_factory=dict)   # a change's key → the test that killed it in an earlier run

    def recall(self, names):
        by_name = {test.name: test for test in self.useful}
        self.recalled = {key: by_name[name] for key, name in names.items() if name in by_name}


class UnchangedTestsFail(Exception):
    pass


def limited(seconds):
    def limit():
        whole = max(1, round(seconds))
        resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return limit


def start(program, names, number, limit_s, reached=None):
    """Exit status, output and processor seconds of some tests of one program."""
    environment = {**os.environ, "REFRESHSIM_MUTANT": str(number), "NO_COLOR": "1", "LC_ALL": "C.UTF-8",
                   "RC_PARAMS": f"max_success={CASES}"}
    if reached is not None:
        environment["REFRESHSIM_MUTANTS_REACHED"] = str(reached)
    with tempfile.NamedTemporaryFile("w", suffix=".flags") as flags:
        flags.write(f"--gtest_filter={':'.join(names)}\n--gtest_fail_fast\n--gtest_color=no\n")
        flags.flush()
        process = subprocess.Popen([program, f"--gtest_flagfile={flags.name}"], env=environment, text=True,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                   errors="replace", preexec_fn=limited(limit_s))
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, output, usage.ru_utime + usage.ru_stime


def tests_of(program):
    output = subprocess.run([program, "--gtest_list_tests"], check=True, capture_output=True, text=True).stdout
    suite, all_tests = "", []
    for line in output.splitlines():
        if not line.startswith(" "):
            suite = line.split("#")[0].strip()
        elif not suite.startswith("DISABLED_") and not line.strip().startswith("DISABLED_"):
            all_tests.append(Test(program, suite + line.split("#")[0].strip()))
    return all_tests


def measure(suite, test, folder):
    """Runs one test alone, unchanged: it must pass, and says what it reaches."""
    file = folder / f"{abs(hash(test))}.reached"
    status, output, seconds = start(test.program, [test.name], 0, 600, file)
    if status != 0:
        raise UnchangedTestsFail(f"{test.name} fails though nothing is changed:\n{output[-2000:]}")
    suite.seconds[test] = seconds
    suite.reached[test] = file.read_bytes()
    file.unlink()


def learn(programs, numbers, pool, folder, memory=None):
    """numbers: the changes that are seen to be reached, so not those of the tables. memory: a file that knows what
    programs that have not changed were found to do."""
    suite = Suite()
    known = pickle.loads(memory.read_bytes()) if memory and memory.exists() else {}
    measured, every = {}, []
    for program in programs:
        content = hashlib.sha256(program.read_bytes()).hexdigest()
        if content in known:
            measured[content] = known[content]
        else:
            tests = tests_of(program)
            list(pool.map(lambda test: measure(suite, test, folder), tests))
            measured[content] = {test: (suite.seconds[test], suite.reached[test]) for test in tests}
        for test, (seconds, reached) in measured[content].items():
            suite.seconds[test], suite.reached[test] = seconds, reached
            every.append(test)
        if memory:
            memory.write_bytes(pickle.dumps(measured))
    useful = [test for test in every
              if suite.seconds[test] <= SLOW_S and any(suite.reached[test][number] for number in numbers)]
    suite.useful = sorted(useful, key=lambda test: suite.seconds[test])
    return suite


def attempts(suite, site):
    """The tests that may kill it, in growing portions; the last one holds all that remain."""
    candidates = [test for test in suite.useful if site.table or suite.reached[test][site.number]]
    possible = set(candidates)
    known = [suite.recalled.get("|".join(site.key())), *suite.killers.get(site.file, [])]
    first = [test for test in dict.fromkeys(known) if test in possible][:NEIGHBOURS]
    rest = [test for test in candidates if test not in set(first)]
    quick, spent = 0, 0.0
    while quick < len(rest) and spent < QUICK_S:
        spent += suite.seconds[rest[quick]]
        quick += 1
    return [portion for portion in (first, rest[:quick], rest[quick:]) if portion]


def kill(suite, site):
    """The test that notices the change; None if it survives all."""
    for portion in attempts(suite, site):
        for program in dict.fromkeys(test.program for test in portion):
            names = [test.name for test in portion if test.program == program]
            expected = sum(suite.seconds[Test(program, name)] for name in names)
            status, output, _ = start(program, names, site.number, LEAST_LIMIT_S + 5 * expected)
            if status != 0:
                found = FAILED.search(output) or ([*BEGUN.finditer(output)] or [None])[-1]
                killer = Test(program, found[1] if found else names[0])
                remember(suite, site, killer)
                return killer
    return None


def remember(suite, site, killer):
    known = suite.killers.get(site.file, [])
    suite.killers[site.file] = [killer, *(test for test in known if test != killer)]
