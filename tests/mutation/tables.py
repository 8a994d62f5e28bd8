"""Changes of the constexpr tables: every row missing, every field another one of its column's, neighbours swapped."""
import re

ON = "refreshsim::mutation::on"
# Of neighbours that agree in these columns the first that fits decides: so their order is changed too.
ORDERED_BY = {"ActivityTransition": (0, 1), "CheckRow": (0,), "PlannedStep": (0,)}
NO_GUARD = {"ActivityTransition": (2, "G::always")}


def rewritten(sites, source, region):
    """What a constexpr variable is initialised with; as it stands, unless it is a table."""
    begin, end = region[0].begin, region[-1].end
    text = source[begin:end]
    row_type = re.match(r"std::to_array<([\w<>:]+)>\(", text)
    if row_type is None:
        return text
    rows = [item for item in region[-1].items[0].items if item.kind == "group"]
    if not rows or len(region[-1].items) != 1:
        raise ValueError(f"not the layout of a table: {text[:60]}")
    return Table(sites, source, row_type[1], rows).text(region[-1].items[0])


class Table:
    def __init__(self, sites, source, row_type, rows):
        self.sites, self.source, self.row_type, self.rows = sites, source, row_type, rows
        self.fields = [self.split(row) for row in rows]
        self.columns = [list(dict.fromkeys(column)) for column in zip(*self.fields)]

    def split(self, row):
        texts, begin = [], row.begin + 1
        for item in row.items:
            if item.kind == "sign" and item.text == ",":
                texts.append(self.source[begin:item.begin].strip())
                begin = item.end
        return [*texts, self.source[begin:row.end - 1].strip()]

    def text(self, bracket):
        first_drop = [self.site(i, self.source[row.begin:row.end], "no such row") for i, row in enumerate(self.rows)][0]
        first_swap = self.swaps()
        rows = ",\n".join("{" + ", ".join(self.field(i, j) for j in range(len(fields))) + "}"
                          for i, fields in enumerate(self.fields))
        build = "changes" if self.row_type.startswith("StatusChange") else "table"
        return (f"refreshsim::mutation::{build}(std::to_array<{self.row_type}>({{\n{rows}}}), "
                f"{first_drop}, {first_swap})")

    def site(self, row, before, after):
        return self.sites.add(self.rows[row].begin, before, after, table=True)

    def swaps(self):
        """Sites for all neighbours, so that they have consecutive numbers; those without a meaning are taken back."""
        by = ORDERED_BY.get(self.row_type)
        if by is None:
            return 1 << 30
        first = len(self.sites.all) + 1
        for i in range(len(self.rows) - 1):
            number = self.site(i, self.source[self.rows[i].begin:self.rows[i].end], "after the next row")
            if any(self.fields[i][column] != self.fields[i + 1][column] for column in by):
                self.sites.all[number - 1].meaningless = True
        return first

    def field(self, i, j):
        text = self.fields[i][j]
        chain = "".join(f"{ON}({self.site(i, text + f' ({self.place(j)})', other)}) ? ({other}) : "
                        for other in self.others(i, j, text))
        return f"({chain}{text})" if chain else text

    def place(self, column):
        return f"{('1st', '2nd', '3rd')[column] if column < 3 else f'{column + 1}th'} field"

    def others(self, i, j, text):
        if text.startswith('"') or text == "{}":
            return []
        if text in ("true", "false"):
            return ["false" if text == "true" else "true"]
        if re.fullmatch(r"\d+|kMost", text):
            return bounds(text) if "Type::integer" in self.fields[i] else []
        if re.fullmatch(r"k\w+", text):
            return ["decltype(Parameter{}.names){}" if j == 5 else "decltype(Parameter{}.members){}"]
        column = self.columns[j]
        others = [column[(column.index(text) + 1) % len(column)]] if len(column) > 1 else []
        where, always = NO_GUARD.get(self.row_type, (None, None))
        if j == where and text != always and always not in others:
            others.append(always)
        return others


def bounds(text):
    """A bound one further, and one nearer; the most that a number may be has nothing above it."""
    return ["kMost - 1"] if text == "kMost" else [f"{text} + 1"] if text == "0" else [f"{text} + 1", f"{text} - 1"]
