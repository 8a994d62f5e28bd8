#!/usr/bin/python3
"""compare.py --program PATH [--engine auto|loop|both] --count N --seed S [--jobs J] [--keep DIR] [--oracle-only]: the second opinion.

Generates N scenarios, runs the oracle and the program on each, and prints the first difference of each one that
differs.
"""
import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import traceback
from collections import Counter

import answers
import differ
import generate
import invariants
import scenario
import simulate
import yaml12

CHUNK = 20
ENGINES = ["auto", "loop"]
PLAINLY_EVERY = 20  # scenarios are read by a parser that the program does not share
TELL_EVERY = 5000  # scenarios


def main():
    options = parse_options()
    seeds = list(range(options.seed, options.seed + options.count))
    chunks = [(options, seeds[k:k + CHUNK]) for k in range(0, len(seeds), CHUNK)]
    different, seen = 0, Counter()
    with multiprocessing.Pool(options.jobs) as pool:
        for done, (findings, covered) in enumerate(pool.imap(work, chunks), 1):
            seen.update(covered)
            different += len(findings)
            if done * CHUNK % TELL_EVERY == 0:
                print(f"{done * CHUNK} of {len(seeds)} compared, {different} different", file=sys.stderr, flush=True)
            for seed, finding in findings:
                print(f"seed {seed}: {finding}", flush=True)
    if options.oracle_only:
        print_coverage(seen)
    print(f"compared {len(seeds)} scenarios, {different} different, seeds {seeds[0]}..{seeds[-1]}")
    sys.exit(1 if different else 0)


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program")
    parser.add_argument("--engine", choices=["auto", "loop", "both"], default="both")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep")
    parser.add_argument("--oracle-only", action="store_true")
    options = parser.parse_args()
    if not options.program and not options.oracle_only:
        parser.error("--program or --oracle-only is needed")
    if options.count < 1:
        parser.error("--count must be at least 1")
    return options


def print_coverage(seen):
    for name in sorted(seen):
        print(f"{seen[name]:8d}  {name}")


def work(task):
    """One chunk of seeds: findings and coverage."""
    options, seeds = task
    texts, mine, findings, seen = {}, {}, {}, Counter()
    for seed in seeds:
        try:
            texts[seed] = generate.write(generate.make(seed))
            mine[seed], broken, covered = opinion(texts[seed], seed)
            seen.update(covered)
            if broken:
                findings[seed] = f"oracle's own invariants broken: {broken}"
        except Exception:  # a defect of the oracle or the generator is a finding too
            findings[seed] = "oracle crashed: " + traceback.format_exc()
    if not options.oracle_only:
        findings.update(compare_all(options, {s: texts[s] for s in mine if s not in findings}, mine))
    for seed in findings:
        keep(options, seed, texts.get(seed))
    return sorted(findings.items()), seen


def replica_of(seed):
    return seed % 3


def opinion(text, seed):
    loaded = yaml12.load_quickly(text)
    if seed % PLAINLY_EVERY == 0 and repr(loaded) != repr(yaml12.load(text)):
        raise ValueError("the two YAML readers differ")
    spec = scenario.parse(loaded, f"{seed}.yaml")
    world = simulate.run(spec, spec.seed, replica_of(seed))
    result = json.loads(json.dumps(answers.result(world)))
    return result, invariants.broken(world, result), invariants.coverage(world, result)


def keep(options, seed, text):
    if options.keep and text:
        os.makedirs(options.keep, exist_ok=True)
        with open(os.path.join(options.keep, f"{seed}.yaml"), "w", encoding="utf-8") as file:
            file.write(text)


# --- the program --------------------------------------------------------------------------------------------------
def compare_all(options, texts, mine):
    findings = {}
    with tempfile.TemporaryDirectory() as folder:
        for replica in sorted({replica_of(s) for s in texts}):
            files = {s: os.path.join(folder, f"{s}.yaml") for s in texts if replica_of(s) == replica}
            for seed, file in files.items():
                with open(file, "w", encoding="utf-8") as out:
                    out.write(texts[seed])
            for engine in ENGINES if options.engine == "both" else [options.engine]:
                results = run_program([options.program, "run", "--engine", engine], files, replica)
                for seed, theirs in results.items():
                    finding = theirs if isinstance(theirs, str) else differ.first_difference(mine[seed], theirs)
                    if finding:
                        findings.setdefault(seed, f"--engine {engine}: {finding}")
    return findings


def run_program(program, files, replica):
    """Many files at once; one by one if that does not give one result for each."""
    results = run_files(program, list(files.values()), replica)
    if isinstance(results, list) and len(results) == len(files):
        return dict(zip(files, results))
    return {seed: run_one(program, file, replica) for seed, file in files.items()}


def run_one(program, file, replica):
    results = run_files(program, [file], replica)
    return results[0] if isinstance(results, list) and len(results) == 1 else str(results)


def run_files(program, paths, replica):
    """The results, or what went wrong. Exit 1 says that an expectation failed, which is fine."""
    command = [*program, *paths, "--format", "json", "--replica", str(replica)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        return "program: no answer within two minutes"
    if done.returncode not in (0, 1):
        return f"program: exit {done.returncode}: {done.stderr.strip()[:600]}"
    try:
        return flat(documents(done.stdout))
    except ValueError as error:
        return f"program: no JSON: {error}"


def documents(text):
    """JSON documents, one after the other."""
    decoder, found, position = json.JSONDecoder(), [], 0
    while text[position:].strip():
        position += len(text[position:]) - len(text[position:].lstrip())
        document, position = decoder.raw_decode(text, position)
        found.append(document)
    return found


def flat(found):
    return [d for one in found for d in (one if isinstance(one, list) else [one])]


if __name__ == "__main__":
    main()
