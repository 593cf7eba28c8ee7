"""For recompute.py: the exported tables of a plan, and what they say of one activity in a year."""
import csv, io, json, os, subprocess
from collections import defaultdict
from fractions import Fraction as F

NUM, PM, DASH, BLANK, MISS, NA, NC, PART = 'number pm dash blank missing na nc partial'.split()
STAGES = ['committed', 'liquidated', 'ordered', 'paid']


def run(*args):
    p = subprocess.run(args, stdout=subprocess.PIPE, check=True)
    return list(csv.DictReader(io.StringIO(p.stdout.decode('utf-8'))))


class Facts:
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
        """(state, amount, reason) of a leaf; of a missing one, the amount is what some of its sources have declared."""
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
            nums = [F(r['amount']) for r in at if r['state'] == NUM]
            if any(r['state'] == MISS for r in at) or (funder is not None and any(
                    r['stage'] == stage and r['state'] == MISS for r in unsplit)):
                return MISS, sum(nums) if not other else None, 'no-return'
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
