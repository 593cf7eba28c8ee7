#!/usr/bin/env python3
"""The audit, found again by other hands.

findings.py JALON FOLDER...: reads each package as published, applies the rules anew
(tests/findings/), and compares finding by finding with what `jalon check` says of it; then the
faults that tests/audit_faults.h plants in tests/audit/plan, with tests/golden/audit-faults.txt.
findings.py JALON --vary SEED COUNT FOLDER...: the same of COUNT packages changed at random.
The last line is "N passed, N failed"."""
import csv
import io
import os
import subprocess
import sys
import tempfile

from findings.faults import faults, golden, planted
from findings.rules import audit
from findings.vary import variants

COLUMNS = ('rule', 'severity', 'about', 'year', 'printed', 'computed', 'difference', 'doc', 'line',
           'doc_2', 'line_2')
GOLDEN = ('severity', 'printed', 'computed', 'difference', 'line', 'line_2')


def loaded(jalon, folder, database):
    run = subprocess.run([jalon, 'load', folder, '--db', database, '--quiet'],
                         stderr=subprocess.DEVNULL)
    if run.returncode not in (0, 1):
        raise SystemExit('jalon load %s: code %d' % (folder, run.returncode))
    return run.returncode == 0


def of_program(jalon, name, database):
    run = subprocess.run([jalon, 'check', name, '--db', database, '--format', 'csv'],
                         stdout=subprocess.PIPE, encoding='utf-8')
    if run.returncode not in (0, 1):
        raise SystemExit('jalon check %s: code %d' % (name, run.returncode))
    return list(csv.DictReader(io.StringIO(run.stdout)))


class Count:
    """Findings alike, and findings apart; a comparison without a difference is one more alike."""

    def __init__(self):
        self.passed = self.failed = 0

    def compare(self, name, mine, theirs, columns):
        mine = {finding['finding']: finding for finding in mine}
        theirs = {finding['finding']: finding for finding in theirs}
        different = 0
        for key in sorted(set(mine) | set(theirs)):
            a, b = mine.get(key), theirs.get(key)
            if a is None or b is None:
                said = 'only here: ' if b is None else 'only there: '
                apart = [said + '|'.join((a or b)[c] for c in columns)]
            else:
                apart = ['%s: here %r, there %r' % (c, a[c], b[c]) for c in columns if a[c] != b[c]]
            for line in apart:
                print('FAILED: %s: %s: %s' % (name, key, line))
            self.passed, different = self.passed + (not apart), different + bool(apart)
        self.passed, self.failed = self.passed + (not different), self.failed + different


def published(count, jalon, folders):
    with tempfile.TemporaryDirectory() as work:
        database = os.path.join(work, 'plan.db')
        for folder in folders:
            plan, mine = audit(folder)
            if not loaded(jalon, folder, database):
                raise SystemExit('%s is refused' % folder)
            count.compare(plan.name, mine, of_program(jalon, plan.name, database), COLUMNS)


def with_faults(count):
    expected = golden('tests/golden/audit-faults.txt')
    for fault in faults('tests/audit_faults.h'):
        count.compare(fault.name, planted(fault), expected.pop(fault.name), GOLDEN)
    for name in expected:
        print('FAILED: no fault is planted for %s' % name)
        count.failed += 1


def varied(count, jalon, seed, number, folders):
    for folder, said in variants(folders, seed, number):
        database = os.path.join(os.path.dirname(folder), 'plan.db')
        if loaded(jalon, folder, database):
            plan, mine = audit(folder)
            count.compare('%s (%s)' % (plan.name, said), mine,
                          of_program(jalon, plan.name, database), COLUMNS)


def main():
    count, jalon = Count(), sys.argv[1]
    if sys.argv[2] == '--vary':
        varied(count, jalon, int(sys.argv[3]), int(sys.argv[4]), sys.argv[5:])
    else:
        published(count, jalon, sys.argv[2:])
        with_faults(count)
    print('%d passed, %d failed' % (count.passed, count.failed))
    return count.failed != 0


if __name__ == '__main__':
    sys.exit(main())
