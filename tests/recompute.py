"""Works out `jalon compute` again from the exported tables, with fractions, and compares every cell of every row.

Usage: recompute.py JALON PLAN YEAR,YEAR DATE PERIOD|- FOLDER...; the folders are the packages of the plan: they alone say
whether funding is in kind, at which period it was told, and which decision cancelled an activity. Prints "N passed, N failed".
"""
import csv, io, json, os, subprocess, sys
from collections import defaultdict
from datetime import date as Day
from fractions import Fraction as F

NUM, PM, DASH, BLANK, MISS, NA, NC, PART = 'number pm dash blank missing na nc partial'.split()
STAGES = ['committed', 'liquidated', 'ordered', 'paid']


def run(*args):
    p = subprocess.run(args, stdout=subprocess.PIPE, check=True)
    return list(csv.DictReader(io.StringIO(p.stdout.decode('utf-8'))))


class V:
    """A total: state, value, n, N, reason; num, den, covered for ratios."""
    def __init__(s, state, v=None, n=None, N=None, reason='', num=None, den=None, covered=None):
        s.state, s.v, s.n, s.N, s.reason = state, v, n, N, reason
        s.num, s.den, s.covered = num, den, covered

    def known(s):
        return s.state in (NUM, PART)


class Plan:
    def __init__(s, jalon, plan, folders, date, period):
        s.plan, s.date, s.pcode = plan, date, period
        ex = lambda t: run(jalon, 'export', t, plan, '--date', '2099-01-01')
        meta = s.meta = json.load(open(os.path.join(folders[0], 'datapackage.json')))['jalon']
        s.first, s.last, s.cur = meta['first_year'], meta['last_year'], meta['currency']
        s.scale = F(1, 10 ** meta.get('decimals', 0))
        s.nodes = {'': dict(id='', level='plan', parent=None)}
        s.kids = defaultdict(list)
        for r in ex('results'):
            s.nodes[r['id']] = r
            s.kids[r['parent'] or ''].append(r['id'])
        deepest = (meta.get('levels') or [{'code': None}])[-1]['code']
        s.leaves = [i for i, r in s.nodes.items() if i and r['level'] == deepest]
        s.under_cache = {}
        s.settings = {(r['key'], r['about']): r['value'] for r in ex('settings')}
        s.funders = [r['id'] for r in ex('funders')]
        s.budget = {(r['activity_id'], int(r['year'])): (r['state'], F(r['amount']) if r['amount'] and r['state'] == NUM else None)
                    for r in ex('budgets')}
        s.fin = {(r['result_id'], r['funder'], int(r['year'])): (r['state'], F(r['amount']) if r['amount'] else None)
                 for r in ex('financing')}
        s.alloc = {(r['result_id'], int(r['year'])): F(r['amount']) for r in ex('allocations') if r['notified_on'] <= date}
        s.periods = {r['code']: r for r in ex('periods')}
        s.returns = {r['id']: r for r in ex('returns')}
        s.rev = sorted((r for r in ex('revisions') if r['date'] <= date), key=lambda r: (r['date'], int(r['number'])))
        s.spend_rows, s.prog_rows, s.extra = ex('spending'), ex('progress'), ex('extra_work')
        s.mob = ex('mobilisation')
        s.ind = ex('indicators')
        s.targets = ex('targets')
        s.meas = ex('measurements')
        s.regs, s.recs, s.follow, s.miles = ex('registrations'), ex('recommendations'), ex('follow_ups'), ex('milestones')
        s.cover = ex('coverage')
        s.pops = ex('populations')
        # what the contract of export leaves out: nature of funding, decision that cancelled
        s._mob, s.decided = [], {}
        for f in folders:
            for name in ('mobilisation', 'progress'):
                p = os.path.join(f, name + '.csv')
                if not os.path.exists(p):
                    continue
                for r in csv.DictReader(open(p, encoding='utf-8')):
                    if name == 'progress':
                        s.decided[r['activity_id'], r['period']] = r.get('decided_on') or ''
                    else:
                        s._mob.append(r)
        s.stages_of = {}
        for f in s.funders:
            t = s.settings.get(('stages', f))
            s.stages_of[f] = set(t.replace(',', ' ').replace(';', ' ').split()) if t else set(STAGES)
        s.stage = s.settings.get(('stage', ''), 'paid')
        s.base = s.settings.get(('base', ''))
        noderev = s.noderev = [r for r in s.rev if not r['funder']]
        if not s.base:
            s.base = 'revised' if noderev else 'initial' if s.alloc else 'planned'
        s.weight = {i: F(s.settings.get(('weight', i), '1')) for i in s.leaves}
        s.bands = s.settings.get(('lights', ''), 'uemoa')
        s._index()

    def _index(s):
        # the latest period of a year, among those that end by the date... or the one named
        s.used = {}
        for y in range(s.first, s.last + 1):
            of = [p for p in s.periods.values() if int(p['year']) == y]
            if s.pcode and s.pcode in s.periods and int(s.periods[s.pcode]['year']) == y:
                end = s.periods[s.pcode]['last_day']
                of = [p for p in of if p['last_day'] <= end]
            of.sort(key=lambda p: (p['last_day'], p['code']))
            s.used[y] = of
        known = {i for i, r in s.returns.items() if r['received_on'] and r['received_on'] <= s.date}
        s.known_returns = known
        # "a year's figure is that of its latest period": of the latest with returns known
        s.fact_period = {}
        for y, of in s.used.items():
            have = [p for p in of if any(s.returns[i]['period'] == p['code'] for i in known)]
            s.fact_period[y] = have[-1]['code'] if have else None
        s.asked = {y: any(r['period'] in {p['code'] for p in of} for r in s.returns.values()) for y, of in s.used.items()}
        order = {p['code']: k for of in s.used.values() for k, p in enumerate(of)}
        def latest(rows, key):
            best = {}
            for r in rows:
                if r['source'] in known and r['period'] in order:
                    k = key(r)
                    if k not in best or order[best[k]] < order[r['period']]:
                        best[k] = r['period']
            return best
        year_of = lambda r: int(s.periods[r['period']]['year'])
        key = lambda r: (r['activity_id'], year_of(r))
        s.spent_idx, s.prog = defaultdict(list), {}
        best = latest(s.spend_rows, key)
        for r in s.spend_rows:
            if r['source'] in known and best.get(key(r)) == r['period']:
                s.spent_idx[key(r)].append(r)
        best = latest(s.prog_rows, key)
        for r in s.prog_rows:
            if r['source'] in known and best.get(key(r)) == r['period']:
                s.prog[key(r)] = r
        s.mob_idx = defaultdict(list)
        for y, of in s.used.items():
            ended = [p['code'] for p in of if p['last_day'] <= s.date]
            have = [c for c in ended if any(r['period'] == c for r in s.mob_rows())]
            s.mob_idx[y] = [r for r in s.mob_rows() if have and r['period'] == have[-1]]

    def mob_rows(s):
        return s._mob

    def under(s, node):
        if node not in s.under_cache:
            out, todo = [], [node]
            while todo:
                n = todo.pop()
                if n and s.nodes[n]['level'] == s.nodes[s.leaves[0]]['level'] if s.leaves else False:
                    out.append(n)
                todo += s.kids[n]
            s.under_cache[node] = out
        return s.under_cache[node]

    def subtree(s, node):
        out, todo = set(), [node]
        while todo:
            n = todo.pop()
            out.add(n)
            todo += s.kids[n]
        return out

    # ---- leaves ----
    def base_of(s, i, y, which=None):
        which = which or s.base
        st, a = s.budget.get((i, y), (BLANK, None))
        if which == 'planned':
            return st, a
        if which == 'revised':
            last = [r for r in s.rev if r['result_id'] == i and int(r['year']) == y and not r['funder']]
            if last:
                return NUM, F(last[-1]['amount'])
            if not s.alloc:
                return st, a
        if (i, y) in s.alloc:
            return NUM, s.alloc[i, y]
        return s.no_alloc(i, y, st, a)

    def no_alloc(s, i, y, st, a):
        return (NA, None) if st != PM else (PM, None)

    def scheduled(s, i, y):
        st, a = s.budget.get((i, y), (BLANK, None))
        opened = [s.base_of(i, y, b) for b in (['initial'] if s.alloc else []) + (['revised'] if s.noderev else [])]
        return st == PM or any(b[0] == NUM and b[1] > 0 for b in [(st, a)] + opened)

    def has_base(s, i, y):
        st, a = s.base_of(i, y)
        return st == NUM and a > 0

    def spent(s, i, y, stage=None, funder=None, other=None):
        """(state, amount, reason) of a leaf."""
        stage = stage or s.stage
        if not s.first <= y <= s.last:
            return NA, None, 'outside-plan'
        rows = s.spent_idx.get((i, y), [])
        mine = [r for r in rows if funder is None or r['funder'] == funder]
        unsplit = [r for r in rows if not r['funder']]
        if funder is not None and stage not in s.stages_of[funder]:
            return NA, None, 'no-stage'
        if funder is not None and other and other not in s.stages_of[funder]:
            return NA, None, 'no-stage'
        if rows:
            ok = [r for r in mine if not r['funder'] or (stage in s.stages_of[r['funder']]
                  and (not other or other in s.stages_of[r['funder']]))]
            at = [r for r in ok if r['stage'] == stage]
            if any(r['state'] == MISS for r in at) or (funder is not None and any(
                    r['stage'] == stage and r['state'] == MISS for r in unsplit)):
                return MISS, None, 'no-return'
            nums = [F(r['amount']) for r in at if r['state'] == NUM]
            if nums:
                return NUM, sum(nums), ''
            if at and all(r['state'] == NA for r in at):
                return NA, None, 'no-stage' if s.has_base(i, y) else 'not-planned'
            if mine and not ok:
                return NA, None, 'no-stage'
            if funder is not None and not mine:
                return (NUM, F(0), '') if s.has_base(i, y) else (NA, None, 'not-planned')
        if not s.waited(i, y):
            return NA, None, 'not-planned'
        if not s.asked[y]:
            return NA, None, 'not-asked'
        return MISS, None, 'no-return'

    def waited(s, i, y):
        """Money is planned there, be it of an amount printed as ND."""
        return s.has_base(i, y) or s.base_of(i, y)[0] == MISS

    def outside(s, i, y):
        st, a, why = s.spent(i, y)
        if st == MISS and not any(r['stage'] == s.stage and r['state'] == MISS for r in s.spent_idx.get((i, y), [])):
            return NA, None, 'not-planned'
        if s.has_base(i, y) or st == NA:
            return NA, None, 'not-planned'
        return st, a, why

    def weight_of(s, i, y):
        if not s.scheduled(i, y):
            return NA, None, 'not-planned'
        p = s.prog.get((i, y))
        if p and p['state'] == 'cancelled':
            d = s.decided.get((i, p['period']), '')
            if d and d <= s.date:
                return NA, None, 'cancelled'
        return NUM, s.weight[i], ''

    def physical(s, i, y):
        w = s.weight_of(i, y)
        if w[0] != NUM:
            return w
        p = s.prog.get((i, y))
        if p:
            return (NUM, F(p['physical']) / 100, '') if p['physical'] != '' else (MISS, None, 'no-return')
        return (MISS, None, 'no-return') if s.asked[y] else (NA, None, 'not-asked')

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
            v.state = MISS if not v.n else NUM if v.n == v.N else PART
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
        if not N:
            return V(NA, reason=s.pick(vals))
        if not n:
            return V(MISS, n=0, N=N, reason='no-return')
        return V(NUM if n == N else PART, sum(v[1] for v in vals if v[0] == NUM), n, N, '' if n == N else 'some-missing')

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
        return V(NUM if n == N else PART, top / bot, n, N, '' if n == N else 'some-missing', top, bot,
                 bot / whole if whole else F(0))

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

    # ---- indicators: each gives (V, light) at (node, year, funder) ----
    def fin_rate(s, node, y, funder, years=None):
        years = years or [y]
        if funder is None:
            pairs = [(s.spent(i, t), s.base_of(i, t)) for t in years for i in s.under(node)]
            return s.ratio(pairs)
        # by funder: spending of the funder over planned financing; n/N and coverage are those of the activities
        top = bot = whole = seen = F(0)
        n = N = 0
        states, why, out = [], [], False
        for t in years:
            p = s.planned_of(node, t, funder)
            if p == 'missing':
                states.append(MISS)
                continue
            leaves = [(s.spent(i, t, funder=funder), s.base_of(i, t)) for i in s.under(node)]
            if p is None or p <= 0:
                if any(a[0] == NUM and a[1] != 0 for a, b in leaves):
                    out = True
                if s.spent_total(node, t, None, funder).reason == 'only-pm':
                    why.append('only-pm')
                    continue
                why.append('not-planned' if len(years) > 1 or s.asked[t] or not any(b[0] == NUM and b[1] > 0 for a, b in leaves) else 'not-asked')
                continue
            on = [(a, b) for a, b in leaves if b[0] == NUM and b[1] > 0]
            asked = [(a, b) for a, b in on if a[0] in (NUM, MISS)]
            if not asked:
                if not on and s.asked[t]:
                    bot += p  # the financing table is the base, whatever the activities were given
                why.append(s.pick([a for a, b in on]) if on else 'not-planned')
                continue
            every = [(s.spent(i, t), s.base_of(i, t)) for i in s.under(node) if s.waited(i, t)]
            n += sum(a[0] == NUM for a, b in every)
            N += sum(a[0] in (NUM, MISS) for a, b in every)
            whole += sum(b[1] or 0 for a, b in every if a[0] in (NUM, MISS))
            seen += sum(b[1] or 0 for a, b in every if a[0] == NUM)
            top += sum(a[1] for a, b in leaves if a[0] == NUM)
            bot += p
        if not N:
            if out:
                return V(NC, reason='no-allocation')
            return V(NA, reason=s.pick([(0, 0, w) for w in why]))
        if not n:
            return V(MISS, n=0, N=N, reason='no-return')
        return V(NUM if n == N else PART, top / bot, n, N, '' if n == N else 'some-missing', top, bot, seen / whole)

    def i_taux_execution_financiere(s, node, y, funder):
        v = s.fin_rate(node, y, funder)
        return v, s.light(v, alert=True, year=y)

    def i_execution_cumulee(s, node, y, funder):
        v = s.fin_rate(node, y, funder, range(s.first, y + 1))
        return v, s.light(v, alert=True, year=y)

    def i_evolution_execution_financiere(s, node, y, funder):
        if y == s.first:
            return V(NA, reason='no-previous'), ''
        return s.change(s.fin_rate(node, y - 1, funder), s.fin_rate(node, y, funder)), ''

    def change(s, old, new, by=100):
        if not old.known():
            return V(old.state, None, old.n, old.N, old.reason)
        if not new.known():
            return V(new.state, None, new.n, new.N, new.reason)
        part = PART in (old.state, new.state)
        w = old if new.state == NUM and part else new
        return V(PART if part else NUM, (new.v - old.v) * by, w.n, w.N, 'some-missing' if part else '')

    def phys(s, node, y):
        pairs = []
        for i in s.under(node):
            w, p = s.weight_of(i, y), s.physical(i, y)
            pairs.append(((p[0], w[1] * p[1] if p[0] == NUM else None, p[2]), w))
        v = s.ratio(pairs)
        if v.state == NA:
            v.reason = s.pick([a for a, b in pairs])
        return v

    def i_taux_execution_physique(s, node, y, funder):
        v = s.phys(node, y)
        return v, s.light(v, year=y)

    def i_evolution_execution_physique(s, node, y, funder):
        if y == s.first:
            return V(NA, reason='no-previous'), ''
        return s.change(s.phys(node, y - 1), s.phys(node, y)), ''

    def i_ecart_physico_financier(s, node, y, funder):
        n = N = 0
        w = p = a = b = F(0)
        why = []
        for i in s.under(node):
            base, sp, ph = s.base_of(i, y), s.spent(i, y), s.physical(i, y)
            wt = s.weight_of(i, y)
            if not (base[0] == NUM and base[1] > 0):
                why.append((0, 0, 'not-planned'))
                continue
            if wt[0] == NA:
                why.append(wt)
                continue
            if sp[0] == NA or ph[0] == NA:
                why.append(sp if sp[0] == NA else ph)
                continue
            N += 1
            if sp[0] == NUM and ph[0] == NUM:
                n, w, p, a, b = n + 1, w + wt[1], p + wt[1] * ph[1], a + sp[1], b + base[1]
        if not N:
            return V(NA, reason=s.pick(why)), ''
        if not n:
            return V(MISS, n=0, N=N, reason='no-return'), ''
        return V(NUM if n == N else PART, (p / w - a / b) * 100, n, N, '' if n == N else 'some-missing'), ''

    def i_evolution_depense(s, node, y, funder):
        if y == s.first:
            return V(NA, reason='no-previous'), ''
        t = lambda yy: s.spent_total(node, yy, funder=funder)
        return s.change(t(y - 1), t(y), 1), ''

    def i_depenses_hors_dotation(s, node, y, funder):
        return s.total([s.outside(i, y) for i in s.under(node)]), ''

    def i_part_source_depense(s, node, y, funder):
        # all the funder spent over all that was spent
        a, b = s.spent_total(node, y, None, funder), s.spent_total(node, y)
        if not a.known() or not b.known():
            return (a if not a.known() else b), ''
        if b.v == 0:
            return V(NA if not a.v else NC, reason='not-planned' if not a.v else 'no-allocation'), ''
        return V(PART if PART in (a.state, b.state) else NUM, a.v / b.v, *((a.n, a.N) if a.N else (b.n, b.N)),
                 a.reason or b.reason, a.v, b.v), ''

    def i_part_source_financement(s, node, y, funder):
        if not s.has_lines(node):
            return V(NA, reason='not-split'), ''
        a, b = s.planned_of(node, y, funder), [v for r, f, v in s.lines(node, y)]
        whole = sum((v[1] for v in b if v[0] == NUM), F(0))
        if not whole:
            return V(NA, reason='not-planned'), ''
        n = sum(v[0] == NUM for r, f, v in s.lines(node, y, funder))
        if not n:
            return V(NA, reason='not-planned' if a is not None else 'not-split'), ''
        return V(NUM, a / whole, n, n, '', a, whole), ''

    def i_taux_mobilisation(s, node, y, funder):
        if not s.has_lines(node):
            return V(NA, reason='not-split'), ''
        v = s.ratio(s.line_pairs(node, y, funder))
        return v, s.light(v, year=y)

    def told(s, node, y, funder, nature):
        """What rows tell, whether a line plans it or not."""
        rows = s.received(node, y, funder, nature=nature)
        n = sum(r['state'] == NUM for r in rows)
        m = sum(r['state'] == MISS for r in rows)
        if n + m == 0:
            return V(NA, reason='not-planned')
        if not n:
            return V(MISS, n=0, N=m, reason='no-return')
        return V(PART if m else NUM, sum(F(r['amount']) for r in rows if r['state'] == NUM), n, n + m, 'some-missing' if m else '')

    def funds(s, node, years, funder):
        """Money received: waited for on each line that plans some, known wherever rows tell it."""
        v = s.ratio([p for y in years for p in s.line_pairs(node, y, funder)])
        v.v = sum((t.v for t in (s.told(node, y, funder, 'cash') for y in years) if t.known()), F(0))
        if v.v and v.state in (NA, NC):
            v.state = NUM
        elif v.v and v.state == MISS:
            v.state, v.reason = PART, 'some-missing'
        return v

    def i_apports_en_nature(s, node, y, funder):
        v = s.told(node, y, funder, 'in_kind')
        return v, ''

    def opening(s, node, y, funder):
        if y == s.first:
            return V(NUM, F(0))
        past = range(s.first, y)
        got, gone = s.funds(node, past, funder), [s.spent_total(node, t, 'paid', funder) for t in past]
        if got.state == MISS or all(p.state == MISS for p in gone):
            return V(MISS, reason='no-return')
        part = got.state == PART or any(p.state in (MISS, PART) for p in gone)
        tot = (got.v if got.known() else 0) - sum(p.v for p in gone if p.known())
        return V(PART if part else NUM, F(tot), reason='some-missing' if part else '')

    def splits(s, node):
        sub = s.sub(node)
        return node == '' or s.has_lines(node) or any(r['result_id'] in sub for r in s.mob_rows())

    def i_report_a_nouveau(s, node, y, funder):
        if y > s.first and not s.has_lines(node):
            return V(NA, reason='not-split'), ''
        return s.opening(node, y, funder), ''

    def i_paye_sur_recu(s, node, y, funder):
        p = s.spent_total(node, y, 'paid', funder)
        if not p.known():
            return p, ''
        if not s.has_lines(node):
            return V(NA, reason='not-split'), ''
        o, r = s.opening(node, y, funder), s.funds(node, [y], funder)
        if r.state == MISS or o.state == MISS or (r.state == NA and s.line_asked(node, y, funder)):
            return V(MISS, reason='no-return'), ''
        den = (o.v or 0) + (r.v if r.known() else 0)
        if den <= 0:
            return (V(NA, reason='not-planned') if p.v == 0 else V(NC, reason='no-allocation')), ''
        part = PART in (p.state, o.state, r.state)
        return V(PART if part else NUM, p.v / den, p.n, p.N, 'some-missing' if part else '', p.v, den), ''

    def line_asked(s, node, y, funder):
        p = [v for r, f, v in s.lines(node, y, funder)]
        return any(v[0] == NUM and v[1] > 0 for v in p) and s.mob_asked(y)

    def balance(s, node, y, funder, a, b):
        vals = []
        for i in s.under(node):
            x, z = s.spent(i, y, a, funder, b), s.spent(i, y, b, funder, a)
            vals.append(s.minus(x, z))
        v = s.total(vals)
        if funder is not None:
            x, z = s.spent_total(node, y, a, funder), s.spent_total(node, y, b, funder)
            if v.N:
                t = z if z.state == PART and x.state != PART else x
                v.n, v.N = t.n, t.N
            if v.known():
                v.state, v.reason = (PART, 'some-missing') if PART in (x.state, z.state) else (NUM, '')
            elif v.state == NA and x.reason == 'only-pm':
                v.reason = 'only-pm'
        return v, ''

    @staticmethod
    def minus(x, z):
        for v in (x, z):
            if v[0] not in (NUM, MISS):
                return NA, None, v[2]
        if MISS in (x[0], z[0]):
            return MISS, None, 'no-return'
        return NUM, x[1] - z[1], ''

    def i_solde_a_payer(s, node, y, funder):
        return s.balance(node, y, funder, 'ordered', 'paid')

    def i_solde_engage_non_liquide(s, node, y, funder):
        return s.balance(node, y, funder, 'committed', 'liquidated')

    def i_solde_liquide_non_ordonnance(s, node, y, funder):
        return s.balance(node, y, funder, 'liquidated', 'ordered')

    def i_solde_disponible(s, node, y, funder):
        if funder is not None:
            if not s.has_lines(node):
                return V(NA, reason='not-split'), ''
            c = s.spent_total(node, y, 'committed', funder)
            p = s.planned_of(node, y, funder)
            dashes = not any(v[0] == NUM for r, f, v in s.lines(node, y, funder))
            if p is None or dashes or p <= 0 and c.state == NA:
                return V(NA, reason='not-planned' if dashes else c.reason), ''
            if not c.known():
                return c, ''
            ln = s.lines(node, y, funder)
            k = (len(ln), len(ln)) if c.state == NUM else (c.n, c.N)
            return V(c.state, p - c.v, k[0], k[1], c.reason), ''
        vals = []
        for i in s.under(node):
            st, a = s.base_of(i, y)
            c = s.spent(i, y, 'committed')
            rows = s.spent_idx.get((i, y), [])
            if any(r['funder'] and 'committed' not in s.stages_of[r['funder']] for r in rows):
                c = NA, None, 'no-stage'
            if st not in (NUM, MISS) or st == NUM and not a and c[0] == NA and c[2] != 'no-stage':
                vals.append((NA, None, 'only-pm' if st == PM else 'not-planned'))
            else:
                vals.append(s.minus((st, a, ''), c))
        return s.total(vals), ''

    def i_activites_hors_programme(s, node, y, funder):
        if not s.asked[y]:
            return V(NA, reason='not-asked'), ''
        k = sum(1 for i in s.under(node) if not s.scheduled(i, y) and (i, y) in s.prog
                and s.prog[i, y]['state'] in ('done', 'under_way'))
        sub = s.sub(node)
        k += sum(1 for r in s.extra if r['result_id'] in sub and r['return_id'] in s.known_returns
                 and r['period'] == s.fact_period.get(y))
        return V(NUM, F(k)), ''

    def i_realisation_quantites(s, node, y, funder):
        pairs, units = [], set()
        for i in s.under(node):
            p = s.prog.get((i, y))
            q = lambda k: (NUM, F(p[k]), '') if p and p[k] != '' else (NA, None, 'not-planned')
            a, b = q('quantity_done'), q('quantity_planned')
            if b[0] == NUM and a[0] == NA:
                a = MISS, None, 'no-return'
            if NUM in (a[0], b[0]):
                units.add(p['unit'])
            pairs.append((a, b))
        if len(units) > 1:
            return V(NC, reason='mixed-units'), ''
        v = s.ratio(pairs)
        return v, ''

    def of_period(s, y):
        of = s.used.get(y) or []
        return of[-1]['code'] if of else None

    def i_completude(s, node, y, funder):
        return s.sent(y, lambda r: r['id'] in s.known_returns)

    def i_ponctualite(s, node, y, funder):
        return s.sent(y, lambda r: r['id'] in s.known_returns and r['received_on'] <= r['due_on'])

    def sent(s, y, ok):
        of = [r for r in s.returns.values() if r['period'] == s.of_period(y)]
        if not of:
            return V(NA, reason='not-asked'), ''
        k = sum(map(ok, of))
        v = V(NUM, F(k, len(of)), None, None, '', F(k), F(len(of)))
        return v, s.light(v, year=y)

    def i_temps_ecoule(s, node, y, funder):
        of = s.used.get(y) or []
        end = of[-1]['last_day'] if of else '%d-12-31' % y
        a = Day(s.first, 1, 1)
        top, bot = (Day.fromisoformat(end) - a).days + 1, (Day(s.last, 12, 31) - a).days + 1
        return V(NUM, F(top, bot), None, None, '', F(top), F(bot)), ''

    def i_jalons_atteints(s, node, y, funder):
        sub = s.sub(node)
        end = (s.used.get(y) or [{'last_day': '%d-12-31' % y}])[-1]['last_day']
        of = [m for m in s.miles if (m['result_id'] or '') in sub]
        if not of:
            return V(NA, reason='not-asked'), ''
        k = sum(1 for m in of if m['state'] == 'reached' and not (m['date'] and m['date'] > end))
        return V(NUM, F(k, len(of)), None, None, '', F(k), F(len(of))), ''

    def i_evolution_mobilisation(s, node, y, funder):
        if y == s.first:
            return V(NA, reason='no-previous'), ''
        return s.change(s.i_taux_mobilisation(node, y - 1, funder)[0], s.i_taux_mobilisation(node, y, funder)[0]), ''

    # ---- logical framework ----
    def target(s, r, y, nxt=False):
        """(state, value, bound, reason)"""
        t = {int(x['year']): x for x in s.targets if x['result_id'] == r['result_id'] and x['position'] == r['position']}
        own = int(r['target_year']) if r['target_year'] else s.last
        if r['target_text'] and own not in t:
            t[own] = dict(value=r['target_value'], bound='exact')
        years = sorted(k for k in t if (k >= y if nxt else k == y))
        if not years:
            return NA, None, None, 'no-target'
        x = t[years[0]]
        return (NUM, F(x['value']), x['bound'], '') if x['value'] != '' else ('text', None, None, 'words')

    def actual(s, r, y):
        of = [m for m in s.meas if m['result_id'] == r['result_id'] and m['position'] == r['position'] and int(m['year']) == y
              and (not m['return_id'] or m['return_id'] in s.known_returns)]
        if not of:
            return MISS, None, 'not-measured'
        m = max(of, key=lambda m: s.periods[m['period']]['last_day'] if m['period'] in s.periods else '%d-12-31' % y)
        if m['state'] == NUM:
            return NUM, F(m['value']), ''
        return (MISS, None, 'not-measured') if m['state'] == MISS else ('text', None, 'words')

    def avancement(s, r, y, nxt):
        t, a = s.target(r, y, nxt), s.actual(r, y)
        if t[0] == NA:
            return V(NA, reason='no-target')
        if t[0] != NUM:
            return V(NC, reason='words')
        if r['baseline_value'] == '':
            return V(NC, reason='no-baseline')
        b = F(r['baseline_value'])
        if t[1] == b:
            return V(NC, reason='target-is-baseline')
        if a[0] != NUM:
            return V(MISS, reason=a[2]) if a[0] == MISS else V(NC, reason='words')
        return V(NUM, (a[1] - b) / (t[1] - b), None, None, '', a[1] - b, t[1] - b)

    def atteinte(s, r, y):
        t, a = s.target(r, y), s.actual(r, y)
        if t[0] == NA:
            return V(NA, reason='no-target')
        if t[0] != NUM:
            return V(NC, reason='words')
        if a[0] != NUM:
            return V(MISS, reason=a[2]) if a[0] == MISS else V(NC, reason='words')
        if t[1] == 0:
            return V(NC, reason='zero-target')
        if r['direction'] == 'none':
            return V(NC, reason='no-direction')
        if r['direction'] == 'up':
            return V(NUM, a[1] / t[1], None, None, '', a[1], t[1])
        if a[1] == 0:
            return V(NUM, F(1), None, None)
        return V(NUM, t[1] / a[1], None, None, '', t[1], a[1])

    def logframe(s, ind, r, y):
        if ind == 'avancement-prochaine-cible':
            return s.avancement(r, y, True), ''
        adv = s.avancement(r, y, False)
        if ind == 'avancement-vers-cible':
            return adv, s.light(adv, year=y)
        if ind == 'taux-atteinte-cible':
            v = s.atteinte(r, y)
            return v, s.light(adv if adv.known() else v, year=y)
        t, a = s.target(r, y), s.actual(r, y)
        if t[0] != NUM or t[2] == 'exact':
            return V(NA, reason='no-bound'), ''
        if a[0] != NUM:
            return V(MISS, reason=a[2]), 'grey'
        v = V(NUM, (a[1] - t[1]) * (1 if t[2] == 'at_least' else -1))
        return v, 'grey' if s.mid_year(y) else 'green' if v.v >= 0 else 'red'


LOGFRAME = {'avancement-prochaine-cible', 'avancement-vers-cible', 'taux-atteinte-cible', 'ecart-norme'}


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
