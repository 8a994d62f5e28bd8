"""The files that the program writes, as frames."""
import json

import pandas as pd

TIMELINE_TEXTS = ["kind", "group", "subject", "part", "from", "to", "detail"]


def duration(ms):
    """Milliseconds as pandas knows lengths of time; None is none."""
    return pd.to_timedelta(ms, unit="ms")


def as_csv_has_it(value):
    """JSON Lines have numbers and truths where a CSV has texts."""
    return value if value is None or isinstance(value, str) else json.dumps(value)


def read_timeline(path):
    """`--timeline FILE.csv` or `FILE.jsonl`: a row a record, in their order, with `time` from the start.

    `detail` is the program's text of a CSV, and a dict of JSON Lines.
    """
    if str(path).endswith(".jsonl"):
        with open(path, encoding="utf-8") as file:
            frame = pd.DataFrame([json.loads(line) for line in file])
        frame[TIMELINE_TEXTS[:-1]] = frame[TIMELINE_TEXTS[:-1]].applymap(as_csv_has_it)
    else:
        # A text that is not there is an empty cell; "NA" is a text.
        frame = pd.read_csv(path, dtype={name: object for name in TIMELINE_TEXTS}, keep_default_na=False)
        frame = frame.mask(frame == "", None)
    frame.insert(0, "time", duration(frame.pop("time_ms")))
    return frame


def levels(trace):
    """How many instances each group had, from the counters of `--trace FILE.json` (a path, or what it holds).

    A row for each group and moment at which one of them changed, with all of them: `desired`, `serving`,
    `serving badly`, `out of service`, `surge`. They hold until the next row.
    """
    if not isinstance(trace, dict):
        with open(trace, encoding="utf-8") as file:
            trace = json.load(file)
    events = trace["traceEvents"]
    groups = {e["pid"]: e["args"]["name"] for e in events if e["ph"] == "M" and e["name"] == "process_name"}
    counters = pd.DataFrame([(groups[e["pid"]], e["ts"], e["name"], e["args"]["instances"]) for e in events
                             if e["ph"] == "C"], columns=["group", "ts", "level", "instances"])
    names = list(dict.fromkeys(counters["level"]))
    wide = counters.pivot_table(index=["group", "ts"], columns="level", values="instances", aggfunc="last", sort=False)
    wide = wide.sort_index().groupby(level="group").ffill().astype(int)[names].reset_index()
    wide.columns.name = None
    wide.insert(1, "time", pd.to_timedelta(wide.pop("ts"), unit="us"))
    return wide


def read_replicas(path):
    """`compare --replicas FILE`: a row for each strategy and replica, a column for each metric.

    The strategies are in the study's order; a number that a replica doesn't have is NaN.
    """
    frame = pd.read_csv(path, dtype={"strategy": str}, keep_default_na=False, na_values=[""])
    frame["strategy"] = pd.Categorical(frame["strategy"], categories=frame["strategy"].unique(), ordered=True)
    return frame
