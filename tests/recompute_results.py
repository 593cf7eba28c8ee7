"""For recompute.py: the indicators of progress, returns, time and milestones, as those of money, and the logical framework."""
from datetime import date as Day
from fractions import Fraction as F

from recompute_facts import MISS, NA, NC, NUM, PART
from recompute_totals import Totals, V

LOGFRAME = {'avancement-prochaine-cible', 'avancement-vers-cible', 'taux-atteinte-cible', 'ecart-norme'}


class Results(Totals):
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
