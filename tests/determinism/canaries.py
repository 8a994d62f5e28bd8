"""The proof's own test: builds that are wrong on purpose must be told apart from right ones."""
import building
import running
from comparing import Row, compare, timed
from matrix import CANARIES, CANARY_BUILD, PLAIN, REPLICAS, SURROUNDINGS, Build


def judge(root, paths):
    """A row a canary: trouble if it was not caught."""
    return [timed(Row(named(canary), f"canary {canary.value}"), lambda row: catch(row, canary, root, paths))
            for canary in CANARIES]


def named(canary):
    return Build(f"canary {canary.value}", CANARY_BUILD.compiler, CANARY_BUILD.flags)


def catch(row, canary, root, paths):
    """Its own plain results differ from those in the surrounding that is to show it."""
    program = building.program(CANARY_BUILD, building.configure_and_build(CANARY_BUILD, root, canary.value))
    shown_by = next(each for each in SURROUNDINGS if each.name == canary.shown_by)
    plain = running.results(program, PLAIN, paths, REPLICAS[:1])
    compare(row, plain, running.results(program, shown_by, paths, REPLICAS[:1]))
    caught = bool(row.trouble)
    row.surrounding += f", {canary.shown_by}: " + ("caught" if caught else "NOT CAUGHT")
    row.trouble = [] if caught else [f"a build with {canary.value} gives the same results as a right one"]
