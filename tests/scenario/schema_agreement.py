"""Whether the JSON Schema and the reader agree.

The good documents of corpus/ must please both, the bad ones neither. Then each good document is
spoilt in every place, one at a time: a value becomes one of another type, a key is misspelt, left
out or added. Where the reader still takes the file, the schema must take it too. Last, each good
document is cut down in every way that `extends` can make up for.
"""

import json
import re
import subprocess
import sys
import tempfile

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """Types as in YAML 1.2 and JSON, decimal only, like the reader's."""


Loader.yaml_implicit_resolvers = {}
for tag, regex, first in (
    ("null", r"^(~|null|)$", ["~", "n", ""]),
    ("bool", r"^(true|false)$", list("tf")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", list("-+.0123456789")),
    ("merge", r"^<<$", ["<"]),
):
    Loader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(regex), first)
Loader.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value, 10))
Loader.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))

SPOILERS = [None, True, 0, -1, 7, 0.5, 1.5, "", "x", "5m", "a b", "50%", [], ["x"], [7], {}, {"x": 1}]


def spoilt(value):
    """All that come of changing one place in a value."""
    for other in SPOILERS:
        if type(other) is not type(value) or other != value:
            yield other
    if isinstance(value, dict):
        yield {**value, "zzz": 1}
        for key, child in value.items():
            rest = {k: v for k, v in value.items() if k != key}
            yield rest
            yield {**rest, key + "s": child}
            for changed in spoilt(child):
                yield {**value, key: changed}
    if isinstance(value, list):
        for i, child in enumerate(value):
            for changed in spoilt(child):
                yield value[:i] + [changed] + value[i + 1 :]


def parts(value):
    """All that come of leaving one key out, down to where a list replaces as a whole."""
    for key, child in value.items():
        yield {k: v for k, v in value.items() if k != key}
        if isinstance(child, dict):
            for part in parts(child):
                yield {**value, key: part}


def wrong_parts(probe, validator, value):
    """How many parts of a document, on top of it, one of the two refuses."""
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as base:
        json.dump(value, base)
        base.flush()
        on_top = [{**part, "extends": base.name} for part in parts(value)]
        judged = verdicts(probe, [json.dumps(each) for each in on_top])
    wrong = 0
    for each, verdict in zip(on_top, judged):
        if verdict != "good" or not validator.is_valid(each):
            wrong += 1
            print(f"should be good; reader: {verdict}\n{json.dumps(each)}\n")
    return wrong


def verdicts(probe, documents):
    with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as file:
        file.write("\n---\n".join(documents))
        file.flush()
        out = subprocess.run([probe, file.name], capture_output=True, text=True, check=True).stdout
    lines = out.splitlines()
    assert len(lines) == len(documents), (len(lines), len(documents))
    return lines


def main():
    probe, folder = sys.argv[1:3]
    schema = json.loads(subprocess.run([probe], capture_output=True, text=True, check=True).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    wrong = 0
    good = []
    total = 0
    for kind in ("good", "bad"):
        with open(f"{folder}/corpus/{kind}.yaml", encoding="utf-8") as file:
            documents = file.read().split("\n---\n")
        total += len(documents)
        for text, verdict in zip(documents, verdicts(probe, documents)):
            value = yaml.load(text, Loader)
            by_schema = "good" if validator.is_valid(value) else "bad"
            if verdict.split(" ")[0] != kind or by_schema != kind:
                wrong += 1
                print(f"should be {kind}; reader: {verdict}; schema: {by_schema}\n{text}\n")
            if kind == "good":
                good.append(value)
    mutants = [mutant for value in good for mutant in spoilt(value)]
    refused_by_schema = [each for each in mutants if not validator.is_valid(each)]
    texts = [json.dumps(each) for each in refused_by_schema]
    for text, verdict in zip(texts, verdicts(probe, texts)):
        if verdict == "good":
            wrong += 1
            print(f"the reader takes what the schema refuses:\n{text}\n")
    wrong += sum(wrong_parts(probe, validator, value) for value in good)
    print(f"{total} documents, {len(mutants)} spoilt ones, {len(texts)} of them refused, {wrong} wrong")
    return wrong != 0 or total < 100 or not texts


sys.exit(main())
