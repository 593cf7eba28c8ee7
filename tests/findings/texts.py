"""Amounts, counts and shares stated in the text: against the tables they speak of, against their
own words, against one another."""
from collections import namedtuple
from fractions import Fraction

from findings.numerals import numeral
from findings.package import NUMBER, decimal, rounded
from findings.sums import Sum, where, within

AMOUNTS = ('claim-amount-total', 'claim-amount-axis', 'claim-amount-funder', 'claim-amount-year')


class Place(namedtuple('Place', 'about funder year')):
    def key(self):
        return tuple(self)


WHOLE = Place('', '', None)


class Tables:
    """The activity matrix, the financing table, the coverage tables."""

    def __init__(self, matrix, cube, coverage):
        self.matrix, self.cube, self.coverage = matrix, cube, coverage

    def at(self, key):
        """What a table says at (node, funder, year); None."""
        place = Place(*key)
        return in_table(self.cube, place) or in_matrix(self.matrix, place)


class Reference:
    """What a table says at a place: as printed there, else added up."""

    def __init__(self, claim, lines):
        self.printed, self.sum = claim, lines.amount
        self.amount = claim.amount if claim else lines.amount
        self.place = claim.place if claim else lines.place
        self.numbers = lines.numbers


def in_matrix(matrix, claim):
    """None when nothing is printed there, and its lines are of another table or one is ND."""
    lines, printed = matrix.lines(claim.about, claim.year), matrix.printed.get(
        (claim.about, claim.year))
    if claim.funder or not printed and (not lines.count or lines.missing):
        return None
    return Reference(printed, lines)


def in_table(cube, claim):
    lines, printed = cube.lines(claim.key()), cube.printed.get(claim.key())
    return Reference(printed, lines or Sum()) if lines or printed else None


def claim_amount(plan, matrix, cube):
    plan.rule = 'claim-amount'
    claims = [claim for claim in plan.of_kind(*AMOUNTS) if claim.state == NUMBER]
    for claim in claims:
        for name, found in (('table', in_table(cube, claim)), ('matrix', in_matrix(matrix, claim))):
            if found and found.amount != claim.amount:
                gap = claim.amount - found.amount
                fine = not found.printed and within(plan, gap, found.numbers)
                add_amount(plan, claim, '/' + name, fine, found.amount, found.place)
    for total in [claim for claim in claims if claim.kind == 'claim-amount-total']:
        for name, kind, whole in (('years', 'year', len(plan.years)),
                                  ('funders', 'funder', len(plan.funders)),
                                  ('axis', 'axis', len(plan.nodes[''].children))):
            parts = {}
            for claim in plan.of_kind('claim-amount-' + kind):
                parts.setdefault(claim.key(), claim)
            parts = list(parts.values())
            if len(parts) != whole or any(part.state != NUMBER for part in parts):
                continue
            added = sum(part.amount for part in parts)
            if added != total.amount:
                fine = within(plan, total.amount - added, len(parts))
                add_amount(plan, total, '/' + name, fine, added, parts[0].place)


def add_amount(plan, claim, tail, fine, computed, place):
    plan.add('rounding' if fine else 'error', where(claim) + tail, claim.place, place,
             claim.about or claim.funder, claim.year, plan.money(claim.amount),
             plan.money(computed), plan.money(claim.amount - computed))


def claim_count(plan):
    plan.rule = 'claim-count'
    for claim in plan.of_kind('claim-count'):
        count = sum(node.level == claim.label and claim.about in plan.ancestors(node.id)
                    for node in plan.chain)
        if claim.state == NUMBER and claim.label in plan.levels and claim.value != count:
            plan.add('error', claim.id, claim.place, None, claim.about, None,
                     decimal(claim.value), str(count))


# ---- amounts in words ----

def nearest(claims, claim):
    """The amount of the text at the place of a claim, the nearest to its line."""
    near = [c for c in claims if c.key() == claim.key() and c.place[0] == claim.place[0]]
    return min(near, key=lambda c: abs(c.place[1] - claim.place[1]), default=None)


def words_figures(plan, matrix, cube):
    plan.rule = 'words-figures'
    claims = plan.of_kind(*AMOUNTS)
    for words in plan.of_kind('words-amount'):
        figures = nearest(claims, words)
        value = numeral(words.text)
        if not figures or figures.state != NUMBER and not figures.misgrouped:
            continue
        about = words.about or words.funder
        if value is None:
            plan.add('warning', where(words), words.place, None, about, words.year, words.text)
            continue
        amount = value * plan.minor
        if figures.misgrouped:
            tables = [r for r in (in_table(cube, words), in_matrix(matrix, words)) if r]
            agree = [r for r in tables if amount in (r.amount, r.sum)]
            place = agree[0].place if agree else words.place
            plan.add('error', where(words), figures.place, place, about, words.year, figures.text,
                     plan.money(amount))
        elif figures.amount != amount:
            plan.add('error', where(words), figures.place, words.place, about, words.year,
                     plan.money(figures.amount), plan.money(amount),
                     plan.money(figures.amount - amount))


def bad_grouping(plan, matrix, cube):
    """Digits badly grouped, without words beside them."""
    plan.rule = 'bad-grouping'
    spelled = [(words.key(), words.place) for words in plan.of_kind('words-amount')]
    for claim in plan.claims:
        beside = claim.kind in AMOUNTS and any(
            key == claim.key() and place == claim.place for key, place in spelled)
        if not claim.misgrouped or beside:
            continue
        if claim.kind.startswith('financing'):
            found = in_table(cube, claim)
        elif claim.kind in AMOUNTS:
            found = in_table(cube, claim) or in_matrix(matrix, claim)
        else:
            found = in_matrix(matrix, claim)
        plan.add('error', claim.id, claim.place, found.place if found else None,
                 claim.about or claim.funder, claim.year, claim.text,
                 plan.money(found.amount) if found else '')


# ---- shares ----

TABLE_SHARES = ('financing-year-share', 'financing-axis-share', 'financing-funder-share')
TEXT_SHARES = ('claim-share-axis', 'claim-share-funder', 'claim-share-year')


def is_total(claim):
    return claim.kind in TABLE_SHARES and claim.key() == ('', '', None)


def near(share, exact, decimals):
    return abs(share - exact) <= Fraction(1, 10 ** decimals)


def percentage(plan, claim, tail, exact, place):
    """A finding when the share is not the exact one within one unit of its last decimal."""
    if near(claim.value, exact, claim.decimals):
        return
    plan.wrong.add(claim)
    shown = rounded(exact, claim.decimals + 2)
    plan.add('error', tail, claim.place, place, claim.about or claim.funder, claim.year,
             decimal(claim.value), decimal(shown), decimal(claim.value - shown))


def ratio(part, whole):
    return Fraction(part) * 100 / whole if whole else None


def percentages(plan, matrix, cube):
    plan.rule = 'percentage'
    for claim in plan.of_kind(*TABLE_SHARES):
        part, whole = in_table(cube, claim), in_table(cube, WHOLE)
        if is_total(claim) or not part or not whole or claim.value is None:
            continue
        exact = ratio(part.amount, whole.amount)
        if exact is not None:
            percentage(plan, claim, where(claim), exact, part.place)
    amounts = [claim for claim in plan.of_kind(*AMOUNTS) if claim.state == NUMBER]
    for claim in plan.of_kind(*TEXT_SHARES):
        part = nearest(amounts, claim)
        whole = min((c for c in amounts if c.key() == ('', '', None)),
                    key=lambda c: abs(c.place[1] - claim.place[1]), default=None)
        if claim.value is None:
            continue
        exact, place = None, None
        if part and whole:
            exact, place = ratio(part.amount, whole.amount), part.place
        else:
            for found, total in ((in_table(cube, claim), in_table(cube, WHOLE)),
                                 (in_matrix(matrix, claim), in_matrix(matrix, WHOLE))):
                if exact is None and found and total:
                    exact, place = ratio(found.amount, total.amount), found.place
        if exact is not None:
            percentage(plan, claim, where(claim) + '/text', exact, place)


def family(claim):
    if claim.kind == 'claim-coverage-share':
        return claim.kind, claim.label.split(',', 1)[-1]
    return claim.kind, ''


def left_out(plan, tables, claims):
    """A share of the whole is not printed, and it is not one of nothing."""
    first, keys = claims[0], {claim.key() for claim in claims}
    if first.kind == 'claim-coverage-share':
        measure = first.label.partition(', ')[2]
        labels = {claim.label for claim in claims}
        return any(row.measure == measure and row.value and
                   row.place not in tables.coverage.total_places and
                   '%s, %s' % (row.region, measure) not in labels
                   for row in tables.coverage.rows)
    if first.about:
        level = plan.nodes[first.about].level
        wanted = {(node.id, '', None) for node in plan.chain if node.level == level}
    elif first.funder:
        wanted = {('', funder, None) for funder in plan.funders}
    else:
        wanted = {('', '', year) for year in plan.years}
    for key in wanted - keys:
        found = tables.at(key)
        if found is None or found.amount:
            return True
    return False


def shares_sum(plan, tables):
    """Printed shares of one whole make their printed total, and that is 100: but for half a unit of
    the last digit each, for a whole one where none is wrong but some are cut off. Nothing is known
    of the sum of a part of them."""
    plan.rule = 'shares-sum'
    kinds = TABLE_SHARES + TEXT_SHARES + ('claim-coverage-share',)
    sets, totals, times = {}, {}, {}
    for claim in plan.of_kind(*kinds):
        if claim.value is None:
            continue
        if is_total(claim):
            totals.setdefault(claim.kind, claim)
            continue
        if claim.kind in TEXT_SHARES and claim.key() == WHOLE:
            continue  # a share of its own
        printing = family(claim), claim.key(), claim.label if 'coverage' in claim.kind else ''
        times[printing] = times.get(printing, -1) + 1
        sets.setdefault((family(claim), times[printing]), []).append(claim)
    found = []
    for (name, printing), claims in sets.items():
        total = None if printing else totals.get(name[0])
        if len(claims) < 2 or not total and left_out(plan, tables, claims):
            continue
        found.append((total or claims[0], total, claims))
    for stands, total, claims in sorted(found, key=lambda f: (f[2][0].place, f[2][0].order)):
        added = sum(claim.value for claim in claims)
        wanted = total.value if total else Fraction(100)
        each = Fraction(1, 2) if plan.wrong & set(claims) else Fraction(1)
        most = len(claims) * each / 10 ** max(claim.decimals for claim in claims)
        if added != wanted:
            fine = abs(added - wanted) <= most
            plan.add('rounding' if fine else 'error', stands.id, stands.place, claims[0].place,
                     '', None, decimal(wanted), decimal(added), decimal(wanted - added))
        if total and total.value != 100:
            fine = abs(total.value - 100) <= most
            plan.add('rounding' if fine else 'error', total.id + '/100', total.place, None,
                     '', None, decimal(total.value), '100', decimal(total.value - 100))


# ---- one quantity printed twice ----

QUANTITIES = {'financing-year-share': 'share', 'financing-axis-share': 'share',
              'financing-funder-share': 'share', 'claim-share-axis': 'share',
              'claim-share-funder': 'share', 'claim-share-year': 'share',
              'row-total': 'matrix', 'subtotal': 'matrix',
              'financing-row-total': 'table', 'financing-axis-total': 'table',
              'financing-funder-total': 'table', 'financing-total': 'table',
              'claim-amount-total': 'text', 'claim-amount-axis': 'text',
              'claim-amount-funder': 'text', 'claim-amount-year': 'text',
              'claim-count': 'count'}


def two_printings(plan):
    plan.rule = 'two-printings'
    first = {}
    for claim in plan.of_kind(*QUANTITIES):
        if claim.state != NUMBER or is_total(claim):
            continue
        quantity = QUANTITIES[claim.kind]
        key = quantity, claim.key(), claim.label if quantity == 'count' else ''
        before = first.setdefault(key, claim)
        is_money = quantity not in ('share', 'count')
        show = plan.money if is_money else decimal
        a, b = ((before.amount, claim.amount) if is_money else (before.value, claim.value))
        if a != b:
            plan.add('error', claim.id, claim.place, before.place, claim.about or claim.funder,
                     claim.year, show(b), show(a))
