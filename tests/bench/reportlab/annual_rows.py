"""The rows of the database that the annual report needs, one query a table, and what they add up to."""
import sqlite3
from collections import defaultdict

STATES = ["done", "under_way", "not_started", "postponed", "cancelled"]
STAGES = ["committed", "liquidated", "ordered", "paid"]


class Rate:
    """A sum over a sum, of the things whose both parts are known."""

    def __init__(self):
        self.part = self.whole = self.n = self.of = self.base = 0

    def add(self, part, whole):
        self.of += 1
        self.base += whole
        if part is not None:
            self.part, self.whole, self.n = self.part + part, self.whole + whole, self.n + 1

    def value(self):
        return 100 * self.part / self.whole if self.whole else None

    def covered(self):
        return 100 * self.whole / self.base if self.base else None

    def light(self):
        if self.value() is None or self.covered() < 80:
            return "G"
        return "R" if self.value() <= 50 else "O" if self.value() <= 70 else "J" if self.value() < 80 else "V"


class Rows:
    def __init__(self, path, plan, year):
        self.db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self.year = year
        self.plan, self.first, self.last = self.db.execute(
            "SELECT plan, first_year, last_year FROM plans WHERE name = ?", (plan,)).fetchone()
        self.read_chain()
        self.read_money()
        self.read_progress()
        self.add_up()

    def all(self, sql):
        return self.db.execute(sql, (self.plan,)).fetchall()

    def read_chain(self):
        found = self.all("SELECT id, parent_id, level, title, short_title FROM results WHERE plan = ?")
        self.results = {r[0]: r for r in found}
        self.order = sorted(self.results, key=lambda i: [int(p) for p in i.split(".")])
        self.levels = [r[0] for r in self.all("SELECT code FROM levels WHERE plan = ? ORDER BY position")]
        self.above = {i: [".".join(i.split(".")[:k]) for k in range(1, i.count(".") + 2)] + [""]
                      for i in self.results}
        self.leads = dict(self.all("SELECT result_id, structure FROM leads WHERE plan = ?"))
        self.names = dict(self.all("SELECT id, name FROM structures WHERE plan = ?"))
        self.funders = self.all("SELECT id, name FROM funders WHERE plan = ? ORDER BY position")
        self.year_of, self.rank_of = {}, {}
        for k, (code, y) in enumerate(self.all("SELECT code, year FROM periods WHERE plan = ? ORDER BY last_day, "
                                               "first_day DESC")):
            self.year_of[code], self.rank_of[code] = y, k

    def level(self, rank):
        return [i for i in self.order if self.results[i][2] == self.levels[rank]]

    def read_money(self):
        self.base, self.planned_places = {}, {}
        self.scheduled = set()
        for activity, y, state, amount, doc, line in self.all(
                "SELECT activity_id, year, state, amount, doc, line FROM budgets WHERE plan = ?"):
            self.base[activity, y] = amount or 0
            self.planned_places[activity, y] = f"{doc}, l. {line}"
            if state == "pm" or amount:
                self.scheduled.add((activity, y))
        for node, y, amount, decision in self.all(
                "SELECT result_id, year, amount, decision FROM revisions WHERE plan = ? AND result_id IS NOT NULL "
                "AND ifnull(funder, '') = '' ORDER BY number"):
            self.base[node, y], self.planned_places[node, y] = amount, decision
        latest = {}  # amounts are cumulative: those of a year are of its latest period
        for activity, funder, period, stage, state, amount, sheet in self.all(
                "SELECT activity_id, funder, period, stage, state, amount, return_id FROM spending WHERE plan = ?"):
            key, rank = (activity, self.year_of[period]), self.rank_of[period]
            if key not in latest or latest[key][0] < rank:
                latest[key] = rank, []
            if latest[key][0] == rank and state in ("number", "missing"):
                latest[key][1].append((funder, stage, amount, sheet))
        self.spent, self.sheets = {}, {}
        self.by_stage, self.by_funder = defaultdict(int), defaultdict(int)
        for (activity, y), (_, amounts) in latest.items():
            axis = activity.split(".")[0]
            unknown = {stage for _, stage, amount, _ in amounts if amount is None}
            for funder, stage, amount, sheet in amounts:
                if stage in unknown:
                    continue  # a source is missing: so is the activity's total
                self.by_stage[stage, axis, y] += amount
                if stage == "paid":
                    self.spent[activity, y] = self.spent.get((activity, y), 0) + amount
                    self.sheets[activity, y] = sheet
                    self.by_funder[funder, y] += amount
        self.financing, self.lines = defaultdict(int), {}
        for node, funder, y, amount, doc, line in self.all(
                "SELECT result_id, funder, year, amount, doc, line FROM financing WHERE plan = ? AND state = 'number'"):
            self.financing[funder, y] += amount
            if amount:
                self.lines[funder, node, y] = amount, f"{doc}, l. {line}"
        self.received, self.sources = defaultdict(int), {}
        for funder, node, period, amount, source in self.all(
                "SELECT funder, result_id, period, amount, source FROM mobilisation WHERE plan = ? AND "
                "status = 'received' AND nature = 'cash' AND state = 'number' ORDER BY period"):
            y = self.year_of[period]
            self.received[funder, y] += amount - self.sources.get((funder, node, y), (0,))[0]
            self.sources[funder, node, y] = amount, source

    def read_progress(self):
        self.progress, ranks = {}, {}
        self.dropped = set()  # cancelled by a dated decision: out of the year's programme
        for activity, period, state, percent, comment, sheet, decided in self.all(
                "SELECT activity_id, period, state, physical, comment, return_id, decided_on FROM progress "
                "WHERE plan = ?"):
            key, rank = (activity, self.year_of[period]), self.rank_of[period]
            if ranks.get(key, -1) < rank:
                ranks[key] = rank
                if state == "cancelled" and decided:
                    self.dropped.add(key)
                self.progress[key] = state, None if percent is None else float(percent), comment, sheet

    def add_up(self):
        self.states = defaultdict(int)
        self.financial, self.physical, self.pace = (defaultdict(Rate) for _ in range(3))
        self.total_base, self.total_spent = defaultdict(int), defaultdict(lambda: None)
        for (activity, y), base in self.base.items():
            spent, done = self.spent.get((activity, y)), self.progress.get((activity, y))
            state = done[0] if done else "not_reported"
            planned = (activity, y) in self.scheduled
            percent = done[1] if done else None
            for node in self.above.get(activity, ()):
                self.total_base[node, y] += base
                if spent is not None:
                    self.total_spent[node, y] = (self.total_spent[node, y] or 0) + spent
                if base > 0:
                    self.financial[node, y].add(spent, base)
                    if spent is not None and percent is not None:
                        self.pace[node, y].add(spent, base)
                        self.states[node, "pace", y] += percent
                if planned:
                    self.states[node, "scheduled", y] += 1
                    self.states[node, state, y] += 1
                    if (activity, y) not in self.dropped:
                        self.physical[node, y].add(None if percent is None else percent / 100, 1)
                elif state in ("done", "under_way"):
                    self.states[node, "unscheduled", y] += 1
