"""For recompute.py: sums and ratios over activities, lines of financing, lights."""
from fractions import Fraction as F

from recompute_facts import BLANK, MISS, NA, NC, NUM, PART, PM, Facts


class V:
    """A total: state, value, n, N, reason; num, den, covered for ratios."""
    def __init__(s, state, v=None, n=None, N=None, reason='', num=None, den=None, covered=None):
        s.state, s.v, s.n, s.N, s.reason = state, v, n, N, reason
        s.num, s.den, s.covered = num, den, covered

    def known(s):
        return s.state in (NUM, PART)


class Totals(Facts):
    # ---- sums and ratios over leaves ----
    def pick(s, vals):
        """Why a sum with nothing asked for has no number."""
        why = [v[2] for v in vals]
        for w in ('not-asked', 'no-stage', 'cancelled', 'only-pm', 'outside-plan'):
            if w in why:
                return w
        return 'not-planned'

    def spent_total(s, node, y, stage=None, funder=None, other=None):
        v = s.total([s.spent(i, y, stage, funder, other) for i in s.under(node)])
        if funder is None:
            return v
        every = [s.spent(i, y, stage, None, other) for i in s.under(node) if s.waited(i, y)]
        n, N = sum(a[0] == NUM for a in every), sum(a[0] in (NUM, MISS) for a in every)
        if v.N and N:
            v.n, v.N = n, N
            v.state = MISS if not v.n and not v.v else NUM if v.n == v.N else PART
            v.reason = {NUM: '', PART: 'some-missing', MISS: 'no-return'}[v.state]
        elif v.N and v.v:
            v.n = v.N = None
        elif v.reason == 'not-planned' or v.N:
            pm = any(s.base_of(i, y)[0] == PM for i in s.under(node))
            v = V(NA, reason='only-pm' if pm else 'not-planned')
        return v

    def total(s, vals):
        n = sum(v[0] == NUM for v in vals)
        N = n + sum(v[0] == MISS for v in vals)
        part = [v[1] for v in vals if v[0] == MISS and v[1]]  # declared by some of their sources
        if not N:
            return V(NA, reason=s.pick(vals))
        if not n and not part:
            return V(MISS, n=0, N=N, reason='no-return')
        return V(NUM if n == N else PART, sum((v[1] for v in vals if v[0] == NUM), F(0)) + sum(part), n, N,
                 '' if n == N else 'some-missing')

    def ratio(s, pairs):
        """pairs of (a, b): a over b, over the same leaves."""
        top = bot = whole = F(0)
        n = N = 0
        gone, pm, out = [], False, False
        for a, b in pairs:
            if b[0] == PM:
                pm = True
            if b[0] == MISS:
                N += 1
                continue
            if b[0] == NUM and b[1] > 0:
                if a[0] == NUM:
                    n, N, top, bot, whole = n + 1, N + 1, top + a[1], bot + b[1], whole + b[1]
                elif a[0] == MISS:
                    N, whole = N + 1, whole + b[1]
                else:
                    gone.append(a)
                    if a[2] == 'not-asked':  # of a year nobody was asked about, among others: in the base, not covered
                        whole += b[1]
            elif a[0] == NUM and a[1] != 0:
                out = True
        if not N:
            if out:
                return V(NC, reason='no-allocation')
            if gone:
                return V(NA, reason=s.pick(gone))
            return V(NA, reason='only-pm' if pm else 'not-planned')
        if not n:
            return V(MISS, n=0, N=N, reason='no-return')
        return s.over(n, N, top, bot, bot, whole)

    def over(s, n, N, top, bot, seen, whole):
        """A rate over `seen` of a base of `whole`."""
        why = 'some-missing' if n < N else 'not-asked' if seen < whole else ''
        return V(PART if why else NUM, top / bot, n, N, why, top, bot, seen / whole if whole else F(0))

    def change(s, old, new, by=100):
        if not old.known():
            return V(old.state, None, old.n, old.N, old.reason)
        if not new.known():
            return V(new.state, None, new.n, new.N, new.reason)
        part = PART in (old.state, new.state)
        w = old if new.state == NUM and part else new
        return V(PART if part else NUM, (new.v - old.v) * by, w.n, w.N, 'some-missing' if part else '')

    # ---- financing ----
    def lines(s, node, y, funder=None):
        """[(result, funder, planned)] planned lines at or below a node."""
        sub = s.sub(node)
        return [(r, f, v) for (r, f, yy), v in s.fin.items() if yy == y and r in sub and (funder is None or f == funder)]

    def sub(s, node):
        if not hasattr(s, '_sub'):
            s._sub = {}
        if node not in s._sub:
            s._sub[node] = s.subtree(node)
        return s._sub[node]

    def planned_of(s, node, y, funder):
        ls = [v for r, f, v in s.lines(node, y, funder)]
        if not ls:
            return None
        if any(v[0] == MISS for v in ls):
            return 'missing'
        return sum((v[1] for v in ls if v[0] == NUM), F(0))

    def received(s, node, y, funder=None, status='received', nature='cash'):
        sub = s.sub(node)
        return [r for r in s.mob_idx.get(y, []) if r['status'] == status and r['nature'] == nature and r['result_id'] in sub
                and (funder is None or r['funder'] == funder)]

    def has_lines(s, node):
        sub = s.sub(node)
        return any(r in sub for (r, f, y) in s.fin)

    def line_pairs(s, node, y, funder=None):
        """(received, planned) of each line of financing; a funder that does not split is one line, of the plan."""
        rows = s.received('', y, funder)
        whole = {r['funder'] for r in rows if r['result_id'] == ''}
        sub, out = s.sub(node), []
        asked = s.mob_asked(y)
        def value(rs):
            if any(r['state'] == MISS for r in rs):
                return MISS, None, 'no-return'
            nums = [F(r['amount']) for r in rs if r['state'] == NUM]
            if nums:
                return NUM, sum(nums), ''
            if rs:
                return NA, None, 'no-stage'
            return None
        blank = (MISS, None, 'no-return') if asked else (NA, None, 'not-asked')
        seen = set()
        for (r, f, yy), v in s.fin.items():
            if yy != y or (funder is not None and f != funder):
                continue
            if f in whole and r != '':
                if f in seen or node != '':
                    if node != '' and r in sub:
                        out.append(((MISS, None, 'not-split'), v))
                    continue
                seen.add(f)
                p = s.planned_of('', y, f)
                got = value([x for x in rows if x['funder'] == f])
                out.append((got or blank, (MISS, None) if p == 'missing' else (NUM, p)))
            elif r in sub:
                if r == '' and any(k[0] != '' and k[1] == f and k[2] == y for k in s.fin):
                    pass
                at = [x for x in rows if x['funder'] == f and (x['result_id'] == r or (r == '' and x['result_id'] != ''))]
                got = value(at)
                out.append((got or ((NA, None, 'not-planned') if not (v[0] == NUM and v[1] > 0) else blank), v))
        planned = {(r, f) for (r, f, yy) in s.fin if yy == y}
        for x in rows:
            if x['result_id'] in sub and (x['result_id'], x['funder']) not in planned and x['funder'] not in seen:
                if node == '' or x['result_id'] != '':
                    out.append((value([x]), (BLANK, None)))
        return out

    def mob_asked(s, y):
        return any(int(s.periods[r['period']]['year']) == y for r in s.mob_rows()) or s.asked.get(y, False)

    # ---- lights ----
    def light(s, v, bands=None, alert=False, year=None):
        if v.state == MISS:
            return 'grey'
        if not v.known():
            return ''
        if alert and v.v > 1:
            return 'red'
        if v.covered is not None and v.covered < F(4, 5):
            return 'grey'
        if s.mid_year(year):
            return 'grey'
        bands = bands or s.bands
        if bands == 'none':
            return ''
        x = v.v * 100
        if alert and x > 100:
            return 'red'
        b = dict(uemoa=(50, 70, 80), simple=(50, 80)).get(bands) or tuple(int(t) for t in bands.split(';'))
        if x <= b[0]:
            return 'red'
        if len(b) == 3 and x <= b[1]:
            return 'orange'
        if x < b[-1]:
            return 'yellow'
        return 'green'

    def mid_year(s, y):
        of = s.used.get(y) or []
        if s.pcode and of:
            return of[-1]['last_day'][5:] != '12-31'
        c = s.fact_period.get(y)
        if c and s.periods[c]['last_day'][5:] != '12-31':
            return True
        return '%d-12-31' % y > s.date
