"""Figures of the text: those made of others, those printed twice, those an indicator repeats."""
import re
from fractions import Fraction

from findings.package import decimal, number_or_none, rounded
from findings.texts import near, ratio
from findings.words import folded


class Fact:
    def __init__(self, row):
        self.id, self.series, self.about = row['id'], row['series'], row['about'].split(' | ')[0]
        self.year = int(row['year']) if row['year'] else None
        self.unit, self.text = row['unit'], row['printed_text']
        self.value = number_or_none(row['value'])
        self.place = row['doc'], int(row['line'] or 0)
        found = re.search(r'\d[,.] *(\d+)', self.text)
        self.decimals = len(found.group(1)) if found else 0


def facts_of(plan):
    """By series and year, in printed order."""
    facts = [Fact(row) for row in plan.tables['figures']]
    return sorted(facts, key=lambda f: (f.series, f.year or 0, f.place, f.id))


class Series:
    def __init__(self, facts):
        self.facts, self.first = facts, {}
        for fact in facts:
            if fact.value is not None:
                self.first.setdefault((fact.series, fact.year), fact)

    def at(self, series, year):
        return self.first.get((series, year))

    def base(self, fact, name):
        """The figure of the same year of another series in "-name", in another unit."""
        for (series, year), other in self.first.items():
            if year == fact.year and series.endswith('-' + name) and other.unit != fact.unit:
                return other
        return None

    def growth(self, fact):
        if not fact.series.startswith('accroissement-'):
            return None
        now = self.base(fact, fact.series[len('accroissement-'):])
        before = self.at(now.series, now.year - 1) if now else None
        if not before or not before.value:
            return None
        return ratio(now.value - before.value, before.value), now

    def part(self, fact):
        if not fact.series.startswith('part-'):
            return None
        name = fact.series[len('part-'):]
        of = self.base(fact, name)
        whole = self.at(of.series[:-len(name)] + 'totales', fact.year) if of else None
        return (ratio(of.value, whole.value), of) if whole and whole.value else None

    def mean(self, fact):
        found = re.fullmatch(r'(.+)-moyenne-(\d{4})-(\d{4})', fact.series)
        if not found:
            return None
        years = range(int(found.group(2)), int(found.group(3)) + 1)
        of = [self.at(found.group(1), year) for year in years]
        return (sum(f.value for f in of) / Fraction(len(of)), of[0]) if of and all(of) else None

    def change(self, fact):
        found = re.fullmatch(r'(.+)-gain-(\d{4})-(\d{4})', fact.series)
        if not found:
            return None
        before, after = (self.at(found.group(1), int(found.group(k))) for k in (2, 3))
        return (after.value - before.value, after) if before and after else None


def derived(plan, series):
    for plan.rule, ways in (('percentage', (series.growth, series.part)),
                            ('derived-value', (series.mean, series.change))):
        for fact in series.facts:
            found = next(filter(None, (way(fact) for way in ways)), None)
            if fact.value is None or not found or near(fact.value, found[0], fact.decimals):
                continue
            exact, of = found
            digits = fact.decimals + 2
            plan.add('error', fact.id, fact.place, of.place, '', fact.year, decimal(fact.value),
                     decimal(rounded(exact, digits)), decimal(rounded(fact.value - exact, digits)))


def parts_sum(plan, series):
    """"part-total-K": the parts of the same year make it, when their figures make its own."""
    plan.rule = 'shares-sum'
    firsts = list(series.first.values())
    for total in firsts:
        if not total.series.startswith('part-total-'):
            continue
        base = series.base(total, total.series[len('part-'):])
        parts = [(part, series.base(part, part.series[len('part-'):])) for part in firsts
                 if part.series.startswith('part-') and part.year == total.year
                 and part is not total]
        parts = [(part, of) for part, of in parts if of and base and of.unit == base.unit]
        if len(parts) < 2 or sum(of.value for _, of in parts) != base.value:
            continue
        added = sum(part.value for part, _ in parts)
        if added != total.value:
            most = Fraction(len(parts), 2 * 10 ** total.decimals)
            plan.add('rounding' if abs(total.value - added) <= most else 'error', total.id,
                     total.place, min(part.place for part, _ in parts), '', total.year,
                     decimal(total.value), decimal(rounded(added, total.decimals)),
                     decimal(rounded(total.value - added, total.decimals)))


def places_of(number):
    text = decimal(number)
    return len(text.partition('.')[2])


def same_value(a, b):
    """Equal, or one is the other with fewer decimals."""
    fewer, more = sorted((a, b), key=places_of)
    return rounded(more, places_of(fewer)) == fewer


def fact_printings(plan, series):
    plan.rule = 'two-printings'
    for fact in series.facts:
        first = series.at(fact.series, fact.year)
        if fact.value is not None and first is not fact and not same_value(first.value, fact.value):
            plan.add('error', fact.id, fact.place, first.place, '', fact.year,
                     decimal(fact.value), decimal(first.value))


def indicator_printings(plan, series, indicators):
    """The same words up and down the chain, or in the text, are one indicator."""
    plan.rule = 'two-printings'
    named = {}
    for one in indicators:
        of = named.setdefault(tuple(folded(one.text)), [])
        for before in of:
            related = before.node != one.node and (before.node in plan.ancestors(one.node) or
                                                   one.node in plan.ancestors(before.node))
            if related and not before.unsure and not one.unsure:
                compare_indicators(plan, before, one)
        of.append(one)
    by_words = {}
    for fact in series.facts:
        if fact.value is not None:
            by_words.setdefault(tuple(folded(fact.about)), []).append(fact)
    for one in indicators:
        for part in ('baseline', 'target'):
            value = one.number(part)
            if value is None or one.unsure or not one.year(part):
                continue
            for fact in by_words.get(tuple(folded(one.text)), ()):
                if fact.year == one.year(part) and not same_value(value, fact.value):
                    plan.add('error', '%s/%s' % (one.key, part), one.place, fact.place, one.node,
                             one.year(part), decimal(value), decimal(fact.value))


def compare_indicators(plan, before, one):
    for part in ('baseline', 'target'):
        a, b = before.number(part), one.number(part)
        if a is not None and b is not None and before.year(part) == one.year(part) and \
                not same_value(a, b):
            plan.add('error', '%s/%s' % (one.key, part), one.place, before.place, one.node,
                     one.year(part), decimal(b), decimal(a))
