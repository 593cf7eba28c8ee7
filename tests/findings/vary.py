"""Plans changed at random: a digit here, a word there, a row less. What the program
refuses to load is left out of the comparison. The same seed makes the same changes."""
import csv
import os
import random
import shutil
import tempfile

COLUMNS = {
    'claims.csv': ('printed_text', 'about'), 'budgets.csv': ('printed',),
    'financing.csv': ('printed',), 'figures.csv': ('value', 'printed_text', 'year'), 'coverage.csv': ('value',),
    'indicators.csv': ('baseline_value', 'target_value', 'target_text', 'baseline_text',
                       'verification', 'indicator', 'target_year', 'baseline_year'),
    'results.csv': ('code_printed', 'title'), 'wordings.csv': ('code_printed', 'title'),
    'milestones.csv': ('date_text',)}


def changed(chance, text):
    digits = [k for k, c in enumerate(text) if c.isdigit()]
    words, draw = text.split(' '), chance.random()
    if digits and draw < .5:
        k = chance.choice(digits)
        return text[:k] + str(chance.randrange(10)) + text[k + 1:]
    if len(digits) > 1 and draw < .65:
        letters = list(text)
        a, b = chance.sample(digits, 2)
        letters[a], letters[b] = letters[b], letters[a]
        return ''.join(letters)
    if len(words) > 2 and draw < .85:
        k = chance.randrange(len(words))
        return ' '.join(words[:k] + words[k + 1:])
    return chance.choice(['', 'ND', 'PM', '-', '0'])


def change(chance, folder):
    """One cell, or one row, of one table; in words."""
    name = chance.choice([name for name in COLUMNS if os.path.exists(os.path.join(folder, name))])
    path = os.path.join(folder, name)
    with open(path, encoding='utf-8', newline='') as file:
        rows = list(csv.DictReader(file))
    names, k = list(rows[0]), chance.randrange(len(rows))
    if name != 'results.csv' and chance.random() < .15:
        said = 'without %s' % ','.join(list(rows[k].values())[:4])
        del rows[k]
    else:
        column = chance.choice([c for c in COLUMNS[name] if c in names])
        before = rows[k][column]
        rows[k][column] = changed(chance, before)
        said = '%s %s %r -> %r' % (rows[k][names[0]], column, before, rows[k][column])
    with open(path, 'w', encoding='utf-8', newline='') as file:
        writer = csv.DictWriter(file, names, lineterminator='\n')
        writer.writeheader()
        writer.writerows(rows)
    return '%s: %s' % (name, said)


def variants(folders, seed, count):
    """Folders that go away, each with what was changed in it."""
    chance = random.Random(seed)
    for _ in range(count):
        with tempfile.TemporaryDirectory() as work:
            folder = os.path.join(work, 'plan')
            shutil.copytree(chance.choice(folders), folder)
            said = [change(chance, folder) for _ in range(chance.choice((1, 1, 2)))]
            yield folder, ' ; '.join(said)
