"""Works out `jalon compute` again from the exported tables, with fractions, and compares every cell of every row.

Usage: recompute.py JALON PLAN YEAR,YEAR DATE PERIOD|- FOLDER...; the folders are the packages of the plan: they alone say
whether funding is in kind, at which period it was told, and which decision cancelled an activity. Prints "N passed, N failed".
"""
import os, sys
from collections import defaultdict
from fractions import Fraction as F

from recompute_facts import NC, run
from recompute_money import Money
from recompute_results import LOGFRAME, Results


class Plan(Money, Results):
    """Every indicator of a plan."""


def dec(x, digits=12):
    if x is None:
        return ''
    q = abs(x) * 10 ** digits
    k = (2 * q.numerator + q.denominator) // (2 * q.denominator)
    t = '%0*d' % (digits + 1, k)
    return ('-' if x < 0 and k else '') + t[:-digits] + '.' + t[-digits:]


def same_number(mine, theirs, digits):
    if mine is None or theirs == '':
        return mine is None and theirs == ''
    if digits:
        return dec(mine) == (theirs if len(theirs.split('.')[-1]) == 12 and '.' in theirs else dec(F(theirs)))
    return mine == F(theirs)


def compare(p, rows, year, tally, show):
    byind = {(r['result_id'], r['position']): r for r in p.ind}
    for row in rows:
        name = row['indicator']
        node, funder = row['result_id'], row['funder'] or None
        if name in LOGFRAME:
            v, light = p.logframe(name, byind[node, row['dimension'].split(':')[1]], year)
        else:
            f = getattr(p, 'i_' + name.replace('-', '_'), None)
            if f is None:
                tally['skipped', name] += 1
                continue
            v, light = f(node, year, funder)
        bad = []
        st = {'text': NC}.get(v.state, v.state)
        if st != row['state']: bad.append('state')
        if not same_number(v.v if v.known() else None, row['value'], True): bad.append('value')
        for k, x in (('numerator', v.num), ('denominator', v.den)):
            if not same_number(x, row[k], False): bad.append(k)
        for k, x in (('reported', v.n), ('expected', v.N)):
            if ('' if x is None else str(x)) != row[k]: bad.append(k)
        if light != row['light']: bad.append('light')
        if v.reason != row['reason']: bad.append('reason')
        tally['compared', name] += 1
        if bad:
            tally['differ', name] += 1
            show(name, bad, row, v, light)


def main():
    jalon, plan, years, date, period = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4], sys.argv[5]
    folders = sys.argv[6:]
    p = Plan(jalon, plan, folders, date, period if period != '-' else None)
    tally = defaultdict(int)
    seen = defaultdict(int)
    most = int(os.environ.get('SHOW', '2'))
    def show(name, bad, row, v, light):
        k = name, tuple(bad), row['state'], v.state, row['reason'], v.reason, bool(row['funder'])
        seen[k] += 1
        if seen[k] <= most:
            print('%s %s node=%s funder=%s dim=%s y=%s\n   jalon %s %s n=%s d=%s %s/%s %s %s\n   mine  %s %s n=%s d=%s %s/%s %s %s' % (
                name, ','.join(bad), row['result_id'], row['funder'], row['dimension'][:40], row['year'], row['state'], row['value'],
                row['numerator'], row['denominator'], row['reported'], row['expected'], row['light'], row['reason'],
                v.state, dec(v.v), v.num, v.den, v.n, v.N, light, v.reason))
    for y in years.split(','):
        cmd = [jalon, 'compute', plan, '--year', y, '--date', date, '--format', 'csv']
        if p.pcode:
            cmd += ['--period', p.pcode]
        compare(p, run(*cmd), int(y), tally, show)
    for k, c in sorted(seen.items()):
        print('FAILED: x%d' % c, k)
    missed = sum(c for (k, _), c in tally.items() if k == 'differ')
    print(plan, years, date, period, 'compared', sum(c for (k, _), c in tally.items() if k == 'compared'), 'differ',
          sum(c for (k, _), c in tally.items() if k == 'differ'), 'skipped', {n: c for (k, n), c in tally.items() if k == 'skipped'})


    print('%d passed, %d failed' % (sum(c for (k, _), c in tally.items() if k == 'compared') - missed, missed))


if __name__ == '__main__':
    main()
