"""Running a program over the scenarios, and the bytes of each result."""
import json
import os
import shutil
import subprocess

from matrix import REPLICAS
from scenarios import SOURCE

SECONDS = 900  # for one process; an emulator is slow
CALM = {"LC_ALL": "C", "TZ": "UTC"}  # a scenario's own surroundings say where they differ
LEFT_ALONE = ("PATH", "HOME", "TMPDIR", "LOCPATH")


class Broken(Exception):
    """A program that did not give a result."""


def results(program, surrounding, paths, replicas=REPLICAS):
    """{(path, replica): bytes of the result} of a program (a list of words)."""
    found = {}
    for replica in replicas:
        for some in portions(surrounding.order, paths):
            output = run(program, surrounding, ["run", "--format", "json", "--replica", str(replica), *some])
            found.update({(path, replica): each for path, each in zip(some, split(output, len(some)))})
    return found


def portions(order, paths):
    if order == "alone":
        return [[path] for path in paths]
    return [list(reversed(paths))] if order == "reversed" else [paths]


def run(program, surrounding, arguments):
    """Standard output; an expectation that fails is no trouble here."""
    words = [*surrounding.prefix, *program, *arguments]
    environment = {name: os.environ[name] for name in LEFT_ALONE if name in os.environ}
    environment |= CALM | dict(surrounding.environment)
    try:
        done = subprocess.run(words, cwd=SOURCE, env=environment, capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Broken(f"{' '.join(map(str, words[:4]))}…: {error}") from error
    if done.returncode not in (0, 1):
        said = done.stderr.decode(errors="replace").strip()
        raise Broken(f"exit {done.returncode} of {' '.join(map(str, words[:4]))}…: {said[:2000]}")
    return done.stdout


def split(output, count):
    """The bytes of each result, as they stand in the output."""
    if count == 1:
        return [output]
    text = output.decode()
    decoder, begin, found = json.JSONDecoder(), text.index("[") + 1, []
    for _ in range(count):
        begin = text.index("{", begin)
        _, end = decoder.raw_decode(text, begin)
        found.append((text[begin:end] + "\n").encode())
        begin = end
    return found


def fingerprint(result):
    return json.loads(result)["fingerprint"]


def make_locale(folder):
    """A locale with a decimal comma and an i without a dot, without installing it; whether there is one."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["localedef", "-i", "tr_TR", "-f", "UTF-8", str(folder / "tr_TR.UTF-8")]
    if shutil.which(command[0]) is None:
        return False
    subprocess.run(command, check=False, capture_output=True)
    return (folder / "tr_TR.UTF-8").exists()
