"""The pictures show what the frames hold: read back from what matplotlib was given to draw."""
import io
import unittest

import matplotlib.pyplot as plt

from support import FLAGSHIP, SCENARIOS, STUDY

import refreshsim
from refreshsim import pictures


def texts(ax):
    return [each.get_text() for each in ax.texts]


def png(ax):
    file = io.BytesIO()
    ax.figure.savefig(file, format="png")
    return file.getvalue()


class Pictures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.run_of = refreshsim.run(FLAGSHIP)
        cls.study = refreshsim.compare(STUDY)

    def tearDown(self):
        plt.close("all")

    def test_the_fleet_goes_as_low_as_the_statistics_say(self):
        ax = pictures.fleet(self.run_of)
        serving = ax.collections[0].get_paths()[0].vertices
        at, height = serving[:, 0], serving[:, 1]
        self.assertEqual(min(h for h in height if h > 0), self.run_of.groups().loc["asg-web", "serving.min"])
        self.assertEqual(max(at), 70)  # minutes: to the end of the run
        self.assertEqual(texts(ax), ["1", "2", "3-4"])  # calls
        self.assertTrue(png(ax).startswith(b"\x89PNG"))

    def test_each_group_has_its_own_fleet(self):
        run = refreshsim.run(SCENARIOS / "two-groups-at-once.yaml")
        for group, desired in (("asg-web", 4), ("asg-api", 2)):
            ax = pictures.fleet(run, group)
            line = next(each for each in ax.lines if each.get_label() == "desired")
            self.assertEqual(set(line.get_ydata()), {desired})
            self.assertIn(group, ax.get_title())

    def test_surge_is_shown_where_there_is_some(self):
        labels = lambda ax: ax.get_legend_handles_labels()[1]
        self.assertIn("surge (of these)", labels(pictures.fleet(refreshsim.run(SCENARIOS / "surge-keeps-capacity.yaml"))))
        self.assertNotIn("surge (of these)", labels(pictures.fleet(self.run_of)))

    def test_batches_have_their_bars_from_start_to_end(self):
        ax = pictures.batches(self.run_of)
        self.assertEqual([each.get_text() for each in ax.get_yticklabels()],
                         ["refresh", "refresh, batch 1", "refresh, batch 2", "refresh, batch 3", "rollback", "rollback, batch 1"])
        first = ax.collections[1].get_paths()[0].get_extents()
        self.assertEqual((first.x0, first.x1), (1.0, 6.5))
        self.assertEqual(texts(ax), ["CANCELLED", "CANCELLED"])  # which never started
        self.assertTrue(png(ax))

    def test_a_run_without_activities_has_a_picture_too(self):
        run = refreshsim.run(SCENARIOS / "malformed-requests.yaml")
        self.assertTrue(png(pictures.fleet(run)))
        self.assertTrue(png(pictures.batches(run)))

    def test_all_scenarios_can_be_drawn(self):
        for path in sorted(SCENARIOS.glob("*.yaml"))[::6]:
            run = refreshsim.run(path)
            for group in run.result["groups"]:
                self.assertTrue(png(pictures.fleet(run, group)), path)
            self.assertTrue(png(pictures.batches(run)), path)
            plt.close("all")

    def test_the_front_has_each_strategy_at_its_means(self):
        ax = pictures.pareto(self.study, "blast_radius", "duration")
        self.assertEqual(texts(ax), list(self.study.strategies().index))
        of = self.study.metrics()
        for text in ax.texts:
            self.assertEqual(text.xy[0], of.loc[(text.get_text(), "blast_radius"), "mean"])
            self.assertAlmostEqual(text.xy[1], of.loc[(text.get_text(), "duration"), "mean"] / 60_000)
        self.assertEqual(ax.get_ylabel(), "duration, minutes")
        self.assertTrue(png(ax))

    def test_the_front_tells_who_is_off(self):
        study = refreshsim.compare(SCENARIOS / "studies/roll-back-or-go-on.yaml")
        ax = pictures.pareto(study, *list(study.units())[:2])
        self.assertEqual({each.get_text() for each in ax.get_legend().get_texts()}, set(study.strategies()["front"]))

    def test_the_spread_counts_every_replica(self):
        ax = pictures.spread(self.study, "duration")
        self.assertEqual(len(ax.patches), 5)
        self.assertIn("2000 replicas", ax.get_title())
        with self.assertRaisesRegex(KeyError, "there are availability"):
            pictures.spread(self.study, "none_such")

    def test_a_picture_is_drawn_into_given_axes(self):
        ax = plt.subplots()[1]
        self.assertIs(pictures.fleet(self.run_of, ax=ax), ax)


if __name__ == "__main__":
    unittest.main()
