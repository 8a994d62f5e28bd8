"""Pictures of runs and studies, each into axes of matplotlib: one's own, or new ones.

Colours are those of Okabe and Ito, which the colour-blind can tell apart; no picture speaks by colour alone.
"""
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from .study import ON_THE_FRONT

BLUE, ORANGE, GREEN, RED, GREY, SKY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#7F7F7F", "#56B4E9"
STATUS = {  # colour and hatch
    "SUCCESSFUL": (GREEN, ""), "RUNNING": (SKY, ""), "FAILED": (RED, "xx"), "PARTIALLY_SUCCESSFUL": (ORANGE, "//"),
    "CANCELLED": (GREY, ".."), "WAITING": ("white", ""), "INIT": ("white", "")}
PER_MINUTE = {"ms": (60_000, "minutes"), "instance-ms": (60_000, "instance-minutes")}
FRONT = {
    ON_THE_FRONT: {"marker": "o", "color": BLUE, "markerfacecolor": BLUE},
    "can't be told from it": {"marker": "D", "color": ORANGE, "markerfacecolor": "white"}}


def minutes(time):
    return time.total_seconds() / 60


def new_axes(ax, height):
    return ax if ax is not None else plt.subplots(figsize=(9, height), layout="constrained")[1]


def time_axis(ax, run):
    end = max(minutes(run.end), 1e-9)
    ax.set_xlim(0, end)
    ax.set_xlabel("time from the start, minutes")


def fleet(run, group=None, ax=None):
    """A group's instances over time: serving, serving badly, out of service, surge, and the desired number; calls as
    numbered marks above (white where one was refused). Without a name the first group's."""
    ax = new_axes(ax, 3.6)
    group = group or next(iter(run.result["groups"]))
    levels = run.levels[run.levels["group"] == group]
    at = [*(minutes(t) for t in levels["time"]), minutes(run.end)]

    def steps(name):
        return [*levels[name], levels[name].iloc[-1]]

    ax.stackplot(at, steps("serving"), steps("serving badly"), steps("out of service"), step="post",
                 baseline="zero", labels=["serving", "serving badly", "out of service"], colors=[BLUE, ORANGE, "#D9D9D9"])
    ax.step(at, steps("desired"), where="post", color="black", linestyle="--", label="desired")
    if levels["surge"].any():
        ax.step(at, steps("surge"), where="post", color=GREEN, linestyle=":", label="surge (of these)")
    top = max(levels["desired"].max(), levels[["serving", "serving badly", "out of service"]].sum(axis=1).max())
    for at_once, calls in run.calls().groupby("at"):
        first, last = calls.index[0] + 1, calls.index[-1] + 1
        ax.axvline(minutes(at_once), color=GREY, linewidth=0.8, zorder=3)
        ax.annotate(f"{first}" if first == last else f"{first}-{last}", (minutes(at_once), top * 1.06), ha="center",
                    va="center", fontsize=8, annotation_clip=False,
                    bbox={"boxstyle": "round", "facecolor": "white" if calls["error"].any() else SKY, "edgecolor": "black"})
    ax.set_ylim(0, top * 1.12 or 1)
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_ylabel("instances")
    ax.set_title(f"{run.result['name']}: {group}")
    ax.legend(loc="lower right", fontsize=8)
    time_axis(ax, run)
    return ax


def batches(run, ax=None):
    """A line for each activity and below it one for each of its batches, from start to end, with their status."""
    activities, of_batches = run.activities(), run.batches()
    ax = new_axes(ax, 1 + 0.32 * (len(activities) + len(of_batches)))
    labels, seen = [], {}
    for activity in activities.to_dict("records"):
        name = activity["as"] or activity["RefreshActivityId"]
        bar(ax, run, len(labels), activity["CreatedTime"], activity["EndTime"], activity["Status"], seen, 0.8)
        labels.append(name)
        for batch in of_batches[of_batches["activity"] == activity["RefreshActivityId"]].itertuples():
            bar(ax, run, len(labels), batch.start, batch.end, batch.status, seen, 0.5)
            labels.append(f"{name}, batch {batch.batch}")
    ax.set_yticks(range(len(labels)), labels, fontsize=8)
    ax.set_ylim(len(labels) - 0.4, -0.6)
    if seen:
        ax.legend(handles=list(seen.values()), loc="upper left", bbox_to_anchor=(1, 1), fontsize=8)
    time_axis(ax, run)
    return ax


def bar(ax, run, line, start, end, status, seen, height):
    """What never started has no bar, only its status; what has not ended goes on to the end of the run."""
    colour, hatch = STATUS.get(status, (ORANGE, "\\\\"))
    ended = end == end  # not NaT
    if start != start:
        ax.annotate(status, (minutes(end) if ended else 0, line), va="center", fontsize=7, color=GREY,
                    xytext=(4, 0), textcoords="offset points")
        return
    look = {"facecolor": colour, "hatch": hatch, "edgecolor": "black", "linewidth": 0.6}
    ax.broken_barh([(minutes(start), minutes(end if ended else run.end) - minutes(start))], (line - height / 2, height), **look)
    seen.setdefault(status, Patch(label=status, **look))


def scale(study, metric):
    """By what a metric's numbers are divided on an axis, and its label: no axis counts milliseconds."""
    units = study.units()
    if metric not in units:
        raise KeyError(f"{metric}; there are {', '.join(units)}")
    unit = units[metric]
    by, shown = PER_MINUTE.get(unit, (1, unit))
    return by, f"{metric}, {shown}" if shown else metric


def error(of, by):
    """The interval around a mean as matplotlib takes it, none if it is not known."""
    return None if of["low"] != of["low"] else [[(of["mean"] - of["low"]) / by], [(of["high"] - of["mean"]) / by]]


def pareto(study, x, y, ax=None):
    """Each strategy's means of two metrics with their 95 % intervals; those on the study's Pareto front filled.

    The front is the program's, over the study's objectives, which may be other metrics than these two.
    """
    ax = new_axes(ax, 5)
    metrics, (by_x, label_x), (by_y, label_y) = study.metrics(), scale(study, x), scale(study, y)
    for strategy, where in study.strategies()["front"].items():
        across, up = metrics.loc[(strategy, x)], metrics.loc[(strategy, y)]
        point = across["mean"] / by_x, up["mean"] / by_y
        look = FRONT.get(where, {"marker": "s", "color": GREY, "markerfacecolor": "white"})
        ax.errorbar(*point, xerr=error(across, by_x), yerr=error(up, by_y), markersize=7, capsize=3, linestyle="none",
                    label=where, **look)
        ax.annotate(strategy, point, xytext=(7, 5), textcoords="offset points", fontsize=8)
    kinds = dict(zip(*reversed(ax.get_legend_handles_labels())))
    ax.legend(kinds.values(), kinds.keys(), title="Pareto front", fontsize=8)
    ax.set_xlabel(label_x)
    ax.set_ylabel(label_y)
    ax.set_title(f"{study.result['name']}: means with 95 % intervals")
    return ax


def spread(study, metric, ax=None):
    """How a metric is spread over the replicas of each strategy, with the program's mean as a line."""
    replicas, (by, label) = study.replicas, scale(study, metric)
    strategies = list(replicas["strategy"].cat.categories)
    if ax is None:
        ax = new_axes(None, 1 + 0.55 * len(strategies))
    values = [replicas.loc[replicas["strategy"] == each, metric].dropna().to_numpy() / by for each in strategies]
    low, high = min(v.min() for v in values if len(v)), max(v.max() for v in values if len(v))
    for line, (strategy, of) in enumerate(zip(strategies, values)):
        counts, edges = histogram(of, low, high)
        ax.stairs(line - 0.85 * counts, edges, baseline=line, fill=True, color=SKY)
        mean = study.metrics().loc[(strategy, metric), "mean"] / by
        ax.plot([mean, mean], [line, line - 0.85], color="black", linewidth=1.2)
    ax.set_yticks(range(len(strategies)), strategies)
    ax.set_ylim(len(strategies) - 0.8, -1)
    ax.set_xlabel(label)
    ax.set_title(f"{study.result['name']}: {len(values[0])} replicas of each (line: the mean)")
    return ax


def histogram(values, low, high):
    """How many are in each of 60 bins, the most as 1."""
    counts, edges = np.histogram(values, bins=60, range=(low, high))
    return counts / max(counts.max(), 1), edges
