"""A study, as `refreshsim compare` tells of it."""
import dataclasses
import json
import pathlib
import tempfile

import pandas as pd

from . import files, program

ON_THE_FRONT = "on the front"


def compare(study, *, seed=None, jobs=None):
    """Runs a study's file, and keeps every replica's numbers."""
    with tempfile.TemporaryDirectory(prefix="refreshsim-") as folder:
        result, replicas = pathlib.Path(folder) / "study.json", pathlib.Path(folder) / "replicas.csv"
        words = program.options({"seed": seed, "jobs": jobs, "output": result, "replicas": replicas})
        passed = program.call("compare", "--quiet", "--progress", "never", "--format", "json", *words, study)
        return Study(json.loads(result.read_text("utf-8")), files.read_replicas(replicas), passed)


@dataclasses.dataclass
class Study:
    """`result` is the program's JSON as it is; the frames are views of it."""
    result: dict
    replicas: pd.DataFrame
    passed: bool  # every expectation of the study holds

    def units(self):
        """The unit of each metric, by its name."""
        return {each["name"]: each["unit"] for each in self.result["metrics"]}

    def strategies(self):
        """A row a strategy: its settings, and where it is to the Pareto front."""
        rows = [{"strategy": each["name"], "front": each["pareto_front"], "replicas": each["replicas"], **each["settings"]}
                for each in self.result["strategies"]]
        return pd.DataFrame(rows).set_index("strategy")

    def metrics(self):
        """A row for each strategy and metric: the mean with its 95 % interval, quantiles, extremes, the paired
        difference to the baseline (none for the baseline itself), and the commands that replay the worst replica
        and the one nearest the median."""
        rows = []
        for strategy in self.result["strategies"]:
            for name, of in strategy["metrics"].items():
                difference = of.get("difference") or {}
                low, high = of["interval"] or (None, None)
                less, more = difference.get("interval") or (None, None)
                rows.append({
                    "strategy": strategy["name"], "metric": name, "mean": of["mean"], "low": low, "high": high,
                    **{q: (of.get(q) or {}).get("value") for q in ("p50", "p90", "p99")}, "min": of["min"], "max": of["max"],
                    "difference": difference.get("mean"), "difference_low": less, "difference_high": more,
                    **{f"{which}_replay": (of.get(which) or {}).get("replay") for which in ("worst", "median")}})
        return pd.DataFrame(rows).set_index(["strategy", "metric"])
