"""Numbers in French words."""
import functools
import re
import unicodedata

UNITS = {'zero': 0, 'un': 1, 'une': 1, 'deux': 2, 'trois': 3, 'quatre': 4, 'cinq': 5, 'six': 6,
         'sept': 7, 'huit': 8, 'neuf': 9, 'dix': 10, 'onze': 11, 'douze': 12, 'treize': 13,
         'quatorze': 14, 'quinze': 15, 'seize': 16}
TENS = {'vingt': 20, 'vingts': 20, 'trente': 30, 'quarante': 40, 'cinquante': 50, 'soixante': 60,
        'septante': 70, 'huitante': 80, 'octante': 80, 'nonante': 90}
SCALES = {'mille': 10 ** 3, 'mil': 10 ** 3, 'million': 10 ** 6, 'millions': 10 ** 6,
          'milliard': 10 ** 9, 'milliards': 10 ** 9}
CURRENCY = {'de', 'franc', 'francs', 'cfa', 'fcfa', 'f', 'xof'}


@functools.lru_cache(maxsize=None)
def plain(text):
    text = text.replace('œ', 'oe').replace('Œ', 'oe').replace('æ', 'ae').replace('’', "'")
    return ''.join(c for c in unicodedata.normalize('NFD', text.lower())
                   if not unicodedata.combining(c))


def below_hundred(words):
    """The number from 1 to 99 that the words begin with, and the words left; None without one."""
    if not words:
        return None
    first, rest = words[0], words[1:]
    if first == 'quatre' and rest and rest[0] in ('vingt', 'vingts'):
        base, rest, teens, joined = 80, rest[1:], True, False
    elif first in TENS:
        base, teens, joined = TENS[first], first == 'soixante', True
    elif first in UNITS and UNITS[first]:
        if first == 'dix' and rest and UNITS.get(rest[0], 0) in (7, 8, 9):
            return 10 + UNITS[rest[0]], rest[1:]
        return UNITS[first], rest
    else:
        return None
    after = rest[1:] if joined and rest[:1] == ['et'] else rest
    follow = below_hundred(after) if after and after[0] in UNITS else None
    if follow and follow[0] < (20 if teens else 10) and \
            (after is rest or follow[0] in (1, 11)):
        return base + follow[0], follow[1]
    return base, rest


def below_thousand(words):
    unit = UNITS.get(words[0], 0) if words else 0
    hundred = {'cent', 'cents'}
    if words and words[0] in hundred:
        total, rest = 100, words[1:]
    elif 2 <= unit <= 9 and words[1:2] and words[1] in hundred:
        total, rest = 100 * unit, words[2:]
    else:
        return below_hundred(words)
    follow = below_hundred(rest)
    return (total + follow[0], follow[1]) if follow else (total, rest)


def numeral(text):
    """The number that the words spell; None when they are none."""
    words = re.findall(r'[a-z]+|[^a-z\s\'-]', plain(text))
    while words and words[-1] in CURRENCY:
        words.pop()
    if words == ['zero']:
        return 0
    total, scale = 0, 10 ** 12
    while words:
        found = below_thousand(words)
        if found:
            many, words = found
        elif words[0] in ('mille', 'mil'):
            many = 1
        else:
            return None
        step = SCALES.get(words[0]) if words else 1
        if step is None or step >= scale:
            return None
        total, scale, words = total + many * step, step, words[1:]
    return total or None
