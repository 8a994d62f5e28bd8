"""A run, as `refreshsim run` tells of it."""
import dataclasses
import json
import pathlib
import tempfile

import pandas as pd

from . import files, program


def run(scenario, *, seed=None, replica=None, settings=None):
    """Replays a scenario's file; `settings` are put into it, as a study does: {"refresh.BatchNumber": 5}."""
    with tempfile.TemporaryDirectory(prefix="refreshsim-") as folder:
        result, timeline, trace = (pathlib.Path(folder) / name for name in ("run.json", "run.jsonl", "trace.json"))
        words = program.options({"seed": seed, "replica": replica, "output": result, "timeline": timeline, "trace": trace})
        for path, value in (settings or {}).items():
            words += ["--set", f"{path}={json.dumps(value) if not isinstance(value, str) else value}"]
        passed = program.call("run", "--format", "json", *words, scenario)
        return Run(json.loads(result.read_text("utf-8")), files.read_timeline(timeline), files.levels(trace), passed)


def moments(frame, *names):
    """With each `NAME_ms` as `NAME`, counted from the start of the run."""
    for name in names:
        place = frame.columns.get_loc(f"{name}_ms")
        whole = [None if pd.isna(ms) else int(ms) for ms in frame.pop(f"{name}_ms")]
        frame.insert(place, name, files.duration(whole))
    return frame


@dataclasses.dataclass
class Run:
    """`result` is the program's JSON as it is; the frames are views of it."""
    result: dict
    timeline: pd.DataFrame
    levels: pd.DataFrame
    passed: bool  # every expectation holds

    @property
    def start(self):
        return pd.Timestamp(self.result["start"])

    @property
    def end(self):
        return files.duration(self.result["end_ms"])

    def calls(self):
        """A row a call; `error` is the answer's code, None if it was accepted."""
        rows = []
        for each in self.result["calls"]:
            error = each["response"]["Response"].get("Error", {})
            rows.append((each["at_ms"], each["action"], each["as"], error.get("Code"), error.get("Message"), each["request"]))
        return moments(pd.DataFrame(rows, columns=["at_ms", "action", "as", "error", "message", "request"]), "at")

    def activities(self):
        """A row an activity: its settings and statistics with dots (`statistics.duration_ms`)."""
        plain = [{key: value for key, value in each.items() if key != "RefreshBatchSet"}
                 for each in self.result["activities"]]
        frame = pd.json_normalize(plain).drop(columns=["CreatedTime", "StartTime", "EndTime"], errors="ignore")
        return moments(frame, "CreatedTime", "StartTime", "EndTime") if plain else frame

    def batches(self):
        """A row a batch, with the activity's id and name."""
        rows = [(activity["RefreshActivityId"], activity["as"], batch["RefreshBatchNum"], batch["RefreshBatchStatus"],
                 len(batch["RefreshBatchRelatedInstanceSet"]), batch["StartTime_ms"], batch["EndTime_ms"])
                for activity in self.result["activities"] for batch in activity["RefreshBatchSet"]]
        names = ["activity", "as", "batch", "status", "instances", "start_ms", "end_ms"]
        return moments(pd.DataFrame(rows, columns=names), "start", "end")

    def rows(self):
        """A row for each instance of each batch."""
        rows = [{"activity": activity["RefreshActivityId"], "as": activity["as"], "batch": batch["RefreshBatchNum"], **row}
                for activity in self.result["activities"] for batch in activity["RefreshBatchSet"]
                for row in batch["RefreshBatchRelatedInstanceSet"]]
        return pd.DataFrame(rows)

    def instances(self):
        """A row for each instance that ever was; `gone` is NaT while it exists."""
        return moments(pd.DataFrame(self.result["instances"]), "gone", "downtime")

    def groups(self):
        """A row a group, its statistics with dots (`serving.min`); units as the program gives them."""
        return pd.json_normalize([{"group": name, **group} for name, group in self.result["groups"].items()]).set_index("group")

    def expectations(self):
        return pd.DataFrame(self.result["expectations"], columns=["text", "ok", "got", "line", "at_ms"]).pipe(moments, "at")
