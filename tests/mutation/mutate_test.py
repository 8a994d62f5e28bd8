"""tools/mutate itself, tried on the toy: it must find what the toy's tests leave out, and nothing else."""
import contextlib
import io
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import mutate
import running
import schemata

HERE = Path(__file__).resolve().parent
BOUNDARY = ("toy.h", "if (age >= price.from) return price.reduced;", "age >= price.from → age > price.from")


class Toy(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.root = Path(cls.place.name)
        for name in ("toy.h", "toy_test.cpp"):
            (cls.root / name).write_text((HERE / "toy" / name).read_text())
        (cls.root / "tests/mutation").mkdir(parents=True)
        (cls.root / "tests/mutation/mutant.h").write_text((HERE / "mutant.h").read_text())
        cls.explained = cls.root / "equivalent.txt"
        cls.explained.write_text("")
        cls.folder = cls.root / "build"
        every = {"toy.h", "toy_test.cpp", "tests/mutation/mutant.h"}
        cls.project = mutate.Project(cls.root, cls.folder, every, {"toy.h"}, cls.build, cls.explained)
        cls.sites = schemata.copy(cls.root, cls.folder / "source", every, {"toy.h"})
        cls.wanted = mutate.chosen(cls.sites, mutate.options_of([]), cls.root)
        with contextlib.redirect_stderr(io.StringIO()):
            cls.outcomes = mutate.try_all(cls.project, cls.sites, cls.wanted, 2)
        cls.alive = {site.key() for site, killer in cls.outcomes.items() if killer is None}

    @classmethod
    def tearDownClass(cls):
        cls.place.cleanup()

    @staticmethod
    def build(folder):
        program = folder / "toy_test"
        subprocess.run(["g++", "-std=c++20", "-O0", "-w", "-D_GLIBCXX_ASSERTIONS", "-I", folder / "source", "-o", program,
                        folder / "source/toy_test.cpp", "-lgtest", "-lgtest_main", "-lpthread"], check=True)
        return [program]

    def judged(self, explained):
        self.explained.write_text(explained)
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            status = mutate.judge(self.project, self.sites, self.outcomes)
        return status, out.getvalue()

    def killer(self, change):
        found = [killer for site, killer in self.outcomes.items() if site.change == change]
        self.assertEqual(len(found), 1, f"{change} is not one change")
        return found[0] and found[0].name

    def entries(self, keys):
        return "\n".join(f"{file}\nline: {text}\nchange: {change}\nreason: the toy\n" for file, text, change in keys)

    def test_the_boundary_that_no_test_looks_at_survives(self):
        self.assertEqual(self.alive, {BOUNDARY})

    def test_what_tests_look_at_is_killed(self):
        self.assertEqual(self.killer("++halvings → nothing"), "Halved.CountsUntilOneIsLeft")
        self.assertEqual(self.killer("{5, true} → no such row"), "Reduced.FromFiveYearsOn")
        self.assertEqual(self.killer("true (2nd field) → false"), "Reduced.FromFiveYearsOn")
        self.assertEqual(self.killer("{90, false} → no such row"), "Reduced.FromFiveYearsOn")

    def test_a_change_that_makes_a_test_hang_is_killed(self):
        self.assertEqual(self.killer("number > 1 → number >= 1"), "Halved.CountsUntilOneIsLeft")

    def test_a_survivor_that_nothing_explains_is_listed_and_an_error(self):
        status, printed = self.judged(self.entries(self.alive - {BOUNDARY}))
        self.assertEqual(status, 1)
        self.assertIn("Survivors: 1\n", printed)
        self.assertIn(BOUNDARY[2], printed)

    def test_explained_survivors_are_no_error(self):
        status, printed = self.judged(self.entries(self.alive))
        self.assertEqual(status, 0, printed)
        self.assertIn("Survivors: 0\n", printed)

    def test_an_explanation_of_what_is_not_there_is_an_error(self):
        gone = ("toy.h", "return false;", BOUNDARY[2])
        status, printed = self.judged(self.entries([*self.alive, gone]))
        self.assertEqual(status, 1)
        self.assertIn("there is no such change any more", printed)

    def test_an_explanation_of_what_is_killed_is_an_error(self):
        killed = next(site.key() for site, killer in self.outcomes.items() if killer is not None)
        status, printed = self.judged(self.entries([*self.alive, killed]))
        self.assertEqual(status, 1)
        self.assertIn("a test kills it", printed)

    def test_a_sample_is_the_same_for_the_same_seed(self):
        def numbers(seed):
            options = mutate.options_of(["--sample", "5", "--seed", seed])
            return [site.number for site in mutate.chosen(self.sites, options, self.root)]
        self.assertEqual(numbers("7"), numbers("7"))
        self.assertEqual(len(numbers("7")), 5)

    def test_what_is_explained_can_be_left_out(self):
        options = mutate.options_of(["--unexplained"])
        left = mutate.chosen(self.sites, options, self.root, {self.sites[0].key()})
        self.assertEqual({site.key() for site in left}, {site.key() for site in self.wanted} - {self.sites[0].key()})

    def test_changed_lines_are_those_since_a_commit(self):
        with tempfile.TemporaryDirectory() as place:
            def git(*words):
                subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *words], cwd=place, check=True,
                               capture_output=True)
            file = Path(place, "a.h")
            file.write_text("one\ntwo\nthree\n")
            git("init")
            git("add", "a.h")
            git("commit", "-m", "first")
            file.write_text("one\n2\nthree\nfour\nfive\n")
            self.assertEqual(mutate.changed_lines(Path(place), "HEAD"), {"a.h": {2, 4, 5}})

    def test_tests_that_fail_without_a_change_are_an_error(self):
        suite = running.Suite()
        with tempfile.TemporaryDirectory() as folder, self.assertRaises(running.UnchangedTestsFail):
            running.measure(suite, running.Test(Path("/bin/false"), "No.Such"), Path(folder))


if __name__ == "__main__":
    sys.exit(unittest.main())
