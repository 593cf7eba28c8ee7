"""Coverage tables: their printed totals, and what the text repeats of them."""
from fractions import Fraction

from findings.package import decimal, number_or_none
from findings.texts import percentage, ratio

PEOPLE = ('habitants', 'personnes')


class Row:
    def __init__(self, row):
        self.scheme, self.region, self.measure = row['scheme'], row['region'], row['measure']
        self.year, self.value = row['year'], number_or_none(row['value'])
        self.place = row['doc'], int(row['line'] or 0)


class Coverage:
    def __init__(self, plan):
        self.plan = plan
        self.rows = [Row(row) for row in plan.tables['coverage'] if not row.get('sex')]
        self.totals = [c for c in plan.of_kind('coverage-total') if c.value is not None]
        self.total_places = {claim.place for claim in self.totals}

    def named(self, label):
        """The cell "region, measure"."""
        region, _, measure = label.partition(', ')
        cells = [r for r in self.rows if (r.region, r.measure) == (region, measure)]
        return cells[0] if cells else None

    def whole(self, label):
        measure = label.partition(', ')[2]
        return next((c.value for c in self.totals if c.label == measure), None)

    def population(self, year):
        of = [number_or_none(row['value']) for row in self.plan.tables['figures']
              if row['year'] == year and row['unit'] in PEOPLE
              and row['series'].startswith('population')]
        return max((value for value in of if value is not None), default=None)


def total_rules(plan, coverage):
    """A table's total, the first printed after its last line, is the sum by region or by kind."""
    plan.rule = 'coverage-total'
    for claim in coverage.totals:
        for wanted in (lambda m: m == claim.label, lambda m: m.startswith(claim.label + ' (')):
            lines = [r for r in coverage.rows
                     if r.place[1] and r.value is not None and wanted(r.measure)
                     and r.place not in coverage.total_places and r.place[0] == claim.place[0]]
            lines = [r for r in lines if (r.year, r.scheme) == (lines[0].year, lines[0].scheme)]
            if len(lines) < 2:
                continue
            last = max(r.place for r in lines)
            closing = [c for c in coverage.totals if c.label == claim.label and c.place > last]
            added = sum(r.value for r in lines)
            if closing and closing[0] is claim and added != claim.value:
                count(plan, claim, added, min(r.place for r in lines))


def count(plan, claim, computed, place):
    plan.add('error', claim.id, claim.place, place, '', None, decimal(claim.value),
             decimal(computed), decimal(claim.value - computed))


def members(plan, coverage):
    """No fewer people are covered than are members."""
    plan.rule = 'coverage-members'
    beside = {(r.place, r.region, r.year, r.measure): r for r in coverage.rows}
    for row in coverage.rows:
        if not row.measure.startswith('adhérents') or not row.place[1] or row.value is None:
            continue
        covered = 'bénéficiaires' + row.measure[len('adhérents'):]
        other = beside.get((row.place, row.region, row.year, covered))
        if other and other.value is not None and row.value > other.value:
            plan.add('error', 'l%d' % row.place[1], row.place, other.place,
                     printed=decimal(row.value), computed=decimal(other.value))


def shares_and_rates(plan, coverage):
    plan.rule = 'percentage'
    for claim in plan.of_kind('claim-coverage-share', 'claim-coverage-rate'):
        cell = coverage.named(claim.label)
        if not cell or cell.value is None or claim.value is None:
            continue
        whole = coverage.whole(claim.label) if claim.kind.endswith('share') \
            else coverage.population(cell.year)
        if whole:
            exact = ratio(cell.value, Fraction(whole))
            percentage(plan, claim, claim.id, exact, cell.place)


def printings(plan, coverage):
    plan.rule = 'two-printings'
    first = {}
    for claim in plan.claims:
        if claim in coverage.totals:
            before = first.setdefault(claim.label, claim)
            if before.value != claim.value:
                count(plan, claim, before.value, before.place)
        elif claim.kind == 'claim-coverage' and claim.value is not None:
            cell = coverage.named(claim.label)
            if cell and cell.value is not None and cell.value != claim.value:
                count(plan, claim, cell.value, cell.place)


def coverage_rules(plan, coverage):
    shares_and_rates(plan, coverage)
    total_rules(plan, coverage)
    members(plan, coverage)
    printings(plan, coverage)
