#!/usr/bin/env python3
"""The audit, found again by other hands: findings.py JALON FOLDER...

Reads each package as published, applies the rules anew (tests/findings/), and compares finding by
finding with what `jalon check` says of it; then the faults that tests/audit_faults.h plants in
tests/audit/plan, with tests/golden/audit-faults.txt. The last line is "N passed, N failed"."""
import csv
import io
import os
import subprocess
import sys
import tempfile

from findings.faults import faults, golden, planted
from findings.rules import audit

COLUMNS = ('rule', 'severity', 'about', 'year', 'printed', 'computed', 'difference', 'doc', 'line',
           'doc_2', 'line_2')
GOLDEN = ('severity', 'printed', 'computed', 'difference', 'line', 'line_2')


def of_program(jalon, folder, database):
    subprocess.run([jalon, 'load', folder, '--db', database, '--quiet'], check=True)
    name = audit(folder)[0].name
    run = subprocess.run([jalon, 'check', name, '--db', database, '--format', 'csv'], text=True,
                         stdout=subprocess.PIPE, encoding='utf-8')
    if run.returncode not in (0, 1):
        raise SystemExit('jalon check %s: code %d' % (name, run.returncode))
    return list(csv.DictReader(io.StringIO(run.stdout)))


def compare(name, mine, theirs, columns):
    """Prints each difference; (findings alike, differences)."""
    mine = {finding['finding']: finding for finding in mine}
    theirs = {finding['finding']: finding for finding in theirs}
    alike = different = 0
    for key in sorted(set(mine) | set(theirs)):
        a, b = mine.get(key), theirs.get(key)
        if a is None or b is None:
            said = 'only here: ' if b is None else 'only there: '
            apart = [said + '|'.join((a or b)[c] for c in columns)]
        else:
            apart = ['%s: here %r, there %r' % (c, a[c], b[c]) for c in columns if a[c] != b[c]]
        for line in apart:
            print('FAILED: %s: %s: %s' % (name, key, line))
        alike, different = alike + (not apart), different + bool(apart)
    return alike, different


def main():
    jalon, folders = sys.argv[1], sys.argv[2:]
    passed = failed = 0
    with tempfile.TemporaryDirectory() as work:
        for folder in folders:
            plan, mine = audit(folder)
            theirs = of_program(jalon, folder, os.path.join(work, 'plan.db'))
            alike, different = compare(plan.name, mine, theirs, COLUMNS)
            passed, failed = passed + alike + (not different), failed + different
    expected = golden('tests/golden/audit-faults.txt')
    for fault in faults('tests/audit_faults.h'):
        alike, different = compare(fault.name, planted(fault), expected.pop(fault.name), GOLDEN)
        passed, failed = passed + alike + (not different), failed + different
    for name in expected:
        print('FAILED: no fault is planted for %s' % name)
        failed += 1
    print('%d passed, %d failed' % (passed, failed))
    return failed != 0


if __name__ == '__main__':
    sys.exit(main())
