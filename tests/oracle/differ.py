"""Two results compared: the oracle's and the program's."""

FREE = {"RequestId", "Message", "InstanceStatusMessage", "text", "got"}  # texts that are nobody's business
OPEN_MAPS = {"time_in_status_ms", "rows", "below_ms", "zones", "groups", "request"}  # every key counts, on both sides


def first_difference(oracle, program):
    """The first place where they part, as a line of text; None if they agree."""
    return compare(oracle, program, "", None)


def compare(oracle, program, path, key):
    if key == "response":
        return compare(without_ms(oracle), without_ms(program), path, None)
    if isinstance(oracle, dict) and isinstance(program, dict):
        return compare_maps(oracle, program, path, key in OPEN_MAPS)
    if isinstance(oracle, list) and isinstance(program, list):
        return compare_lists(oracle, program, path)
    if is_number(oracle) and is_number(program) and float in (type(oracle), type(program)):
        return differing(f"{oracle:.9g}", f"{program:.9g}", path)
    same_type = type(oracle) is type(program)
    return None if same_type and oracle == program else f"{path} oracle={oracle!r} program={program!r}"


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def differing(oracle, program, path):
    return None if oracle == program else f"{path} oracle={oracle!r} program={program!r}"


def compare_maps(oracle, program, path, exact):
    """The program may say more, but not less; a missing key and null are the same."""
    for key in list(oracle) + ([k for k in program if k not in oracle] if exact else []):
        if key not in FREE:
            where = f"{path}.{key}" if path else str(key)
            found = compare(oracle.get(key), program.get(key), where, key)
            if found:
                return found
    return None


def compare_lists(oracle, program, path):
    for number, (one, other) in enumerate(zip(oracle, program)):
        found = compare(one, other, f"{path}[{number}]", None)
        if found:
            return found
    return differing(len(oracle), len(program), f"{path}.length")


def without_ms(value):
    """The service's own answers have no *_ms."""
    if isinstance(value, dict):
        return {k: without_ms(v) for k, v in value.items() if not k.endswith("_ms") and k != "statistics"}
    return [without_ms(v) for v in value] if isinstance(value, list) else value
