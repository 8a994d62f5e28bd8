"""The notebook runs from top to bottom, and is kept without what its last run printed."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

from support import ROOT

from refreshsim import find_program

NOTEBOOK = ROOT / "tools/python/rollout.ipynb"


def code_of(notebook):
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def printed(cell):
    """What a run left in a cell."""
    return cell["outputs"] or cell["execution_count"] is not None


class Notebook(unittest.TestCase):
    def test_it_is_kept_without_outputs(self):
        kept = json.loads(NOTEBOOK.read_text("utf-8"))
        self.assertEqual([cell["source"] for cell in code_of(kept) if printed(cell)], [])
        self.assertGreater(len(code_of(kept)), 8)

    def test_it_runs_and_draws(self):
        with tempfile.TemporaryDirectory() as home:
            places = {name: home for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "MPLCONFIGDIR")}
            ran = subprocess.run([sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--output-dir", home, NOTEBOOK],
                                 env={**os.environ, **places, "REFRESHSIM_PROGRAM": find_program()}, capture_output=True, text=True, check=False)
            self.assertEqual(ran.returncode, 0, ran.stderr)
            cells = code_of(json.loads(pathlib.Path(home, NOTEBOOK.name).read_text("utf-8")))
        outputs = [output for cell in cells for output in cell["outputs"]]
        self.assertTrue(all(printed(cell) for cell in cells))
        self.assertEqual([o for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"], [])
        self.assertEqual(sum("image/png" in o.get("data", {}) for o in outputs), 4)
        said = json.dumps(outputs, ensure_ascii=False)
        self.assertIn("6b502c212e865f33", said)  # the flagship's fingerprint, as the README shows it
        self.assertIn("8 of 9 still served", said)
        self.assertIn("refreshsim run", said)


if __name__ == "__main__":
    unittest.main()
