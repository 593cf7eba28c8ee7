"""A plan as published: its CSV files, the cells read as data/README.md says."""
import csv
import json
import os
import re
from collections import defaultdict
from fractions import Fraction

PM, DASH, BLANK, MISSING, NUMBER, TEXT = 'pm', 'dash', 'blank', 'missing', 'number', 'text'
SPACES = ' \u00a0\u202f\t'


def table(folder, name):
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return []
    with open(path, encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file))


def number_or_none(text):
    return Fraction(text) if text not in ('', None) else None


def digits(text):
    """(value, decimals) of a printed number; None when its groups are not of three."""
    for space in SPACES:
        text = text.replace(space, ' ')
    text = text.rstrip('%').strip()
    sign = -1 if text[:1] in '-−' else 1
    text = text.lstrip('-−').strip()
    found = re.fullmatch(r'(\d+|\d{1,3}(?:[ .]\d{3})+)(?: ?, ?(\d+))?', text)
    if not found:
        found = re.fullmatch(r'(\d+)\.(\d+)', text)
        if not found:
            return None
    whole = re.sub(r'\D', '', found.group(1))
    after = found.group(2) or ''
    return sign * Fraction(int(whole + after), 10 ** len(after)), len(after)


def cell(text, unit):
    """(state, amount in minor units) of a cell of a table of amounts."""
    text = text.strip()
    if text == '':
        return BLANK, 0
    if text in '-–—':
        return DASH, 0
    if text.upper() == 'PM':
        return PM, 0
    if text.upper() == 'ND':
        return MISSING, 0
    return NUMBER, int(digits(text)[0] * unit)


class Claim:
    """A figure, or words, that the document prints about itself."""

    def __init__(self, row, plan, order):
        self.row, self.order = row, order
        self.id, self.kind, self.label = row['id'], row['kind'], row['label']
        self.about, self.funder = row['about'], row['funder']
        self.year = int(row['year']) if row['year'] else None
        self.text, self.place = row['printed_text'], (row['doc'], int(row['line'] or 0))
        self.state, self.amount, self.value, self.decimals = TEXT, 0, None, 0
        self.misgrouped = False
        unit = row['unit']
        if unit == 'text':
            return
        if unit in ('amount', 'currency') and digits(self.text) is None:
            self.state = {'': BLANK, 'PM': PM, 'ND': MISSING}.get(self.text.strip().upper())
            if self.state is None:
                self.state = DASH if self.text.strip() in '-–—' else MISSING
                self.misgrouped = self.state == MISSING and re.search(r'\d', self.text) is not None
            return
        read = digits(self.text)
        if read is None:
            self.state, self.misgrouped = MISSING, re.search(r'\d', self.text) is not None
            return
        self.state, (self.value, self.decimals) = NUMBER, read
        if unit in ('amount', 'currency'):
            self.amount = int(self.value * (plan.unit if unit == 'amount' else plan.minor))

    def key(self):
        return self.about, self.funder, self.year


class Node:
    def __init__(self, row):
        self.id, self.parent, self.level = row['id'], row['parent_id'], row['level']
        self.position, self.code = int(row['position']), row['code_printed']
        self.title = row['title']
        self.place = row['doc'], int(row['line'] or 0)
        self.children = []


class Plan:
    def __init__(self, folder):
        with open(os.path.join(folder, 'datapackage.json'), encoding='utf-8') as file:
            package = json.load(file)
        about = package['jalon']
        self.name, self.title = package['name'], package['title']
        self.real = about['real']
        self.minor = 10 ** about.get('decimals', 0)
        self.unit = about.get('scale', 1) * self.minor
        self.first, self.last = about['first_year'], about['last_year']
        self.years = list(range(self.first, self.last + 1))
        self.levels = [level['code'] for level in about.get('levels', [])]
        self.level_words = {level['code']: level['fr'] for level in about.get('levels', [])}
        names = 'results budgets funders financing claims wordings indicators targets figures ' \
            'coverage roles milestones structures settings populations'
        self.tables = {name: table(folder, name + '.csv') for name in names.split()}
        self.read_chain()
        self.read_amounts()
        claims = [Claim(row, self, k) for k, row in enumerate(self.tables['claims'])]
        self.claims = sorted(claims, key=lambda c: (c.place, c.order))
        self.funders = [row['id'] for row in self.tables['funders']]
        self.findings = []
        self.rule, self.wrong = '', set()  # shares that their figures do not make

    def read_chain(self):
        self.nodes = {}
        root = Node({'id': '', 'parent_id': None, 'level': '', 'position': '1', 'code_printed': '',
                     'title': '', 'doc': '', 'line': ''})
        self.nodes[''] = root
        for row in self.tables['results']:
            self.nodes[row['id']] = Node(row)
        for node in list(self.nodes.values())[1:]:
            self.nodes[node.parent].children.append(node)
        for node in self.nodes.values():
            node.children.sort(key=lambda child: child.position)
        self.chain = []  # parents first, in printed order
        stack = [root]
        while stack:
            node = stack.pop()
            self.chain.append(node)
            stack.extend(reversed(node.children))

    def read_amounts(self):
        self.cells = defaultdict(dict)  # activity -> year -> (state, amount, place)
        for row in self.tables['budgets']:
            self.cells[row['activity_id']][int(row['year'])] = \
                cell(row['printed'], self.unit) + ((row['doc'], int(row['line'] or 0)),)
        self.shares = {}  # (node, funder, year) -> the same
        for row in self.tables['financing']:
            self.shares[row['result_id'], row['funder'], int(row['year'])] = \
                cell(row['printed'], self.unit) + ((row['doc'], int(row['line'] or 0)),)

    def ancestors(self, name):
        """The node itself, those above, the plan ('')."""
        while name is not None:
            yield name
            name = self.nodes[name].parent

    def of_kind(self, *kinds):
        return [claim for claim in self.claims if claim.kind in kinds]

    def money(self, amount):
        return decimal(Fraction(amount, self.minor))

    def add(self, severity, tail, place, place_2=None, about='', year=None, printed='', computed='',
            difference=''):
        self.findings.append({
            'rule': self.rule, 'severity': severity, 'finding': self.rule + '/' + tail,
            'about': about, 'year': str(year or ''), 'printed': printed, 'computed': computed,
            'difference': difference, 'doc': place[0], 'line': str(place[1] or ''),
            'doc_2': place_2[0] if place_2 and place_2[1] else '',
            'line_2': str(place_2[1] or '') if place_2 else ''})


def decimal(number):
    """An exact decimal without final zeros."""
    number = Fraction(number)
    places = 0
    while (number * 10 ** places).denominator != 1 and places < 18:
        places += 1
    whole = abs(number * 10 ** places)
    text = '%0*d' % (places + 1, whole)
    text = text[:-places] + '.' + text[-places:] if places else text
    return ('-' if number < 0 else '') + text


def rounded(number, places):
    """Half away from zero."""
    scaled = abs(Fraction(number)) * 10 ** places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if number >= 0 else -whole, 10 ** places)


def make_unique(findings):
    """A figure printed twice makes two findings of one name: the later take their line along."""
    seen = defaultdict(int)
    for finding in findings:
        name = finding['finding']
        seen[name] += 1
        if seen[name] > 1:
            finding['finding'] = '%s/l%s/%d' % (name, finding['line'], seen[name])
