"""The copy of the sources in which every change is switched on by its number."""
import re
import shutil
from pathlib import Path

from cpp import tree
from expressions import ON, Rewriter
from sites import Sites

INCLUDE = '#include "tests/mutation/mutant.h"\n'
CONSTANT = re.compile(r"^constexpr ([\w:]+) (k\w+) = (\d+);$", re.MULTILINE)
# What no rule finds: the order of the phases, two by two.
PHASE = "static_cast<std::uint64_t>(phase) << 60"


def rewrite(sites, file, source):
    """A file's text with its changes; `sites` takes their list."""
    sites.file, sites.source = file, source
    text = Rewriter(sites, source).items(tree(source).items, 0, len(source))
    text = CONSTANT.sub(lambda found: constant(sites, source, found), text)
    text = phases(sites, source, text)
    text = no_longer_constant(text)
    after = text.find("#pragma once\n")
    at = 0 if after < 0 else after + len("#pragma once\n")
    return text[:at] + INCLUDE + text[at:]


def constant(sites, source, found):
    if re.search(rf"^constexpr .*=.*\b{found[2]}\b", source, re.MULTILINE):
        return found[0]  # what is made of it the compiler needs
    at = source.index(found[0])
    number = sites.add(at, f"{found[2]} = {found[3]}", str(int(found[3]) + 1))
    kind, name, value = found.groups()
    return f"const {kind} {name} = refreshsim::mutation::number<{kind}>({value}, {int(value) + 1}, {number});"


def phases(sites, source, text):
    if PHASE not in source:
        return text
    at = source.index(PHASE)
    names = re.findall(r"^  X\((\w+), ", source[source.index("REFRESHSIM_PHASES(X)"):at], re.MULTILINE)[:4]
    chain = "phase"
    for first, second in zip(names, names[1:]):
        number = sites.add(at, f"{first} before {second}", f"{second} before {first}")
        one, two = f"Phase::{first}", f"Phase::{second}"
        chain = f"({ON}({number}) && phase == {one} ? {two} : {ON}({number}) && phase == {two} ? {one} : {chain})"
    return text.replace("(phase) << 60", f"({chain}) << 60")


def no_longer_constant(text):
    """Tables are made at start-up in the copy, so nothing that reads them is a constant, or asserted."""
    tables = re.findall(r"constexpr std::array (k\w+) = refreshsim::mutation::", text)
    for table in tables:
        text = text.replace(f"constexpr std::array {table} =", f"const auto {table} =")
    for derived in re.findall(r"^inline constexpr auto (k\w+) = \[\] {$", text, re.MULTILINE):
        text = text.replace(f"constexpr auto {derived} =", f"const auto {derived} =")
        tables.append(derived)
    # A variable template has no order at start-up: what it holds is computed at each use.
    for name, value in re.findall(r"^template <const auto& kTable>\ninline constexpr auto (k\w+) = (.*);$", text, re.MULTILINE):
        text = re.sub(rf"^template <const auto& kTable>\ninline constexpr auto {name} = .*;$", "", text, flags=re.MULTILINE)
        text = text.replace(f"{name}<kTable>", value)
    for function in re.findall(r"^constexpr .*?^}\n", text, re.MULTILINE | re.DOTALL):
        if any(re.search(rf"\b{table}\b", function) for table in tables):
            name = re.search(r"(\w+)\(", function)[1]
            text = text.replace(function, function.replace("constexpr", "inline", 1))
            text = text.replace(f"static_assert({name}());\n", "")
    return text


def write(path, text):
    """Only what has changed, so that only that is compiled again."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def copy(root, folder, every_file, changed_files):
    """Writes the copy; returns its sites. `every_file`: all that the build needs."""
    sites = Sites()
    for name in sorted(every_file):
        source = root / name
        if name in changed_files:
            write(folder / name, rewrite(sites, name, source.read_text(encoding="utf-8")))
        elif not (folder / name).exists() or (folder / name).read_bytes() != source.read_bytes():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, folder / name)
    for stale in [path for path in folder.rglob("*") if path.is_file()]:
        if str(stale.relative_to(folder)) not in every_file:
            stale.unlink()
    return sites.all
