"""One row of the table: a build in a surrounding, against the reference."""
import time
from dataclasses import dataclass, field

from running import fingerprint

HEADS = ("build", "processor", "library", "flags", "surrounding", "fingerprints", "results", "s")


@dataclass
class Row:
    build: object
    surrounding: str
    fingerprints: int = 0
    results: int = 0
    of: int = 0
    seconds: float = 0
    trouble: list = field(default_factory=list)  # lines; empty: all are equal

    def cells(self):
        build = self.build
        count = (f"{self.fingerprints}/{self.of}", f"{self.results}/{self.of}") if self.of else ("-", "-")
        return (build.compiler, build.processor, build.standard_library, build.flags, self.surrounding, *count,
                f"{self.seconds:.1f}")


def timed(row, work):
    """Fills a row by `work`, and notes how long it took."""
    begin = time.monotonic()
    work(row)
    row.seconds = time.monotonic() - begin
    return row


def compare(row, reference, results):
    """Counts what is equal; the first that is not is trouble."""
    for key in sorted(reference):
        row.of += 1
        same = reference[key] == results[key]
        same_fingerprint = same or fingerprint(reference[key]) == fingerprint(results[key])
        row.results += same
        row.fingerprints += same_fingerprint
        if not same and not row.trouble:
            row.trouble = first_difference(key, reference[key], results[key])


def first_difference(key, expected, got):
    path, replica = key
    lines = [f"{path} (replica {replica}): {fingerprint(got)}, the reference has {fingerprint(expected)}"]
    for mine, other in zip(expected.splitlines(), got.splitlines()):
        if mine != other:
            at = next((i for i, (a, b) in enumerate(zip(mine, other)) if a != b), min(len(mine), len(other)))
            begin = max(0, at - 40)
            return lines + [f"  reference: …{mine[begin:at + 80].decode(errors='replace')}",
                            f"  here:      …{other[begin:at + 80].decode(errors='replace')}"]
    return lines + [f"  {len(expected)} bytes in the reference, {len(got)} here"]


def table(rows):
    cells = [HEADS, *(row.cells() for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(HEADS))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in cells)
