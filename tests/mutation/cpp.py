"""C++ as a tree of tokens and brackets: just enough to find expressions in text that clang-format has laid out."""
import re
from dataclasses import dataclass, field

TOKEN = re.compile(r"""
    (?P<space>\s+|//[^\n]*|/\*.*?\*/)
  | (?P<directive>^[ ]*\#(?:[^\n\\]|\\\n|\\.)*)
  | (?P<string>(?:u8|u|U|L)?"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+')
  | (?P<number>\d(?:[\w.]|'\w)*)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<sign><=>|<<=|>>=|\.\.\.|->\*|::|->|\+\+|--|<<|<=|>=|==|!=|&&|\|\||\+=|-=|\*=|/=|%=|&=|\|=|\^=|.)
""", re.VERBOSE | re.MULTILINE | re.DOTALL)

CLOSING = {"(": ")", "[": "]", "{": "}"}


@dataclass
class Token:
    kind: str
    text: str
    begin: int
    end: int


@dataclass
class Group:
    """What stands between two brackets; `text` is the opening one."""
    text: str
    begin: int
    items: list = field(default_factory=list)
    end: int = 0
    kind: str = "group"


def tokens(source):
    place = 0
    while place < len(source):
        found = TOKEN.match(source, place)
        kind = found.lastgroup
        if kind not in ("space", "directive"):
            yield Token(kind, found.group(), found.start(), found.end())
        place = found.end()


def tree(source):
    """The items of a whole file. A closing bracket that doesn't fit is an error of ours, never skipped."""
    top = Group("", 0, end=len(source))
    open_groups = [top]
    for token in tokens(source):
        if token.text in CLOSING and token.kind == "sign":
            group = Group(token.text, token.begin)
            open_groups[-1].items.append(group)
            open_groups.append(group)
        elif token.kind == "sign" and token.text in CLOSING.values():
            group = open_groups.pop()
            if CLOSING.get(group.text) != token.text:
                raise ValueError(f"brackets do not match at line {line_of(source, token.begin)}")
            group.end = token.end
        else:
            open_groups[-1].items.append(token)
    if len(open_groups) != 1:
        raise ValueError("a bracket is not closed")
    return top


def line_of(source, place):
    return source.count("\n", 0, place) + 1


def line_text(source, place):
    begin = source.rfind("\n", 0, place) + 1
    end = source.find("\n", place)
    return source[begin:end if end >= 0 else len(source)].strip()


def spaced(source, token):
    """Whether blanks stand on both sides: so clang-format sets binary operators, and nothing else."""
    return source[token.begin - 1:token.begin].isspace() and source[token.end:token.end + 1].isspace()
