"""The lines of the matrix one by one, names and statements."""
from findings.package import MISSING, PM
from findings.words import same_words


def unscheduled(plan):
    plan.rule = 'unscheduled'
    for node in plan.chain:
        cells = plan.cells.get(node.id, {})
        if cells and len(cells) == len(plan.years) and not any(state in (PM, MISSING) or amount > 0
                             for state, amount, _ in cells.values()):
            plan.add('warning', node.id, min(cell[2] for cell in cells.values()), None, node.id)


def pm_total(plan):
    """The totals of lines of PM alone are all printed in one way; the place is that of the last way
    to come up, beside that of "PM"."""
    plan.rule = 'pm-total'
    forms = {}
    for claim in plan.of_kind('row-total'):
        cells = plan.cells.get(claim.about, {}).values()
        all_pm = [cell[0] for cell in cells] == [PM] * len(plan.years)
        if all_pm and claim.state != MISSING and not claim.amount:
            forms.setdefault(claim.state, claim)
    if len(forms) > 1:
        last = max(claim.place for claim in forms.values())
        plan.add('note', 'plan', last, forms[PM].place if PM in forms else None)


def two_roles(plan):
    plan.rule = 'two-roles'
    responsible = {(r['result_id'], r['structure']) for r in plan.tables['roles']
                   if r['role'] == 'responsible'}
    for row in plan.tables['roles']:
        key = row['result_id'], row['structure']
        if row['role'] == 'partner' and key in responsible:
            node = plan.nodes[key[0]]
            cells = plan.cells.get(node.id, {})
            plan.add('note', '%s/%s' % key, node.place,
                     min((cell[2] for cell in cells.values()), default=None), node.id, None,
                     row['printed'])


def groups(claims):
    found = {}
    for claim in claims:
        if not claim.label:
            continue
        found.setdefault(claim.label, []).append(claim)
    return found.values()


def statements(plan):
    plan.rule = 'statement'
    for claims in groups(plan.of_kind('statement')):
        first = claims[0]
        for claim in claims[1:]:
            if not same_words(first.text, claim.text):
                plan.add('warning', claim.id, first.place, claim.place, claim.about, None,
                         first.text, claim.text)


def two_names(plan):
    plan.rule = 'two-names'
    for claims in groups(plan.of_kind('name')):
        first = claims[0]
        for claim in claims[1:]:
            if not same_words(first.text, claim.text):
                plan.add('note', claim.id, claim.place, first.place, claim.about, None, claim.text,
                         first.text)


def line_rules(plan):
    statements(plan)
    two_names(plan)
    unscheduled(plan)
    pm_total(plan)
    two_roles(plan)
