"""Changes within expressions. An expression e of which e1, e2 … are the changed ones becomes
(on(1) ? (e1) : on(2) ? (e2) : (e)); what stands in brackets is looked at by itself."""
import re

import tables
from cpp import spaced

ON = "refreshsim::mutation::on"
RELATIONS = {"<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<"), "==": ("!=",), "!=": ("==",)}
LOGICAL = {"&&": "true", "||": "false"}
ENDS = {",", ";", "?", ":", "=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="}
WORDS_THAT_END = {"return", "case", "throw", "else", "do", "goto", "using", "typedef", "template", "operator"}
STATEMENT_BEFORE = {"", ";", ":", "else", "do"}
CONDITIONS = {"if", "while"}
# Not evaluated when the program runs, or, as a broken invariant, no part of what is simulated.
LEFT_ALONE = {"static_assert", "requires", "noexcept", "decltype", "sizeof", "alignas", "constexpr", "REFRESHSIM_CHECK"}


class Rewriter:
    def __init__(self, sites, source):
        self.sites = sites
        self.source = source
        self.asserted = set(re.findall(r"static_assert\((\w+)\(\)\)", source))  # only the compiler calls these

    def group(self, group, before=""):
        """The text of a bracket and what is in it; `before`: the word that it follows."""
        open_end = group.begin + len(group.text)
        if group.text == "[" or (group.text == "(" and before in LEFT_ALONE):
            return self.source[group.begin:group.end]
        inner = self.items(group.items, open_end, group.end - 1, before)
        return group.text + inner + self.source[group.end - 1:group.end]

    def items(self, items, begin, end, before=""):
        """The text from begin to end, of which these are the items."""
        out, place, first, constant, previous = [], begin, 0, False, ""
        for i in range(len(items) + 1):
            item = items[i] if i < len(items) else None
            ends = item is None or (item.kind != "group" and (
                item.text in ENDS and item.kind == "sign" or item.text in WORDS_THAT_END))
            if not ends:
                if item.kind == "word" and item.text == "constexpr":
                    constant = True
                if item.kind == "group" and item.text == "{":
                    constant = False
                continue
            region = items[first:i]
            if region:
                out.append(self.source[place:region[0].begin])
                after = item.text if item is not None else ""
                if constant and previous == "=":
                    out.append(tables.rewritten(self.sites, self.source, region))
                else:
                    out.append(self.region(region, previous, after, before))
                place = region[-1].end
            if item is not None:
                out.append(self.source[place:item.end])
                place = item.end
                previous = item.text
                if item.text == ";":
                    constant = False
            first = i + 1
        out.append(self.source[place:end])
        return "".join(out)

    def region(self, region, previous, after, before):
        """`previous`, `after`: what bounds it; `before`: the word before the bracket that it is in."""
        begin, end = region[0].begin, region[-1].end
        step = self.step(region) if previous in STATEMENT_BEFORE and after == ";" and before != "for" else None
        if step is not None:
            return step
        variants = []

        def vary(at, left, right, with_what, label=None, told=None):
            """Items left…right-1 are replaced by a text."""
            what = label or self.source[region[left].begin:region[right - 1].end]
            text = self.source[begin:region[left].begin] + with_what + self.source[region[right - 1].end:end]
            variants.append((self.sites.add(at, what, told or with_what), text))

        self.relations(region, vary)
        self.operands(region, vary)
        self.arithmetic(region, vary)
        self.words(region, previous, vary)
        text = self.source[begin:end]
        condition = after == "?" or (before in CONDITIONS and previous in ("", ";") and after == "")
        if condition and not variants and not is_declaration(region):
            vary(begin, 0, len(region), f"!({text})")
        if previous in ("+=", "-=") and not variants:
            vary(begin, 0, len(region), f"std::decay_t<decltype({text})>{{}}", f"{previous} {text}", f"{previous} 0")
        whole = self.pieces(region)
        if not variants:
            return whole
        if condition:
            whole = f"!!({whole})"
        chain = "".join(f"{ON}({number}) ? ({text}) : " for number, text in variants)
        return f"({chain}({whole}))"

    def pieces(self, region):
        """The text of the items, with what is changed in their brackets."""
        out = []
        for i, item in enumerate(region):
            if i > 0:
                out.append(self.source[region[i - 1].end:item.begin])
            word = region[i - 1].text if i > 0 and region[i - 1].kind == "word" else ""
            asserted = i > 1 and region[i - 2].text in self.asserted and item.text == "{"
            whole = item.kind != "group" or asserted
            out.append(self.source[item.begin:item.end] if whole else self.group(item, word))
        return "".join(out)

    def relations(self, region, vary):
        for i, item in enumerate(region):
            if self.binary(region, i) and item.text in RELATIONS:
                for other in RELATIONS[item.text]:
                    self.other_sign(region, i, other, vary)

    def other_sign(self, region, i, other, vary):
        left, right = self.extent(region, i)
        text = self.source[region[left].begin:region[right - 1].end]
        at = region[i].begin - region[left].begin
        vary(region[i].begin, left, right, text[:at] + other + text[at + len(region[i].text):])

    def extent(self, region, i):
        """The operands of the operator at i: up to the logical operators around it."""
        left, right = i, i + 1
        while left > 0 and not (self.binary(region, left - 1) and region[left - 1].text in LOGICAL):
            left -= 1
        while right < len(region) and not (self.binary(region, right) and region[right].text in LOGICAL):
            right += 1
        return left, right

    def operands(self, region, vary):
        """Each operand of && and || is left out."""
        places = [i for i in range(len(region)) if self.binary(region, i) and region[i].text in LOGICAL]
        for sign, neutral in LOGICAL.items():
            edges = [-1, *(i for i in places if sign == "&&" or region[i].text == "||"), len(region)]
            mine = [i for i in places if region[i].text == sign]
            for left, right in zip(edges, edges[1:]):
                if left in mine or right in mine:
                    vary(region[left + 1].begin, left + 1, right, neutral)

    def arithmetic(self, region, vary):
        no_numbers = any(item.kind == "string" or item.text in ("begin", "data") for item in region)
        for i, item in enumerate(region):
            if item.text not in ("+", "-") or not self.binary(region, i):
                continue
            if region[i + 1].kind == "number":
                vary(item.begin, i, i + 2, f"{item.text} 0")
            elif item.text == "-" and not no_numbers:
                self.other_sign(region, i, "+", vary)

    def words(self, region, previous, vary):
        for i, item in enumerate(region):
            after = region[i + 1].text if i + 1 < len(region) else ""
            if item.text == "!" and item.kind == "sign":
                _, right = self.extent(region, i)
                text = self.source[region[i + 1].begin:region[right - 1].end]
                vary(item.begin, i, i + 1, "!!", f"!{text}", text)
            if item.text in ("min", "max") and i > 0 and region[i - 1].text == "::" and after == "(":
                vary(item.begin, i, i + 1, "max" if item.text == "min" else "min")
        if len(region) == 1 and region[0].text in ("true", "false") and previous in ("return", "=", "?", ":"):
            vary(region[0].begin, 0, 1, "false" if region[0].text == "true" else "true")

    def step(self, region):
        """++x and --x as statements: left out."""
        for i, item in enumerate(region):
            starts = i == 0 or (region[i - 1].kind == "group" and region[i - 1].text in "({")
            if item.text in ("++", "--") and starts and i + 1 < len(region):
                if any(self.binary(region, j) for j in range(i, len(region))):
                    return None
                number = self.sites.add(item.begin, self.source[item.begin:region[-1].end], "nothing")
                head, tail = self.pieces(region[:i]), self.pieces(region[i:])
                gap = self.source[region[i - 1].end:item.begin] if i > 0 else ""
                return f"{head}{gap}({ON}({number}) ? void() : void({tail}))"
        return None

    def binary(self, region, i):
        return region[i].kind == "sign" and 0 < i < len(region) - 1 and spaced(self.source, region[i])


def is_declaration(region):
    """`if (T x{…})`, `if (const T* x = …)`: its value has a name."""
    return region[0].text in ("const", "auto") or any(item.text == "{" for item in region)
