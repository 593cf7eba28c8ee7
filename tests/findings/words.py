"""Words of titles: alike, in another spelling, or with another meaning."""
import difflib
import functools
import unicodedata

from findings.numerals import plain

SMALL = set('''a à au aux ce ces cet cette d dans de des du en est et l la le les leur leurs ou par
pour qu que qui sa se ses son sont sur un une vers y'''.split())
LIGHT = set('''activite activites au_niveau faire mener niveau servi servie servies servis
utilisation'''.split())


class Word:
    def __init__(self, printed):
        self.printed, self.plain = printed, plain(printed)
        lower = printed.lower().replace('œ', 'oe').replace('æ', 'ae')
        self.capitals = printed.upper() == printed
        self.spelling = unicodedata.normalize('NFC', plain(lower[:1]) + lower[1:])

    def spelled_as(self, other):
        return self.spelling == other.spelling or \
            (self.capitals or other.capitals) and self.plain == other.plain


@functools.lru_cache(maxsize=None)
def words(text):
    """Letters and digits only; a soft hyphen is no part of a word."""
    found, run = [], ''
    for c in unicodedata.normalize('NFC', text.replace('\u00ad', '')) + ' ':
        if c.isalnum():
            run += c
        elif run:
            found.append(Word(run))
            run = ''
    return found


def same_words(a, b):
    """But for case, accents, punctuation and spacing."""
    return folded(a) == folded(b)


@functools.lru_cache(maxsize=None)
def folded(text):
    return [w.plain for w in words(text)]


def stem(word):
    for end in ('er', 'es', 'ees', 'ee', 's', 'x', 'e'):
        if len(word) > len(end) + 2 and word.endswith(end):
            return stem(word[:-len(end)])
    word = word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
    return word[:-1] + 'f' if word.endswith('v') else word


def one_letter_more(a, b):
    """A slip inside a long word."""
    if len(a) < len(b):
        a, b = b, a
    return len(b) >= 8 and len(a) == len(b) + 1 and \
        any(a[:k] + a[k + 1:] == b for k in range(1, len(a) - 1))


def same_word(a, b):
    if a.isdigit() or b.isdigit():
        return a == b
    return stem(a) == stem(b) or one_letter_more(a, b)


def is_short_for(short, longer):
    return len(short) >= 2 and len(longer) > len(short) and longer.startswith(short)


def bears(word):
    return word.plain not in SMALL and word.plain not in LIGHT


def says_same(a, b):
    """Once light words are left out and abbreviations written in full."""
    a, b = [w for w in a if bears(w)], [w for w in b if bears(w)]
    if ''.join(w.plain for w in a) == ''.join(w.plain for w in b):
        return True
    while a and b:
        for one, other in ((a, b), (b, a)):
            head = one[0].plain
            initials = ''.join(w.plain[0] for w in other[:len(head)])
            if len(head) > 1 and one[0].capitals and head == initials:
                del one[:1], other[:len(head)]
                break
            if same_word(head, other[0].plain) or is_short_for(head, other[0].plain):
                del one[:1], other[:1]
                break
        else:
            return False
    return not a and not b


def likeness(text, other):
    """alike, spelling or wording."""
    a, b = words(text), words(other)
    if ''.join(w.plain for w in a) == ''.join(w.plain for w in b):
        alike = len(a) != len(b) or all(x.spelled_as(y) for x, y in zip(a, b))
        return 'alike' if alike else 'spelling'
    match = difflib.SequenceMatcher(None, [w.plain for w in a], [w.plain for w in b],
                                    autojunk=False)
    for kind, i, j, k, m in match.get_opcodes():
        if kind != 'equal' and not says_same(a[i:j], b[k:m]):
            return 'wording'
    return 'spelling'
