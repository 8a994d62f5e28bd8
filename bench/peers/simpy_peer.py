#!/usr/bin/python3
"""SimPy: simpy_peer.py DURATIONS, a process for each instance; prints CPU seconds, end_ms, lost_ms."""
import array
import sys
import time

import simpy

BATCHES = 10
STAGES = 3
PAUSE_MS = 60_000


class Fleet:
    """How many are out of service, and how many instance-milliseconds were lost."""

    def __init__(self, env):
        self.env = env
        self.out = self.lost_ms = self.since_ms = 0

    def change(self, by):
        now = self.env.now
        self.lost_ms += self.out * (now - self.since_ms)
        self.since_ms = now
        self.out += by


def refresh(env, fleet, durations, instance):
    for at in range(instance * STAGES, instance * STAGES + STAGES):
        yield env.timeout(durations[at])
    fleet.change(-1)


def rollout(env, fleet, durations):
    least, larger = divmod(len(durations) // STAGES, BATCHES)
    first = 0
    for batch in range(BATCHES):
        if batch > 0:
            yield env.timeout(PAUSE_MS)
        size = least + (batch < larger)
        fleet.change(size)
        rows = [env.process(refresh(env, fleet, durations, i)) for i in range(first, first + size)]
        first += size
        yield env.all_of(rows)


def main():
    durations = array.array("I")
    with open(sys.argv[1], "rb") as file:
        durations.frombytes(file.read())
    env = simpy.Environment()
    fleet = Fleet(env)
    start = time.process_time()
    env.run(env.process(rollout(env, fleet, durations)))
    print(f"{time.process_time() - start:.6f} {env.now} {fleet.lost_ms}")


if __name__ == "__main__":
    main()
