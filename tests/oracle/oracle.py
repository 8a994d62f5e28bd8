#!/usr/bin/python3
"""oracle.py FILE.yaml [--seed N] [--replica N]: prints the result of a run as `refreshsim run --format json` does."""
import argparse
import json

import answers
import scenario
import simulate


def result_of(spec, seed=None, replica=0):
    world = simulate.run(spec, spec.seed if seed is None else seed, replica)
    return answers.result(world)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--replica", type=int, default=0)
    options = parser.parse_args()
    result = result_of(scenario.load(options.file), options.seed, options.replica)
    print(json.dumps(result, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
