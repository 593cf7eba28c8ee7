"""Works out again what tests/recompute.py leaves out: coverage, enrolment, recommendations, and the plans without returns.

Usage: recompute_frame.py JALON PLAN YEAR,YEAR DATE PERIOD|- FOLDER...; every row of `jalon compute` is compared, and for
coverage and registrations that no row is lacking. The folders are the packages of the plan: they alone hold what the
exports leave out (dash or missing, sex, ids of registrations). Prints "N passed, N failed".
"""
import csv
import os
import sys
from collections import Counter
from fractions import Fraction as F

from recompute import Plan, dec, same_number
from recompute_facts import MISS, NA, NC, NUM, PART, run
from recompute_results import LOGFRAME
from recompute_totals import V


def table(folders, name):
    for folder in folders:
        path = os.path.join(folder, name + '.csv')
        if os.path.exists(path):
            with open(path, encoding='utf-8', newline='') as file:
                yield from csv.DictReader(file)


class Frame(Plan):
    def __init__(s, jalon, plan, folders, date, period):
        super().__init__(jalon, plan, folders, date, period)
        s.states = {}
        for r in table(folders, 'coverage'):
            key = r['scheme'], r['region'], r['year'], r['measure'], r['unit'], r['value']
            s.states[key] = r.get('state') or (NUM if r['value'] else MISS), r.get('sex') or ''
        for folder in folders:
            if os.path.basename(folder) != plan and os.path.exists(os.path.join(folder, 'populations.csv')):
                s.pops += run(jalon, 'export', 'populations', os.path.basename(folder))
        s.enrolled = {r['id']: r for r in table(folders, 'registrations')}
        assert len(s.enrolled) == len(s.regs), 'the export of registrations is not the package'

    # "latest figure of a scheme and region up to the year"
    def covers(s, year):
        best = {}
        for r in s.cover:
            if not r['measure'].startswith('bénéficiaires') or int(r['year']) > year:
                continue
            state, sex = s.states[tuple(r[k] for k in ('scheme', 'region', 'year', 'measure', 'unit', 'value'))]
            key = r['scheme'], r['region'], r['measure']
            if not sex and (key not in best or int(best[key][0]['year']) <= int(r['year'])):
                best[key] = r, state
        return {'scheme:%s;region:%s;measure:%s;year:%s' % (*key, r['year']): (r, state) for key, (r, state) in best.items()}

    def covered(s, r, state):
        if state == NUM:
            return NUM, F(r['value'])
        none = any(o['value'] and F(o['value']) == 0 and o['measure'] == o['scheme'] for o in s.cover
                   if (o['scheme'], o['region'], o['year']) == (r['scheme'], r['region'], r['year']))
        return (NUM, F(0)) if state == 'dash' and none else (MISS, None)

    def population(s, region, year):
        of = [p for p in s.pops if p['region'] == region]
        return F(min(of, key=lambda p: (abs(int(p['year']) - year), p['year'], p['source']))['value']) if of else None

    def coverage(s, r, state):
        people, (state, top) = s.population(r['region'], int(r['year'])), s.covered(r, state)
        if r['unit'] != 'personnes':  # households over inhabitants
            return V(NC, reason='mixed-units')
        if people is None and state == NUM:
            return V(NC, reason='no-population')
        return V(NUM, top / people, None, None, '', top, people) if state == NUM else V(MISS, reason='no-figure')

    def enrolment(s, dimension):
        r = s.enrolled[dimension.split(':', 1)[1]]
        target = s.settings.get(('target', r['id']))
        if target is None:
            return V(NC, reason='no-target')
        if not r['count']:
            return V(MISS)
        if F(target) == 0:
            return V(NC, reason='zero-target')
        return V(NUM, F(r['count']) / F(target), None, None, '', F(r['count']), F(target))

    def mid_year(s, y):
        return y is not None and super().mid_year(y)  # without a year: what is due on a day can be judged that day

    def followed(s, r, end):
        """State and date of a recommendation: its latest follow-up of a period that ends by then."""
        of = [f for f in s.follow if f['number'] == r['number'] and s.periods[f['period']]['last_day'] <= end]
        of.sort(key=lambda f: s.periods[f['period']]['last_day'])
        return (of[-1]['state'], of[-1]['done_on']) if of else (r['state'], r['done_on'])

    def i_recommandations_executees(s, node, y, funder):
        of = s.used.get(y) or []
        last_day = of[-1]['last_day'] if of else '%d-12-31' % y
        day, end = min(last_day, s.date), last_day if s.pcode else '%d-12-31' % y
        due = known = away = done = 0
        for r in s.recs:
            yearly = r['recurring'] == 'true'
            last = r['due'] if not yearly else day[:4] + (r['due'][4:] or '-12-31')
            if not last or last > day or (yearly and r['due'] > day):
                continue
            due += 1
            state, on = s.followed(r, end)
            known += state != 'unknown'
            away += state == 'not_applicable'
            done += state == 'executed' and (not on or (on <= day and (not yearly or on[:4] == day[:4])))
        if not s.recs or not due:
            return V(NA, reason='not-planned'), ''
        # "executed ÷ (due − not applicable)": what is not applicable is in neither n nor N
        known, due = known - away, due - away
        if not due:
            v = V(NA, reason='not-planned')
        elif not known:
            v = V(MISS, n=0, N=due, reason='no-return')
        else:
            v = V(NUM if known == due else PART, F(done, known), known, due, '' if known == due else 'some-missing',
                  F(done), F(known), F(known, due))
        return v, s.light(v)

    # By funder, a sum over years of which none was asked for is not asked for, as each of them is.
    def i_execution_cumulee(s, node, y, funder):
        v, light = super().i_execution_cumulee(node, y, funder)
        if v.state == NA and len({s.asked[t] for t in range(s.first, y + 1)} | {False}) == 1:
            v.reason = s.pick([(0, 0, s.fin_rate(node, t, funder).reason) for t in range(s.first, y + 1)])
        return v, light

    def expected(s, row, byplace):
        name, year = row['indicator'], int(row['year'])
        if name in LOGFRAME:
            return s.logframe(name, byplace[row['result_id'], row['dimension'].split(':')[1]], year)
        if name == 'taux-couverture':
            return s.coverage(*s.covers(year)[row['dimension']]), ''
        if name == 'taux-enrolement':
            return s.enrolment(row['dimension']), ''
        return getattr(s, 'i_' + name.replace('-', '_'))(row['result_id'], year, row['funder'] or None)


def differences(row, v, light):
    text = lambda x: '' if x is None else str(x)
    told = [('state', {'text': NC}.get(v.state, v.state)), ('light', light), ('reason', v.reason), ('reported', text(v.n)),
            ('expected', text(v.N))]
    bad = [k for k, mine in told if row[k] != mine]
    bad += [k for k, x in (('numerator', v.num), ('denominator', v.den)) if not same_number(x, row[k], False)]
    return bad + ([] if same_number(v.v if v.known() else None, row['value'], True) else ['value'])


def main():
    jalon, plan, years, date, period = sys.argv[1:6]
    p = Frame(jalon, plan, sys.argv[6:], date, None if period == '-' else period)
    byplace = {(r['result_id'], r['position']): r for r in p.ind}
    count = Counter()
    for year in years.split(','):
        names = os.environ.get('ONLY', '').split()
        rows = run(jalon, 'compute', plan, '--year', year, *names, '--date', date, '--format', 'csv',
                   *(['--period', period] if period != '-' else []))
        lists = [('taux-couverture', set(p.covers(int(year)))), ('taux-enrolement', {'registration:' + i for i in p.enrolled})]
        for name, wanted in lists if not names else lists[:'taux-couverture' in names]:
            lacking = wanted - {r['dimension'] for r in rows if r['indicator'] == name}
            count['passed' if not lacking else 'failed'] += 1
            if lacking:
                print('FAILED: %s %s %s: no row for %s' % (plan, name, year, sorted(lacking)[:3]))
        for row in rows:
            v, light = p.expected(row, byplace)
            bad = differences(row, v, light)
            count['failed' if bad else 'passed'] += 1
            if bad and count['failed'] <= 8:
                print('FAILED: %s %s: %s' % (plan, ', '.join(bad), dict(row)))
                print('  found', v.state, dec(v.v), v.num, v.den, v.n, v.N, light, v.reason)
    print('%d passed, %d failed' % (count['passed'], count['failed']))


if __name__ == '__main__':
    main()
