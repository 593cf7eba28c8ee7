"""Years and dates: the plan's period, years beside values, labels and headers, impossible dates."""
import re

from findings.chain import wordings_of
from findings.numerals import plain
from findings.package import PM

MONTHS = ('janvier fevrier mars avril mai juin juillet aout septembre octobre novembre '
          'decembre').split()
YEAR = r'(?<!\d)(?:19|20|21)\d\d(?!\d)'
SPAN = re.compile(r'(%s)(?:\s*(?:[-–—‑/]|à)\s*(%s))?' % (YEAR, YEAR))


class Period:
    def __init__(self, found):
        self.first, self.last = int(found.group(1)), int(found.group(2) or found.group(1))
        self.is_span, self.at = found.group(2) is not None, found.start()
        self.text = '%d-%d' % (self.first, self.last) if self.is_span else str(self.first)


def periods_in(text):
    return [Period(found) for found in SPAN.finditer(text)]


def years_text(years):
    if len(years) > 1 and years == list(range(years[0], years[-1] + 1)):
        return '%d-%d' % (years[0], years[-1])
    return ' '.join(map(str, years))


def plan_years(plan):
    return '%d-%d' % (plan.first, plan.last)


def is_date(text, at):
    """The four digits are meant as a year, not as a count."""
    before = plain(text[:at]).rstrip()
    last = re.search(r"[\w(]+$", before)
    word = last.group() if last else ''
    return word in MONTHS + 'en fin annee depuis pour de'.split() or before.endswith('(') or \
        re.match(r'\d{4}\s*:', text[at:]) is not None


# ---- labels and headers ----

def label_code(plan):
    plan.rule = 'label-code'
    seen = set()
    for claim in plan.of_kind('subtotal', 'subtotal-label'):
        label = claim.text if claim.kind == 'subtotal-label' else claim.label
        if not label or (claim.about, label, claim.place) in seen:
            continue
        seen.add((claim.about, label, claim.place))
        if not claim.about:
            span = next((p for p in periods_in(label) if p.is_span), None)
            if span and (span.first, span.last) != (plan.first, plan.last):
                plan.add('warning', 'plan', claim.place, None, '', None, span.text,
                         plan_years(plan))
            continue
        code = re.search(r'(?<![\w.])\d+(?:\.\d+)*', label)
        if code and not re.fullmatch(YEAR, code.group()) and code.group() != claim.about:
            plan.add('warning', claim.about, claim.place, None, claim.about, None, code.group(),
                     claim.about)


def header_years(plan):
    plan.rule = 'header-years'
    for claim in plan.of_kind('header-years'):
        years = [int(year) for year in re.findall(YEAR, claim.text)]
        if years and years != plan.years:
            plan.add('warning', claim.id, claim.place, None, claim.about, None, years_text(years),
                     plan_years(plan))


# ---- plan-period ----

def overlaps(plan, period):
    inside = period.first <= plan.last and period.last >= plan.first
    return inside and (period.first, period.last) != (plan.first, plan.last)


def is_of_another(plan, text, at):
    """Capitals that the plan's title does not have stand before it: another programme's."""
    found = re.search(r'([A-ZÀ-Ý][A-ZÀ-Ý-]+)\W*$', text[:at])
    return found is not None and found.group(1) not in plan.title


def names_an_act(text):
    return re.search(r'\b(loi|decret|arrete|accord|convention|ordonnance)s?\b', plain(text))


def at_fault(plan, text):
    """A span of its own that overlaps the plan's; a deadline outside it."""
    for period in periods_in(text):
        if period.is_span:
            whole = plan.first <= period.first and period.last <= plan.last
            if overlaps(plan, period) and not whole and \
                    not is_of_another(plan, text, period.at) and not names_an_act(text):
                yield period
        elif re.search(r'plus tard (?:le |en |fin )?(?:[\w ]+ )?$', plain(text[:period.at])) and \
                not plan.first <= period.first <= plan.last:
            yield period


def plan_period(plan, wordings, indicators):
    plan.rule = 'plan-period'
    claimed = set()
    for claim in plan.of_kind('plan-period'):
        for period in periods_in(claim.text)[:1]:
            claimed.add((claim.about, period.text))
            right = (period.first, period.last) == (plan.first, plan.last) if period.is_span \
                else period.last == plan.last
            if not right:
                plan.add('warning', claim.id, claim.place, None, claim.about, None, period.text,
                         plan_years(plan))
    texts = [(n.title, n.id, n.place, n.id) for n in plan.chain[1:]]
    texts += [(w.title, w.node, w.place, '%s/%s' % (w.node, w.section)) for w in wordings if w.node]
    for n in indicators:
        for text in (n.text, n.texts['baseline'], n.texts['target'], n.assumptions,
                     n.verification):
            texts.append((text, n.node, n.place, n.key))
    for text, node, place, key in texts:
        for period in at_fault(plan, text):
            if (node, period.text) not in claimed:
                plan.add('warning', '%s/%s' % (key, period.text), place, None, node, None,
                         period.text, plan_years(plan))


# ---- dated-value ----

def known_year(plan):
    """A costed plan is written by its first year, a report on one by its last."""
    return plan.first if plan.cells else plan.last


def own_dates(text):
    return [p for p in periods_in(text) if p.is_span or is_date(text, p.at)]


def dated_values(plan, facts, indicators):
    plan.rule = 'dated-value'
    known = known_year(plan)
    for n in indicators:
        for part, last in (('baseline', known), ('target', plan.last)):
            years = {p.last for p in own_dates(n.texts[part])}
            stated = {n.years[part]} - {None} | (set(n.targets) if part == 'target' else set())
            early = [year for year in stated if part == 'target' and year < plan.first]
            year = max(years | stated, default=0)
            if year > last or early:
                year = year if year > last else min(early)
                plan.add('warning', '%s/%s' % (n.key, part), n.place, None, n.node, year,
                         n.texts[part], plan_years(plan))
    for fact in facts:
        foreseen = re.search(r'prevision|prevue?s?|cible|objectif|projection', plain(
            fact.series + ' ' + fact.about))
        if fact.year and fact.year > known and not foreseen:
            plan.add('warning', fact.id, fact.place, None, '', fact.year, fact.text,
                     plan_years(plan))


def column_years(plan, indicators):
    plan.rule = 'dated-value'
    for part in ('baseline', 'target'):
        for heading in plan.of_kind('framework-' + part):
            of = periods_in(heading.text)
            for n in indicators if len(of) == 1 else []:
                dates = periods_in(n.texts[part])
                if heading.about in plan.ancestors(n.node) and own_dates(n.texts[part]) and \
                        not any(p.first <= of[0].first <= p.last for p in dates):
                    plan.add('warning', '%s/%s/column' % (n.key, part), n.place, heading.place,
                             n.node, of[0].first, n.texts[part], heading.text)


def deadlines(plan, wordings):
    plan.rule = 'dated-value'
    done = set()
    titles = [(n.id, n.title, n.place) for n in plan.chain[1:]]
    titles += [(w.node, w.title, w.place) for w in wordings if w.node]
    for node, title, place in titles:
        found = re.search(r'plus tard\b(.*)', title)
        dates = periods_in(found.group(1)) if found else []
        if not dates or node in done or not plan.first <= dates[0].last <= plan.last:
            continue
        done.add(node)
        first = None
        for leaf in plan.chain:
            for year, (state, amount, cell) in plan.cells.get(leaf.id, {}).items():
                if node in plan.ancestors(leaf.id) and (state == PM or amount > 0) and \
                        (first is None or year < first[0]):
                    first = year, cell
        if first and first[0] > dates[0].last:
            plan.add('warning', node + '/deadline', place, first[1], node, dates[0].last,
                     str(dates[0].last), str(first[0]))


# ---- malformed-date ----

def faulty_span(text):
    """A side of a span of years has not four digits, or it runs backwards."""
    for found in re.finditer(r'(?<![\d.,/])(\d{3,5})\s?[-–]\s?(\d{3,5})(?![\d.,/])', text):
        sides = [re.fullmatch(YEAR, side) is not None for side in found.groups()]
        if all(sides) and int(found.group(1)) > int(found.group(2)) or \
                any(sides) and not all(sides) and len(found.group(1)) != len(found.group(2)):
            return True
    return False


def runs_backwards(text):
    """"du 29 au 1er octobre", "29 - 1er octobre"."""
    found = re.search(r'\b(\d{1,2})(?:er)? ?(?:au|a|-|–) ?(\d{1,2})(?:er)? (\w+)', plain(text))
    return found is not None and found.group(3) in MONTHS and \
        31 >= int(found.group(1)) > int(found.group(2)) >= 1


def malformed_dates(plan, facts, indicators):
    plan.rule = 'malformed-date'
    texts = [(fact.text, fact.id, fact.place, '') for fact in facts]
    for row in plan.tables['milestones']:
        place = row['doc'], int(row['line'] or 0)
        texts.append((row['date_text'], 'l%d' % place[1], place, row['result_id']))
    for text, key, place, about in texts:
        if faulty_span(text) or runs_backwards(text):
            plan.add('warning', key, place, None, about, None, text)


def period_rules(plan, facts, indicators):
    wordings = wordings_of(plan)
    label_code(plan)
    header_years(plan)
    plan_period(plan, wordings, indicators)
    dated_values(plan, facts, indicators)
    column_years(plan, indicators)
    deadlines(plan, wordings)
    malformed_dates(plan, facts, indicators)
