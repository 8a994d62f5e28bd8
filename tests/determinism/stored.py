"""fingerprints.txt: what every build gave when it was last written, so that a change is seen.

It holds this folder's own scenarios; the others have golden results, which tests/golden holds."""
from pathlib import Path

from matrix import REPLICAS
from running import fingerprint
from scenarios import OWN

FILE = Path(__file__).resolve().parent / "fingerprints.txt"
HEAD = f"""\
# The fingerprint of each scenario, for the replicas {', '.join(map(str, REPLICAS))}; written by `tools/determinism --update`.
# A change that alters one says so in its message, and why.
"""


def read():
    """{(path, replica): fingerprint}; empty if there is no file."""
    expected = {}
    for line in FILE.read_text(encoding="utf-8").splitlines() if FILE.exists() else []:
        if line and not line.startswith("#"):
            *fingerprints, path = line.split(maxsplit=len(REPLICAS))
            expected.update({(path, replica): each for replica, each in zip(REPLICAS, fingerprints)})
    return expected


def own(results):
    return {key: each for key, each in results.items() if key[0].startswith(OWN + "/")}


def write(results):
    paths = sorted({path for path, _ in own(results)})
    lines = [" ".join([fingerprint(results[path, replica]) for replica in REPLICAS] + [path]) for path in paths]
    FILE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def differences(results):
    """A line for each scenario whose fingerprints are others than those stored, or that has none."""
    expected, results, found = read(), own(results), []
    for key in sorted(set(expected) | set(results)):
        path, replica = key
        if key not in results:
            found.append(f"{path}: stored, but there is no such scenario")
        elif key not in expected:
            found.append(f"{path}: has no stored fingerprint")
        elif expected[key] != fingerprint(results[key]):
            found.append(f"{path}: replica {replica}: {fingerprint(results[key])}, stored {expected[key]}")
    return list(dict.fromkeys(found))
