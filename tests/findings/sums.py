"""The activity matrix and the financing table against themselves and each other."""
from findings.package import MISSING, NUMBER


class Sum:
    """Lines added up."""

    def __init__(self):
        self.amount = self.numbers = self.missing = self.count = 0
        self.place = None

    def add(self, state, amount, place):
        self.amount += amount
        self.count += 1
        self.numbers += state == NUMBER and amount != 0
        self.missing += state == MISSING
        self.place = min(self.place or place, place)


def within(plan, gap, numbers):
    """What rounding makes of figures added: a unit for two, two for more, none for one."""
    return abs(gap) <= min(max(numbers - 1, 0), 2) * plan.unit


class Matrix:
    def __init__(self, plan):
        self.plan, self.sums = plan, {}
        for node in plan.chain:
            for year, cell in sorted(plan.cells.get(node.id, {}).items()):
                for above in plan.ancestors(node.id):
                    for column in (year, None):
                        self.sums.setdefault((above, column), Sum()).add(*cell)
        self.printed = {}
        for claim in plan.of_kind('row-total', 'subtotal'):
            if claim.state != MISSING:
                self.printed.setdefault((claim.about, claim.year), claim)
        self.known = {}

    def lines(self, node, column):
        return self.sums.get((node, column), Sum())

    def known_lines(self, claim):
        """None when the matrix gives no line of its node, in any year: nothing is no zero."""
        lines, typed = self.lines(claim.about, claim.year), self.lines(claim.about, None).count
        return None if claim.state == MISSING or lines.missing or not typed else lines

    def part_sets(self, claim):
        """The figures just below, the printed years: [(place, amount, printed claim or None)]."""
        below = [(child.id, claim.year) for child in self.plan.nodes[claim.about].children]
        years = [(claim.about, year) for year in self.plan.years] if claim.year is None else []
        sets = {'children': below, 'years': years}
        for name, places in sets.items():
            parts = []
            for place in places:
                lines, part = self.lines(*place), self.printed.get(place)
                if part or lines.count:
                    parts.append((part.place if part else lines.place,
                                  part.amount if part else lines.amount, part, lines))
            sets[name] = parts
        return sets

    def is_rounded(self, claim):
        """Its difference from its lines is rounding, of these or of its parts."""
        if claim.id in self.known:
            return self.known[claim.id]
        lines = self.known_lines(claim)
        gap = claim.amount - lines.amount if lines else 0
        answer = lines is None or gap == 0 or within(self.plan, gap, lines.numbers)
        if not answer:
            for name, parts in self.part_sets(claim).items():
                printed = sum(part is not None for _, _, part, _ in parts)
                if name == 'years' and printed < len(self.plan.years):
                    continue
                own = gap - sum(amount - below.amount for _, amount, _, below in parts)
                numbers = sum(amount != 0 for _, amount, _, _ in parts)
                answer = answer or any(part for _, _, part, _ in parts) and \
                    within(self.plan, own, numbers) and \
                    all(part is None or self.is_rounded(part) for _, _, part, _ in parts)
        self.known[claim.id] = answer
        return answer


def where(claim):
    return '%s/%s' % (claim.about or claim.funder or 'plan', claim.year or 'total')


def as_printed(plan, claim):
    return plan.money(claim.amount) if claim.state == NUMBER else claim.text


def mismatch(plan, claim, tail, severity, computed, place):
    plan.add(severity, where(claim) + tail, claim.place, place, claim.about or claim.funder,
             claim.year, as_printed(plan, claim), plan.money(computed),
             plan.money(claim.amount - computed))


def matrix_rules(plan, matrix):
    rows, nodes = plan.of_kind('row-total'), plan.of_kind('subtotal')
    for plan.rule, claims in (('row-total', rows), ('subtotal-lines', nodes)):
        for claim in claims:
            lines = matrix.known_lines(claim)
            if lines and lines.amount != claim.amount:
                severity = 'rounding' if matrix.is_rounded(claim) else 'error'
                mismatch(plan, claim, '', severity, lines.amount, lines.place)
    for plan.rule, name in (('subtotal-children', 'children'), ('subtotal-years', 'years')):
        for claim in nodes:
            below = plan.nodes[claim.about].children
            if name == 'children' and claim.year and below and below[0].id in plan.cells:
                continue  # its lines
            parts = matrix.part_sets(claim)[name]
            printed = sum(part is not None for _, _, part, _ in parts)
            enough = len(plan.years) if name == 'years' else 1
            if claim.state != MISSING and printed >= enough:
                against_parts(plan, matrix, claim, parts)


def against_parts(plan, matrix, claim, parts):
    total = sum(amount for _, amount, _, _ in parts)
    if total == claim.amount or any(not part and lines.missing for _, _, part, lines in parts):
        return
    numbers = sum(amount != 0 for _, amount, _, _ in parts)
    fine = within(plan, claim.amount - total, numbers) or \
        matrix.known_lines(claim) and matrix.is_rounded(claim) and \
        all(part is None or matrix.is_rounded(part) for _, _, part, _ in parts)
    mismatch(plan, claim, '', 'rounding' if fine else 'error', total, parts[0][0])


# ---- the financing table ----

class Cube:
    KINDS = ('financing-row-total', 'financing-axis-total', 'financing-funder-total',
             'financing-total')

    def __init__(self, plan):
        self.plan, self.sums = plan, {}
        for (node, funder, year), cell in plan.shares.items():
            for a in {node, ''}:
                for b in {funder, ''}:
                    for c in {year, None}:
                        self.sums.setdefault((a, b, c), Sum()).add(*cell)
        self.printed = {}
        for claim in plan.of_kind(*self.KINDS):
            if claim.state != MISSING:
                self.printed.setdefault(claim.key(), claim)
        self.nodes = [n.id for n in plan.chain if any(n.id == k[0] for k in plan.shares)]

    def lines(self, key):
        lines = self.sums.get(key)
        return None if lines is None or lines.missing else lines

    def is_near(self, claim):
        """The figure is its cells' sum, but for rounding."""
        lines = self.lines(claim.key())
        return lines is not None and within(self.plan, claim.amount - lines.amount, lines.numbers)

    def parts(self, claim):
        """Printed figures along each dimension it adds up, when all of them are printed."""
        about, funder, year = claim.key()
        sets = {'nodes': [(n, funder, year) for n in self.nodes if n] if not about else [],
                'funders': [(about, f, year) for f in self.plan.funders] if not funder else [],
                'years': [(about, funder, y) for y in self.plan.years] if not year else []}
        for name, places in sets.items():
            places = [place for place in places if place in self.sums]
            if places and all(place in self.printed for place in places):
                yield name, [self.printed[place] for place in places]


def table_rules(plan, cube):
    plan.rule = 'table-total'
    for claim in plan.of_kind(*Cube.KINDS):
        lines = cube.lines(claim.key())
        if claim.state == MISSING or not lines:
            continue
        if lines.amount != claim.amount:
            gap = claim.amount - lines.amount
            fine = within(plan, gap, lines.numbers)
            mismatch(plan, claim, '', 'rounding' if fine else 'error', lines.amount, lines.place)
        for name, parts in cube.parts(claim):
            total = sum(part.amount for part in parts)
            if total != claim.amount:
                fine = within(plan, claim.amount - total, sum(p.amount != 0 for p in parts)) or \
                    cube.is_near(claim) and all(map(cube.is_near, parts))
                mismatch(plan, claim, '/' + name, 'rounding' if fine else 'error', total,
                         parts[0].place)


def two_tables(plan, matrix, cube):
    """The table's figure, printed or added up, is the sum of the activities."""
    plan.rule = 'two-tables'
    for node in cube.nodes + ([''] if '' not in cube.nodes else []):
        for column in plan.years + [None]:
            lines, cells = matrix.lines(node, column), cube.lines((node, '', column))
            if not cells or not lines.count or lines.missing:
                continue
            own, other = cube.printed.get((node, '', column)), matrix.printed.get((node, column))
            amount = own.amount if own else cells.amount
            if amount != lines.amount:
                agrees = other and other.amount == lines.amount
                fine = within(plan, amount - lines.amount, max(cells.numbers, lines.numbers))
                plan.add('rounding' if fine else 'error',
                         '%s/%s' % (node or 'plan', column or 'total'),
                         own.place if own else cells.place,
                         other.place if agrees else lines.place, node, column,
                         as_printed(plan, own) if own else plan.money(amount),
                         plan.money(lines.amount), plan.money(amount - lines.amount))
