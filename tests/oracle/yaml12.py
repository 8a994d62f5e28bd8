"""Reading YAML with the scalars of YAML 1.2's core schema, by PyYAML.

PyYAML resolves scalars as YAML 1.1 does (`yes`, `010`, `1:30`, timestamps). Here only null, true/false, decimal,
octal (0o) and hexadecimal (0x) integers and floats are special; everything else is text.
"""
import re

import yaml


NULL = re.compile(r"^(?:~|null|Null|NULL|)$")
BOOL = re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$")
INT = re.compile(r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$")
FLOAT = re.compile(r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
                   r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$")


def read_int(loader, node):
    """`010` is ten."""
    text = loader.construct_scalar(node)
    if text.startswith("0o"):
        return int(text[2:], 8)
    if text.startswith("0x"):
        return int(text[2:], 16)
    return int(text, 10)


def read_float(loader, node):
    text = loader.construct_scalar(node).lower()
    if text.endswith("inf"):
        return float("-inf") if text.startswith("-") else float("inf")
    return float("nan") if text == ".nan" else float(text)


def read_bool(loader, node):
    return loader.construct_scalar(node).lower() == "true"


def loader(base):
    """Of PyYAML's loaders, with the resolvers of YAML 1.1 replaced."""
    made = type("Loader", (base,), {"yaml_implicit_resolvers": {}})
    made.add_implicit_resolver("tag:yaml.org,2002:null", NULL, ["~", "n", "N", ""])
    made.add_implicit_resolver("tag:yaml.org,2002:bool", BOOL, list("tTfF"))
    made.add_implicit_resolver("tag:yaml.org,2002:int", INT, list("-+0123456789"))
    made.add_implicit_resolver("tag:yaml.org,2002:float", FLOAT, list("-+.0123456789"))
    made.add_constructor("tag:yaml.org,2002:int", read_int)
    made.add_constructor("tag:yaml.org,2002:float", read_float)
    made.add_constructor("tag:yaml.org,2002:bool", read_bool)
    return made


PLAIN = loader(yaml.SafeLoader)
QUICK = loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def load(text):
    return yaml.load(text, Loader=PLAIN)


def load_quickly(text):
    """By libyaml, which the program reads with too: whoever uses it compares it with `load` now and then."""
    return yaml.load(text, Loader=QUICK)
