"""What the README shows runs."""
import os
import re
import tempfile
import unittest

import pandas as pd

from support import ROOT


class Readme(unittest.TestCase):
    def test_its_example_runs(self):
        (example,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
        names = {}
        with tempfile.TemporaryDirectory() as folder:
            before = os.getcwd()
            os.chdir(folder)
            try:
                exec(example.replace('"scenarios/', f'"{ROOT}/scenarios/'), names)
            finally:
                os.chdir(before)
            self.assertEqual(sorted(os.listdir(folder)), ["fleet.png", "front.png"])
        for frame in "calls", "activities", "rows", "instances", "groups":
            self.assertIsInstance(getattr(names["run"], frame)(), pd.DataFrame)
        for frame in "timeline", "levels":
            self.assertIsInstance(getattr(names["run"], frame), pd.DataFrame)


if __name__ == "__main__":
    unittest.main()
