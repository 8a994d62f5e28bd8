"""The frames hold what the program says, number by number."""
import json
import pathlib
import shlex
import tempfile
import unittest

import pandas as pd
from pandas.testing import assert_frame_equal

from support import FLAGSHIP, SCENARIOS, STUDY

import refreshsim
from refreshsim import program


def seconds(time):
    return None if pd.isna(time) else time.total_seconds()


class Runs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.run_of = refreshsim.run(FLAGSHIP)

    def test_calls_have_their_times_and_answers(self):
        calls = refreshsim.run(SCENARIOS / "surge-keeps-capacity.yaml").calls()
        self.assertEqual(list(calls["action"]), ["StartInstanceRefresh", "StopInstanceRefresh"])
        self.assertEqual([seconds(t) for t in calls["at"]], [0, 760])
        self.assertEqual(list(calls["error"]), [None, "ResourceUnavailable.RefreshActivityStatusConflictWithOperation"])

    def test_activities_have_their_settings_and_statistics(self):
        activities = self.run_of.activities().set_index("as")
        self.assertEqual(activities.loc["refresh", "Status"], "CANCELLED")
        self.assertEqual(activities.loc["refresh", "RefreshSettings.RollingUpdateSettings.BatchNumber"], 3)
        self.assertEqual(seconds(activities.loc["rollback", "CreatedTime"]), 1290)
        self.assertEqual(activities.loc["refresh", "statistics.duration_ms"], 1_230_000)

    def test_a_batch_that_never_started_has_no_start(self):
        batches = self.run_of.batches()
        self.assertEqual(list(batches["status"]), ["FAILED", "CANCELLED", "CANCELLED", "SUCCESSFUL"])
        self.assertEqual([seconds(t) for t in batches["start"]], [60, None, None, 1290])
        self.assertEqual([seconds(t) for t in batches["end"]], [390, 1290, 1290, 1440])

    def test_rows_are_those_of_the_batches(self):
        rows, batches = self.run_of.rows(), self.run_of.batches()
        self.assertEqual(len(rows), batches["instances"].sum())
        self.assertEqual(set(rows.loc[rows["InstanceStatus"] == "FAILED", "InstanceId"]),
                         {"ins-00000001", "ins-00000002", "ins-00000003"})

    def test_instances_groups_and_expectations_are_all_there(self):
        result = self.run_of.result
        self.assertEqual(list(self.run_of.instances()["InstanceId"]), [each["InstanceId"] for each in result["instances"]])
        self.assertEqual(self.run_of.groups().loc["asg-web", "serving.min"], 6)
        self.assertEqual(list(self.run_of.expectations()["ok"]), [each["ok"] for each in result["expectations"]])
        self.assertTrue(self.run_of.passed)

    def test_seed_replica_and_settings_reach_the_program(self):
        other = refreshsim.run(FLAGSHIP, seed=5, replica=2, settings={"refresh.BatchNumber": 9})
        self.assertEqual((other.result["seed"], other.result["replica"]), (5, 2))
        self.assertEqual(len(other.rows().loc[lambda rows: rows["as"] == "refresh", "batch"].unique()), 9)

    def test_a_file_that_is_wrong_is_refused_with_what_the_program_says(self):
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
            file.write("refreshsim: 1\nsed: 3\n")
            file.flush()
            with self.assertRaisesRegex(refreshsim.Refused, "unknown key `sed`"):
                refreshsim.run(file.name)

    def test_a_failed_expectation_is_a_result(self):
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
            file.write(f"refreshsim: 1\nextends: {FLAGSHIP}\nexpect:\n  - {{activity: refresh, Status: SUCCESSFUL}}\n")
            file.flush()
            run = refreshsim.run(file.name)
        self.assertFalse(run.passed)
        failed = run.expectations().loc[lambda all: ~all["ok"]]
        self.assertEqual(list(failed["text"]), ["{activity: refresh, Status: SUCCESSFUL}"])


class EveryScenario(unittest.TestCase):
    """What two of the program's files tell must be the same."""

    def test_the_levels_are_those_of_the_statistics(self):
        seen = 0
        for path in sorted(SCENARIOS.glob("*.yaml")):
            run = refreshsim.run(path)
            for group, of in run.result["groups"].items():
                # What begins with the last moment lasts no time, and counts for nothing.
                levels = run.levels[(run.levels["group"] == group) & (run.levels["time"] < run.end)]
                if levels.empty or of["serving"]["min"] is None:
                    continue
                for statistic, level in (("serving", "serving"), ("serving_badly", "serving badly"), ("desired", "desired")):
                    self.assertEqual((levels[level].min(), levels[level].max()), (of[statistic]["min"], of[statistic]["max"]),
                                     f"{path.name} {group} {level}")
                    seen += 1
            for frame in (run.calls(), run.activities(), run.batches(), run.rows(), run.instances(), run.groups(), run.expectations()):
                self.assertIsInstance(frame, pd.DataFrame)
        self.assertGreater(seen, 150)

    def test_a_timeline_is_the_same_as_csv_and_as_json_lines(self):
        with tempfile.TemporaryDirectory() as folder:
            for path in sorted(SCENARIOS.glob("*.yaml"))[:20]:
                for form in ("csv", "jsonl"):
                    program.call("run", "--quiet", "--timeline", f"{folder}/t.{form}", path)
                as_csv, as_jsonl = (refreshsim.read_timeline(f"{folder}/t.{form}") for form in ("csv", "jsonl"))
                self.assertEqual(list(as_csv), list(as_jsonl))
                assert_frame_equal(as_csv.drop(columns="detail"), as_jsonl.drop(columns="detail"), check_dtype=False, obj=path.name)

    def test_a_timeline_is_read_whole(self):
        run = refreshsim.run(FLAGSHIP)
        self.assertEqual(len(run.timeline), run.result["records"])
        self.assertTrue((run.timeline["sequence"] == range(len(run.timeline))).all())


class Studies(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.study = refreshsim.compare(STUDY)

    def test_means_are_those_of_the_replicas(self):
        by_strategy = self.study.replicas.groupby("strategy", observed=True)
        metrics = self.study.metrics()
        for metric in self.study.units():
            for strategy, mean in by_strategy[metric].mean().items():
                self.assertAlmostEqual(metrics.loc[(strategy, metric), "mean"] / mean, 1, places=7, msg=f"{strategy} {metric}")

    def test_strategies_are_in_the_studys_order(self):
        order = ["1 batch", "2 batches", "3 batches", "6 batches", "12 batches"]
        self.assertEqual(list(self.study.strategies().index), order)
        self.assertEqual(list(self.study.replicas["strategy"].cat.categories), order)
        self.assertEqual(set(self.study.strategies()["front"]), {"on the front"})

    def test_the_baseline_differs_from_nothing(self):
        difference = self.study.metrics()["difference"].unstack()["duration"]
        self.assertTrue(pd.isna(difference["3 batches"]))
        self.assertLess(difference["1 batch"], 0)

    def test_every_number_of_the_replicas_file_is_there(self):
        self.assertEqual(len(self.study.replicas), 5 * 2000)
        self.assertEqual(list(self.study.replicas.columns[2:]), list(self.study.units()))

    def test_a_study_that_is_a_scenario_is_refused(self):
        with self.assertRaises(refreshsim.Refused):
            refreshsim.compare(FLAGSHIP)

    def test_the_replay_of_the_worst_shows_that_number(self):
        of = self.study.metrics().loc[("12 batches", "duration")]
        words = shlex.split(of["worst_replay"])[2:]  # after "refreshsim run"
        with tempfile.TemporaryDirectory() as folder:
            program.call("run", "--format", "json", "--output", f"{folder}/run.json", *words)
            result = json.loads(pathlib.Path(folder, "run.json").read_text("utf-8"))
        self.assertEqual(result["activities"][0]["statistics"]["duration_ms"], of["max"])


if __name__ == "__main__":
    unittest.main()
