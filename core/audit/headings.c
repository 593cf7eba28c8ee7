/* code-order, of the document's own headings: "IV.3.2" follows "IV.3.1", and nothing is numbered
 * twice. */
#include "audit/rules.h"
#include "audit/say.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 8 };

typedef struct {
    int numbers[DEPTH_MAX];
    int count;
    size_t length; /* of the number as printed, without its last dot */
    const jln_audit_claim *claim;
} heading;

/* The value of a roman number of one part; 0 when it is none. */
static int roman(const char *text, size_t length) {
    static const char letters[] = "IVXLC";
    static const int values[] = {1, 5, 10, 50, 100};
    int sum = 0, before = 0;
    for (size_t i = length; i-- > 0;) {
        const char *letter = strchr(letters, text[i]);
        if (!letter || !*letter) return 0;
        int value = values[letter - letters];
        sum += value < before ? -value : value;
        if (value > before) before = value;
    }
    return sum;
}

static int arabic(const char *text, size_t length) {
    int number = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9' || number > 9999) return 0;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

/* "IV.3.2. RESULTATS": 4, 3, 2. */
static heading read_heading(const jln_audit_claim *claim) {
    heading h = {.claim = claim};
    const char *at = claim->text;
    while (h.count < DEPTH_MAX) {
        size_t length = strcspn(at, ". )-");
        int number = roman(at, length);
        if (!number) number = arabic(at, length);
        if (!number) break;
        h.numbers[h.count++] = number;
        h.length = (size_t)(at - claim->text) + length;
        if (at[length] != '.') break;
        at += length + 1;
    }
    return h;
}

static int by_line(const void *a, const void *b) {
    const jln_audit_claim *x = ((const heading *)a)->claim, *y = ((const heading *)b)->claim;
    int order = strcmp(x->doc, y->doc);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

static const char *number_of(jln_audit_book *book, const heading *h) {
    return jln_audit_text(book, jln_arena_strn(book->arena, h->claim->text, h->length));
}

static const char *roman_text(jln_audit_book *book, int number) {
    static const struct {
        int value;
        const char *letters;
    } parts[] = {{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"},
                 {9, "IX"},  {5, "V"},   {4, "IV"}, {1, "I"}};
    const char *text = "";
    for (size_t i = 0; text && i < sizeof parts / sizeof *parts; i++)
        for (; text && number >= parts[i].value; number -= parts[i].value)
            text = jln_audit_text(book, jln_arena_fmt(book->arena, "%s%s", text, parts[i].letters));
    return text;
}

/* The number that should stand there: the same with another last part. */
static const char *expected(jln_audit_book *book, const heading *h, int number) {
    const char *printed = number_of(book, h), *last = printed ? strrchr(printed, '.') : NULL;
    if (!printed) return NULL;
    if (!last && arabic(printed, h->length) == 0) return roman_text(book, number);
    int kept = last ? (int)(last - printed) + 1 : 0;
    return jln_audit_text(book, jln_arena_fmt(book->arena, "%.*s%d", kept, printed, number));
}

static void out_of_order(jln_audit_book *book, const heading *h, const heading *before,
                         int number) {
    const char *printed = number_of(book, h), *meant = expected(book, h, number);
    bool skips = h->numbers[h->count - 1] > number;
    const char *format =
        skips ? _("Titre « %s » (l. %d) : « %s » n’est imprimé nulle part avant lui.")
              : _("Titre « %s » (l. %d) : à cette place viendrait « %s ».");
    const char *message = jln_arena_fmt(book->arena, format, h->claim->text, h->claim->line, meant);
    const char *id = jln_arena_fmt(book->arena, "code-order/%s", h->claim->id);
    jln_audit_draft *draft = jln_audit_draft_add(book, id, message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->severity = JLN_SEVERITY_NOTE;
    f->printed = printed;
    f->computed = meant;
    f->doc = h->claim->doc;
    f->line = h->claim->line;
    f->doc_2 = before->claim->doc;
    f->line_2 = before->claim->line;
    draft->own = draft->blame = jln_audit_figure_claim(book, h->claim);
}

/* What the heading's last part should be after the one printed before; 0 when that one says nothing
 * about it. */
static int next_number(const heading *h, const heading *before) {
    int above = h->count - 1;
    if (before->count < above) return 0;
    if (memcmp(h->numbers, before->numbers, (size_t)above * sizeof *h->numbers) != 0) return 0;
    return before->count > above ? before->numbers[above] + 1 : 1;
}

void jln_audit_rule_heading_order(jln_audit_book *book) {
    heading *headings =
        jln_arena_array(book->arena, (size_t)book->claim_count + 1, sizeof *headings);
    size_t count = 0;
    if (!headings) {
        book->failed = true;
        return;
    }
    for (uint32_t i = 0; i < book->claim_count; i++) {
        if (book->claims[i].kind != JLN_CLAIM_HEADING) continue;
        headings[count] = read_heading(&book->claims[i]);
        count += headings[count].count > 0;
    }
    qsort(headings, count, sizeof *headings, by_line);
    for (size_t i = 1; i < count; i++) {
        const heading *h = &headings[i], *before = &headings[i - 1];
        int number = strcmp(h->claim->doc, before->claim->doc) == 0 ? next_number(h, before) : 0;
        if (number && number != h->numbers[h->count - 1]) out_of_order(book, h, before, number);
    }
}
