"""The list of changes that no test can notice, each with its reason: equivalent.txt beside this file.

    sim/room/file.cpp
    line: the line's text, without its indentation
    change: before → after          (as tools/mutate prints it; one or more)
    reason: why nothing that anyone can see depends on it
"""
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    place: int      # its line in the list
    file: str
    text: str
    change: str
    reason: str

    def key(self):
        return self.file, self.text, self.change


class WrongList(Exception):
    pass


def read(path):
    entries, block, place = [], [], 0
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if line.startswith("#"):
            continue
        if line.strip():
            place = place if block else number
            block.append(line)
        elif block:
            entries += entries_of(path, place, block)
            block = []
    return entries


def entries_of(path, place, block):
    file, values = block[0], {"line": [], "change": [], "reason": []}
    for line in block[1:]:
        key, found, value = line.partition(": ")
        if not found or key not in values:
            raise WrongList(f"{path.name}:{place}: `{line}` is none of line:, change:, reason:")
        values[key].append(value.strip())
    if len(values["line"]) != 1 or not values["change"] or len(values["reason"]) != 1:
        raise WrongList(f"{path.name}:{place}: an entry has one line:, one reason:, and a change: or several")
    return [Entry(place, file, values["line"][0], change, values["reason"][0]) for change in values["change"]]


def strangers(entries, sites):
    """Entries that no change matches any more."""
    known = {site.key() for site in sites}
    return [entry for entry in entries if entry.key() not in known]


def killed_after_all(entries, sites, outcomes):
    """Entries of which every change was tried and killed. outcomes: site → killer or None."""
    by_key = {}
    for site in sites:
        by_key.setdefault(site.key(), []).append(outcomes.get(site))
    return [entry for entry in entries if by_key.get(entry.key()) and all(by_key[entry.key()])]
