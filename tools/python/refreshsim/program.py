"""Where the program is, and how it is called."""
import os
import pathlib
import shutil
import subprocess

EXPECTED = (0, 1)  # 1: an expectation failed, which is a result like any other


class Refused(Exception):
    """The program could not do it; the text is what it said."""


def find_program():
    """REFRESHSIM_PROGRAM, else the one that this checkout has built, else the one on PATH."""
    named = os.environ.get("REFRESHSIM_PROGRAM")
    if named:
        return named
    built = pathlib.Path(__file__).resolve().parents[3] / "build/refreshsim"
    found = str(built) if built.exists() else shutil.which("refreshsim")
    if not found:
        raise Refused("there is no refreshsim: build it, put it on PATH or name it in REFRESHSIM_PROGRAM")
    return found


def call(*words):
    """Runs the program with these words; returns whether all was as expected."""
    done = subprocess.run([find_program(), *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode not in EXPECTED:
        raise Refused(done.stderr.strip() or f"exit code {done.returncode}")
    return done.returncode == 0


def options(given):
    """`--seed 7` of {"seed": 7}; what is None is left out."""
    return [word for name, value in given.items() if value is not None for word in (f"--{name}", str(value))]
