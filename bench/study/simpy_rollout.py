#!/usr/bin/python3
"""The rollout of rollout.yaml as an ordinary SimPy program: a process for each instance.

simpy_rollout.py REPLICAS [SEED] prints a line for each replica: its duration in ms, and its
availability.
"""
import math
import random
import sys

import simpy

INSTANCES = 1000
BATCHES = 10
PAUSE = 120.0
MEDIAN = 240.0
SIGMA = math.log(540.0 / MEDIAN) / 1.6448536269514722  # the 95th percentile is nine minutes


class Fleet:
    """How many serve, and how many instance-seconds were lost."""

    def __init__(self, env):
        self.env = env
        self.serving = INSTANCES
        self.lost = 0.0
        self.since = 0.0

    def change(self, by):
        self.lost += (INSTANCES - self.serving) * (self.env.now - self.since)
        self.since = self.env.now
        self.serving += by


def refresh(env, fleet, luck):
    fleet.change(-1)
    yield env.timeout(luck.uniform(10, 20))
    yield env.timeout(luck.lognormvariate(math.log(MEDIAN), SIGMA))
    yield env.timeout(30)
    yield env.timeout(luck.uniform(5, 25))
    fleet.change(1)


def rollout(env, fleet, luck):
    for batch in range(BATCHES):
        if batch > 0:
            yield env.timeout(PAUSE)
        size = INSTANCES // BATCHES
        yield simpy.AllOf(env, [env.process(refresh(env, fleet, luck)) for _ in range(size)])


def main():
    luck = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    for _ in range(int(sys.argv[1])):
        env = simpy.Environment()
        fleet = Fleet(env)
        env.run(env.process(rollout(env, fleet, luck)))
        fleet.change(0)
        print(env.now * 1000, 1 - fleet.lost / (INSTANCES * env.now))


if __name__ == "__main__":
    main()
