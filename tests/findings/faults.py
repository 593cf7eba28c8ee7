"""The faults planted in tests/audit/plan, and what the golden file says of each."""
import os
import re
import shutil
import tempfile
from collections import namedtuple

from findings.rules import audit

SMALL = 'tests/audit/plan'
Fault = namedtuple('Fault', 'name edits')
STRING = r'"((?:[^"\\]|\\.)*)"'
TOKENS = re.compile(r'%s|([A-Z]+)(?=\()|([{}(),])' % STRING)


def words(text):
    """The tokens of the list, strings joined as C joins them."""
    text = re.sub(r'/\*.*?\*/', '', text, flags=re.S)
    macros = dict(re.findall(r'#define (\w+)\(old, new\)[\s\\]*\{ "([^"]+)"', text))
    text = re.sub(r'#define(?:[^\\\n]|\\\n)*', '', text)
    joined = []
    for found in TOKENS.finditer(text):
        string, macro, mark = found.groups()
        kind = 'string' if string is not None else 'macro' if macro else 'mark'
        value = macros[macro] if macro else mark
        if string is not None:
            value = string.replace('\\n', '\n').replace('\\"', '"').replace('\\\\', '\\')
            if joined and joined[-1][0] == 'string':
                value = joined.pop()[1] + value
        joined.append((kind, value))
    return joined


def faults(path):
    """Each fault: its name and its edits (file, text, other text)."""
    with open(path, encoding='utf-8') as file:
        tokens = words(file.read())
    found, depth = [], 0
    for k, (kind, value) in enumerate(tokens):
        if (kind, value) == ('mark', '{'):
            depth += 1
            if depth == 1:
                found.append(Fault(tokens[k + 1][1], []))
        elif (kind, value) == ('mark', '}'):
            depth -= 1
        elif kind == 'macro':
            found[-1].edits.append((value, tokens[k + 2][1], tokens[k + 4][1]))
    return found


def planted(fault):
    """The findings of the small plan with the fault in it."""
    with tempfile.TemporaryDirectory() as work:
        folder = os.path.join(work, 'plan')
        shutil.copytree(SMALL, folder)
        for name, old, new in fault.edits:
            path = os.path.join(folder, name)
            with open(path, encoding='utf-8', newline='') as file:
                text = file.read()
            assert old in text, '%s: no %s in %s' % (fault.name, old, name)
            with open(path, 'w', encoding='utf-8', newline='') as file:
                file.write(text.replace(old, new, 1))
        return audit(folder)[1]


LINE = re.compile(r'(?:> )?(\w+) (\S+) (.*?)\|(.*)\|(\S*) l\.(\d+),(\d+)$')


def golden(path):
    """Name of the fault -> its findings."""
    found, name = {}, None
    with open(path, encoding='utf-8') as file:
        for line in file.read().splitlines():
            if line.startswith('# '):
                name = line[2:]
                found[name] = []
            elif line:
                row = LINE.match(line).groups()
                keys = 'severity finding printed computed difference line line_2'.split()
                finding = dict(zip(keys, row))
                for key in ('line', 'line_2'):
                    finding[key] = '' if finding[key] == '0' else finding[key]
                found[name].append(finding)
    return found
