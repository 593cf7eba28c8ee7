"""The logical framework: indicators that cannot be followed, targets on the wrong side."""
import re

from findings.numerals import plain
from findings.package import decimal, number_or_none
from findings.texts import near, ratio
from findings.package import rounded


class Indicator:
    def __init__(self, row):
        self.node, self.position = row['result_id'], int(row['position'])
        self.text, self.direction, self.unit = row['indicator'], row['direction'], row['unit']
        self.texts = {part: row[part + '_text'] for part in ('baseline', 'target')}
        self.values = {part: number_or_none(row[part + '_value']) for part in self.texts}
        self.years = {part: int(row[part + '_year'] or 0) or None for part in self.texts}
        self.verification, self.assumptions = row['verification'], row['assumptions']
        self.place = row['doc'], int(row['line'] or 0)
        self.unsure = 'incertain' in (row.get('note') or '')
        self.key = '%s/%d' % (self.node or 'plan', self.position)
        self.targets = {}  # year -> value

    def number(self, part):
        return self.values[part]

    def year(self, part):
        return self.years[part]


def indicators_of(plan):
    order = {node.id: k for k, node in enumerate(plan.chain)}
    found = [Indicator(row) for row in plan.tables['indicators']]
    found.sort(key=lambda n: (order[n.node], n.position))
    by_key = {(n.node, n.position): n for n in found}
    for row in plan.tables['targets']:
        value = number_or_none(row['value'])
        if value is not None:
            by_key[row['result_id'], int(row['position'])].targets[int(row['year'])] = value
    return found


NO_VALUE = r'(?:n\.?\s?[da]\.?|non (?:disponible|determinee?s?|renseignee?s?)|pm|[-–—/.]+)'
DATED = r'\s*(?:en|:)?\s*\(?\d{4}(?:\s*[-–/]\s*\d{4})?\)?'
NOTHING = re.compile('(?:%s(?:%s)?)?' % (NO_VALUE, DATED))


def is_nothing(text):
    return re.fullmatch(NOTHING, plain(text.strip())) is not None


def empty_cells(plan, indicators):
    parts = (('no-target', 'warning', lambda n: n.texts['target']),
             ('no-baseline', 'warning', lambda n: n.texts['baseline']),
             ('no-verification', 'note', lambda n: n.verification))
    if all(is_nothing(get(n)) for n in indicators for _, _, get in parts):
        return  # a document that only cites its indicators
    for plan.rule, severity, get in parts:
        if len(indicators) > 1 and all(is_nothing(get(n)) for n in indicators):
            plan.add(severity, 'plan', indicators[0].place)
            continue
        for n in indicators:
            if is_nothing(get(n)):
                plan.add(severity, n.key, n.place, None, n.node, None, get(n))


def direction(plan, indicators):
    plan.rule = 'direction'
    for n in indicators:
        targets = dict(n.targets)
        if n.values['target'] is not None and n.years['target'] not in targets:
            targets[n.years['target']] = n.values['target']
        base = n.values['baseline']
        if n.unsure or base is None or n.direction not in ('up', 'down'):
            continue
        for year, target in sorted(targets.items(), key=lambda t: t[0] or 0):
            if (target < base) if n.direction == 'up' else (target > base):
                plan.add('warning', n.key, n.place, None, n.node, year, decimal(target),
                         decimal(base))


COUNTS = ('nombre', 'nbre', 'nb', 'effectif', 'effectifs')
SHARES = ('%', 'pourcentage', 'part', 'proportion', 'taux', 'proport', 'pourcent')
MONEY = ('fcfa', 'xof', 'francs', 'franc', 'millions', 'milliards')


def begins(text, names):
    first = re.match(r'\W*(%|\w+)', plain(text))
    return bool(first) and first.group(1) in names


def states_percent(text):
    """A percentage that is the value itself: "+10 %" is how far it moves."""
    return re.search(r'(?<![+\d,.])\d+(?:[,. ]\d+)* ?%', text) is not None and \
        re.search(r'\d', text.replace('%', '')) is not None


def indicator_unit(plan, indicators):
    plan.rule = 'indicator-unit'
    by_node = {}
    for n in indicators:
        by_node.setdefault(n.node, []).append(n)
    for n in indicators:
        text = n.texts['target']
        if begins(n.text, SHARES):
            wrong = bool(re.search(r'\d', text)) and '%' not in text and n.unit != '%' and \
                begins(n.text, ('%', 'pourcentage', 'proportion', 'proport', 'part'))
        else:
            counts = begins(n.text, COUNTS) or any(
                word in MONEY for word in re.findall(r'\w+', plain(n.text + ' ' + n.unit)))
            wrong = counts and states_percent(text) and not (
                n.unsure and any(begins(m.text, SHARES) for m in by_node[n.node]))
        if wrong:
            plan.add('warning', n.key, n.place, None, n.node, None, text)


def target_growth(plan, indicators):
    """"800 (+10%)" grows from the baseline by ten percent."""
    plan.rule = 'percentage'
    for n in indicators:
        found = re.search(r'\(\s*([+-])\s*(\d+(?:,(\d+))?)\s*%\s*\)', n.texts['target'])
        base, target = n.values['baseline'], n.values['target']
        if not found or not base or target is None:
            continue
        decimals = len(found.group(3) or '')
        stated = number_or_none(found.group(1) + found.group(2).replace(',', '.'))
        exact = ratio(target - base, base)
        if not near(stated, exact, decimals):
            plan.add('error', n.key + '/target', n.place, None, n.node, None, decimal(stated),
                     decimal(rounded(exact, decimals + 2)))


def framework_rules(plan, indicators):
    empty_cells(plan, indicators)
    direction(plan, indicators)
    indicator_unit(plan, indicators)
    target_growth(plan, indicators)
