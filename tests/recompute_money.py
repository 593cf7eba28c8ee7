"""For recompute.py: the indicators of spending and funding, each (V, light) at (node, year, funder)."""
from fractions import Fraction as F

from recompute_facts import MISS, NA, NC, NUM, PART, PM
from recompute_totals import Totals, V


class Money(Totals):
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
            whole += sum(b[1] for a, b in on if a[2] == 'not-asked')
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
        return s.over(n, N, top, bot, seen, whole)

    def i_taux_execution_financiere(s, node, y, funder):
        v = s.fin_rate(node, y, funder)
        return v, s.light(v, alert=True, year=y)

    def i_execution_cumulee(s, node, y, funder):
        v = s.fin_rate(node, y, funder, range(s.first, y + 1))
        return v, s.light(v, alert=True, year=y)

    def i_part_du_plan(s, node, y, funder):
        # "what was spent since the start over the cost of all years"; a ratio of two sums, over whatever activities
        if funder is not None:
            return V(NA, reason='not-split'), ''
        years = range(s.first, s.last + 1)
        paid = s.total([s.spent(i, t) for t in range(s.first, y + 1) for i in s.under(node)])
        cells = [s.base_of(i, t) for t in years for i in s.under(node)]
        known = [b for b in cells if b[0] == NUM]
        whole = sum((b[1] for b in known), F(0))
        part = any(b[0] == MISS for b in cells)
        if not paid.known():
            return paid, ''
        if not known and part:
            return V(MISS, reason='no-return'), ''
        if not whole and any(b[0] == PM for b in cells):
            return V(NA, reason='only-pm'), ''
        if not whole:
            return (V(NA, reason='not-planned') if not paid.v else V(NC, reason='no-allocation')), ''
        part = part or paid.state == PART
        return V(PART if part else NUM, paid.v / whole, paid.n, paid.N, 'some-missing' if part else '', paid.v, whole), ''

    def i_evolution_execution_financiere(s, node, y, funder):
        if y == s.first:
            return V(NA, reason='no-previous'), ''
        return s.change(s.fin_rate(node, y - 1, funder), s.fin_rate(node, y, funder)), ''

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
            return V(NA, reason='not-planned')
        past = range(s.first, y)
        got, gone = s.funds(node, past, funder), [s.spent_total(node, t, 'paid', funder) for t in past]
        if got.state == MISS or all(p.state == MISS for p in gone):
            return V(MISS, reason='no-return')
        part = got.state == PART or any(p.state in (MISS, PART) for p in gone)
        tot = (got.v if got.known() else 0) - sum(p.v for p in gone if p.known())
        return V(PART if part else NUM, F(tot), reason='some-missing' if part else '')

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
        if den < 0:
            return V(NC, reason='negative-base'), ''
        if den == 0:
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

    def i_evolution_mobilisation(s, node, y, funder):
        if y == s.first:
            return V(NA, reason='no-previous'), ''
        return s.change(s.i_taux_mobilisation(node, y - 1, funder)[0], s.i_taux_mobilisation(node, y, funder)[0]), ''
