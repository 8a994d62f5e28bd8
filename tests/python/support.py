"""Where the package and the scenarios are; pictures without a screen."""
import pathlib
import sys

import matplotlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCENARIOS = ROOT / "scenarios"
FLAGSHIP = SCENARIOS / "rollback-after-failed-canary.yaml"
STUDY = SCENARIOS / "studies/how-many-batches.yaml"

sys.path.insert(0, str(ROOT / "tools/python"))
matplotlib.use("agg")
