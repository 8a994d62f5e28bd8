"""What can be changed, and its numbers."""
from dataclasses import dataclass

from cpp import line_of, line_text


@dataclass(eq=False)
class Site:
    """One change: number 0 is the program as it stands."""
    number: int
    file: str
    line: int
    text: str      # of the line, without its indentation
    change: str    # before → after
    table: bool    # made when the program starts, so no test is seen to reach it
    meaningless: bool = False  # never made: its number only keeps its neighbours' in a row

    def key(self):
        return self.file, self.text, self.change


class Sites:
    """Hands out the numbers, one after the other."""

    def __init__(self):
        self.all = []
        self.file = ""
        self.source = ""

    def add(self, place, before, after, table=False):
        site = Site(len(self.all) + 1, self.file, line_of(self.source, place), line_text(self.source, place),
                    f"{' '.join(before.split())} → {' '.join(after.split())}", table)
        self.all.append(site)
        return site.number
