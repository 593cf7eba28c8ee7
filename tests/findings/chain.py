"""The chain and its other printings: codes, order, what a section leaves out, changed words."""
import re

from findings.words import likeness


class Wording:
    def __init__(self, row):
        self.section, self.node, self.level = row['section'], row['result_id'], row['level']
        self.code, self.title = row['code_printed'], row['title']
        self.place = row['doc'], int(row['line'] or 0)


def wordings_of(plan):
    """By section, in printed order."""
    rows = [Wording(row) for row in plan.tables['wordings']]
    return sorted(rows, key=lambda w: (w.section, w.place))


def clean(code):
    """A dotted number without outer dots and spaces; '' for anything else."""
    code = code.strip(' .')
    return code if re.fullmatch(r'\d+(\.\d+)*', code) else ''


def numbers(code):
    return [int(n) for n in code.split('.')]


def section_code(text):
    """The numbers of "Extrant 1 -3"; none when letters stand within or right before a dot."""
    found = re.search(r'(?<![\w.])\d.*$', text)
    if not found or re.search(r'[^\W\d_]', found.group()):
        return []
    return [int(n) for n in re.findall(r'\d+', found.group())]


def misplaced(wording):
    """Its code is neither its place nor the end of it."""
    code, place = section_code(wording.code), numbers(wording.node) if clean(wording.node) else []
    return bool(code and place) and place[-len(code):] != code


def chain_codes(plan):
    nodes = plan.chain[1:]
    plan.rule = 'misplaced-code'
    for node in nodes:
        code = clean(node.code)
        if code and code != node.id:
            plan.add('warning', node.id, node.place, None, node.id, None, code, node.id)
    plan.rule = 'duplicate-code'
    first = {}
    for node in nodes:
        code = clean(node.code) or node.code.strip(' .')
        before = first.setdefault(code, node) if code else node
        if before is not node:
            plan.add('warning', node.id, node.place, before.place, node.id, None, code)


def section_codes(plan, wordings):
    known = [w for w in wordings if w.node in plan.nodes and w.node]
    plan.rule = 'misplaced-code'
    for w in known:
        if misplaced(w):
            plan.add('warning', '%s/%s' % (w.section, w.node), w.place, plan.nodes[w.node].place,
                     w.node, None, w.code, w.node)
    plan.rule = 'duplicate-code'
    first = {}
    for w in known:
        code = section_code(w.code)
        if not code:
            continue
        full = tuple(code) if misplaced(w) else tuple(numbers(w.node))
        before = first.setdefault((w.section, w.level, full), w)
        if before.node != w.node:
            plan.add('warning', '%s/%s' % (w.section, w.node), w.place, before.place, w.node, None,
                     w.code)


def code_order(plan, wordings):
    plan.rule = 'code-order'
    for node in plan.chain:
        before = None
        for child in node.children:
            code = clean(child.code)
            if code != child.id:
                continue
            if before and numbers(code) < numbers(before.code.strip(' .')):
                plan.add('note', child.id, child.place, before.place, child.id, None, child.code)
            before = child
    before = {}
    for w in wordings:
        if w.node not in plan.nodes or not w.node or not section_code(w.code) or misplaced(w):
            continue
        last = before.get((w.section, w.level))
        if last and plan.nodes[last.node].parent == plan.nodes[w.node].parent and \
                numbers(w.node) < numbers(last.node):
            plan.add('note', '%s/%s' % (w.section, w.node), w.place, last.place, w.node, None,
                     w.code)
        before[w.section, w.level] = w


ROMAN = {'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100}


def heading_number(text):
    """"IV.3.2. RESULTATS": the number as printed, and 4, 3, 2."""
    found = re.match(r'\s*((?:[IVXLC]+|\d+)(?:\.\d+)*)\b\.?', text)
    if not found:
        return '', []
    parts = found.group(1).split('.')
    value = 0
    if parts[0].isdigit():
        value = int(parts[0])
    else:
        digits = [ROMAN[c] for c in parts[0]]
        for d, after in zip(digits, digits[1:] + [0]):
            value += -d if d < after else d
    return ('', []) if not value else (found.group(1), [value] + [int(p) for p in parts[1:]])


def heading_order(plan):
    """Each title follows the one before among those of its own heading."""
    plan.rule = 'code-order'
    before = None
    for claim in plan.of_kind('section-heading'):
        printed, own = heading_number(claim.text)
        if not own:
            continue
        last = before[1] if before else []
        wanted = None
        if len(own) <= len(last) and own[:-1] == last[:len(own) - 1]:
            wanted = last[len(own) - 1] + 1
        elif len(own) == len(last) + 1 and own[:-1] == last:
            wanted = 1
        if wanted and own[-1] != wanted:
            head, dot, _ = printed.rpartition('.')
            should = head + dot + str(wanted) if dot else roman(wanted, printed)
            plan.add('note', claim.id, claim.place, before[0].place, '', None, printed, should)
        before = claim, own


def roman(number, like):
    if like.isdigit():
        return str(number)
    text = ''
    for value, letters in ((100, 'C'), (90, 'XC'), (50, 'L'), (40, 'XL'), (10, 'X'), (9, 'IX'),
                           (5, 'V'), (4, 'IV'), (1, 'I')):
        while number >= value:
            text, number = text + letters, number - value
    return text


def missing_results(plan, wordings):
    """What a section that gives most nodes of a level leaves out; what one section only has."""
    plan.rule = 'missing-result'
    given, opening = {}, {}
    for w in wordings:
        opening.setdefault(w.section, w)
        if w.node:
            given.setdefault(w.section, {}).setdefault((w.level, w.node), w)
        else:
            plan.add('warning', '%s/l%d' % (w.section, w.place[1]), w.place, None, '', None,
                     w.title)
    for section, there in given.items():
        for level in plan.levels:
            nodes = [node for node in plan.chain if node.level == level]
            absent = [node for node in nodes if (level, node.id) not in there]
            if len(nodes) - len(absent) <= len(absent):
                continue
            for node in absent:
                above = plan.nodes[node.parent]
                beside = there.get((above.level, above.id)) or opening[section]
                plan.add('warning', '%s/%s' % (section, node.id), node.place, beside.place,
                         node.id, None, '', node.title)


def wording_rule(plan, wordings):
    plan.rule = 'wording'
    first = {}
    for w in sorted(wordings, key=lambda w: w.place):
        if w.level not in plan.levels:
            first.setdefault((w.node, w.level), w)
    for w in wordings:
        if not w.node:
            continue
        of = plan.nodes[w.node] if w.level in plan.levels else first[w.node, w.level]
        if of is w or not w.title or not of.title:
            continue
        how = likeness(of.title, w.title)
        if how != 'alike':
            plan.add('warning' if how == 'wording' else 'note', '%s/%s' % (w.section, w.node),
                     w.place, of.place, w.node, None, w.title, of.title)


def chain_rules(plan):
    wordings = wordings_of(plan)
    chain_codes(plan)
    section_codes(plan, wordings)
    code_order(plan, wordings)
    heading_order(plan)
    missing_results(plan, wordings)
    wording_rule(plan, wordings)
