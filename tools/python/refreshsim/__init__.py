"""Runs and studies of refreshsim as pandas frames and matplotlib pictures.

All of it comes out of what the program prints and writes; nothing of the model is computed here.

    import refreshsim
    run = refreshsim.run("scenarios/rollback-after-failed-canary.yaml")
    run.batches()                           # a frame
    refreshsim.pictures.fleet(run)          # axes of matplotlib
"""
from . import pictures
from .files import levels, read_replicas, read_timeline
from .program import Refused, find_program
from .run import Run, run
from .study import Study, compare

__all__ = ["Refused", "Run", "Study", "compare", "find_program", "levels", "pictures", "read_replicas",
           "read_timeline", "run"]
