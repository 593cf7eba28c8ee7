#include "layout/text.h"

#include "base/utf8.h"

#include <assert.h>
#include <string.h>

jln_span *jln_text_spans(jln_arena *arena, const char *text, jln_font base, jln_font strong,
                         size_t *count) {
    size_t marks = 0;
    for (const char *p = strstr(text, "**"); p; p = strstr(p + 2, "**")) marks++;
    marks &= ~(size_t)1; /* the last one has no partner */
    jln_span *spans = jln_arena_array(arena, marks + 1, sizeof *spans);
    if (!spans) return NULL;
    const char *start = text;
    size_t n = 0;
    for (size_t i = 0; i < marks; i++) {
        const char *mark = strstr(start, "**");
        spans[n++] = (jln_span){start, (size_t)(mark - start), i % 2 ? strong : base};
        start = mark + 2;
    }
    spans[n++] = (jln_span){start, strlen(start), base};
    *count = n;
    return spans;
}

/* A place in the spans. */
typedef struct {
    size_t span, at;
} place;

typedef struct {
    const jln_metrics *m;
    const jln_span *spans;
    size_t span_count;
    place now;
    bool quoted; /* between « and », or “ and ” */
} reader;

static bool settle(const reader *r, place *p) {
    while (p->span < r->span_count && p->at >= r->spans[p->span].length)
        *p = (place){p->span + 1, 0};
    return p->span < r->span_count;
}

/* The code point at *p, moving past it; 0 at the end. */
static int32_t take(const reader *r, place *p) {
    if (!settle(r, p)) return 0;
    const jln_span *s = &r->spans[p->span];
    int32_t code = jln_utf8_next(s->text, s->length, &p->at);
    return code > 0 ? code : 0xFFFD;
}

static int32_t peek(const reader *r, place p) {
    return take(r, &p);
}

static bool is_space(int32_t c) {
    return c == ' ' || c == '\t' || c == '\r' || c == 0x200B ||
           (c >= 0x2000 && c <= 0x200A && c != 0x2007);
}

static bool is_digit(int32_t c) {
    return c >= '0' && c <= '9';
}

static bool is_tied_before(int32_t c) {
    return c == ';' || c == ':' || c == '!' || c == '?' || c == '%' || c == 0xBB;
}

static bool is_capital(int32_t c) {
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
}

/* What was read of a word, up to its last hyphen or slash. */
typedef struct {
    size_t letters;
    bool capitals; /* nothing but capitals and digits: an acronym */
} word_part;

static void add_letter(word_part *w, int32_t c) {
    w->capitals = (w->capitals || w->letters == 0) && (is_capital(c) || is_digit(c));
    w->letters++;
}

enum { SHORT_PART = 2, SHORT_WORD = 8 }; /* letters: "et/ou", "n/N"; "santé/mixte" */

/* May a line end between `c`, which ends that part of a word, and `next`, neither a space? Not in
 * "et/ou" nor in "PAN-EPS". */
static bool breaks_after(const word_part *part, int32_t before, int32_t c, int32_t next) {
    if (c == '/' && part->letters <= (part->capitals ? SHORT_PART : SHORT_WORD)) return false;
    if (c == '-' && part->capitals && (is_capital(next) || is_digit(next))) return false;
    if (c != '-' && c != '/' && c != 0x2010 && c != 0x2013 && c != 0x2014) return false;
    if (is_digit(before) && is_digit(next)) return false;
    return before && next && !is_space(before) && next != c && (c == '/' || before != '(');
}

/* A part that is never divided: [from, to), then the spaces up to `next`. */
typedef struct {
    place from, to, next;
    float width, gap; /* at 1 em: the part, the spaces after it */
    bool feed;        /* ends with a line feed */
} atom;

static float advance_of(const reader *r, const place *p, int32_t code) {
    int32_t seen = jln_metrics_visible(code);
    return seen ? r->m->advance(r->m->self, r->spans[p->span].font, seen) : 0;
}

/* Does the text before `end` end with that word? */
static bool ends_with(const reader *r, place end, const char *word) {
    const jln_span *s = &r->spans[end.span];
    size_t n = strlen(word);
    if (end.at < n || memcmp(s->text + end.at - n, word, n) != 0) return false;
    return end.at == n || strchr(" (\t\n", s->text[end.at - n - 1]);
}

/* A number stays with the word that calls it: "l. 12", "line 12". */
static bool calls_number(const reader *r, place end) {
    static const char *const words[] = {"l.",      "p.",    "n°",     "N°",    "No.",
                                        "no.",     "ligne", "lignes", "line",  "lines",
                                        "tableau", "table", "page",   "pages", "annexe"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ends_with(r, end, words[i])) return true;
    return false;
}

/* Between two digits: a group of three, or anything of a number that is quoted. */
static bool splits_number(const reader *r, place next) {
    int digits = 0;
    while (digits < 4 && is_digit(take(r, &next))) digits++;
    return digits == 3 || (digits && r->quoted);
}

static bool is_tied(const reader *r, const atom *a, int32_t before, place next) {
    int32_t c = peek(r, next);
    if (is_tied_before(c) || before == 0xAB) return true;
    if (before == '/' && ends_with(r, a->to, "et/")) return true;
    if (!is_digit(c)) return false;
    return is_digit(before) ? splits_number(r, next) : calls_number(r, a->to);
}

/* Reads the spaces that follow; true when a line may end there. */
static bool read_gap(const reader *r, atom *a, int32_t before) {
    bool any = false;
    for (;;) {
        place p = a->next;
        int32_t c = take(r, &p);
        if (c == '\n' && settle(r, &a->next)) {
            a->feed = true;
            a->next = p;
            return true;
        }
        if (!c) return true;
        if (!is_space(c)) return any && !is_tied(r, a, before, a->next);
        settle(r, &a->next);
        a->gap += advance_of(r, &a->next, c);
        a->next = p;
        any = true;
    }
}

/* The next part; false at the end of the text. */
static bool read_atom(reader *r, atom *a) {
    memset(a, 0, sizeof *a);
    if (!settle(r, &r->now)) return false;
    a->from = a->to = a->next = r->now;
    int32_t before = 0;
    word_part part = {0};
    for (;;) {
        place p = a->next;
        int32_t c = peek(r, p);
        if (!c || c == '\n' || is_space(c)) {
            a->to = a->next;
            a->gap = 0;
            if (read_gap(r, a, before)) break;
            a->width += a->gap; /* tied by a plain space: goes on */
            before = ' ';
            part = (word_part){0};
            continue;
        }
        settle(r, &a->next);
        p = a->next;
        c = take(r, &p);
        a->width += advance_of(r, &a->next, c);
        a->to = a->next = p;
        a->gap = 0;
        if (c == 0xAB || c == 0x201C) r->quoted = true;
        if (c == 0xBB || c == 0x201D) r->quoted = false;
        if (breaks_after(&part, before, c, peek(r, p))) break;
        if (c == '-' || c == '/') part = (word_part){0};
        else add_letter(&part, c);
        before = c;
    }
    r->now = a->next;
    return true;
}

typedef struct {
    jln_arena *arena;
    reader *r;
    float size, width;
    jln_lines *out;
    float x;   /* end of the current line's text */
    float gap; /* spaces waiting before the next part */
    place end; /* where the current line's text ends */
    bool failed;
} breaker;

static void open_line(breaker *b) {
    jln_lines *o = b->out;
    jln_line *lines = jln_arena_grow(b->arena, o->lines, &o->capacity, o->count + 1, sizeof *lines);
    if (!lines) {
        b->failed = true;
        return;
    }
    o->lines = lines;
    lines[o->count++] = (jln_line){o->piece_count, 0, 0};
    b->x = b->gap = 0;
}

static void add_piece(breaker *b, const jln_span *s, size_t from, size_t to, float x) {
    jln_lines *o = b->out;
    jln_piece *pieces =
        jln_arena_grow(b->arena, o->pieces, &o->piece_capacity, o->piece_count + 1, sizeof *pieces);
    if (!pieces) {
        b->failed = true;
        return;
    }
    o->pieces = pieces;
    float width = jln_metrics_width(b->r->m, s->font, s->text + from, to - from) * b->size;
    pieces[o->piece_count++] = (jln_piece){s->text + from, to - from, s->font, x, width};
    o->lines[o->count - 1].count++;
}

/* Adds [from, to) to the current line, joined to what is there when nothing but spaces lies
 * between. */
static void add_range(breaker *b, place from, place to) {
    jln_line *line = &b->out->lines[b->out->count - 1];
    bool empty = line->count == 0;
    float x = empty ? 0 : b->x + b->gap;
    for (place p = from; !b->failed && p.span <= to.span && p.span < b->r->span_count;
         p = (place){p.span + 1, 0}) {
        const jln_span *s = &b->r->spans[p.span];
        size_t end = p.span == to.span ? to.at : s->length;
        if (end <= p.at) continue;
        jln_piece *last = empty ? NULL : &b->out->pieces[b->out->piece_count - 1];
        if (last && last->text >= s->text && last->text + last->length <= s->text + p.at &&
            b->end.span == p.span) {
            last->length = (size_t)(s->text + end - last->text);
            last->width = x - last->x +
                          jln_metrics_width(b->r->m, s->font, s->text + p.at, end - p.at) * b->size;
            x = last->x + last->width;
        } else {
            add_piece(b, s, p.at, end, x);
            if (b->failed) return;
            x += b->out->pieces[b->out->piece_count - 1].width;
        }
        empty = false;
        b->end = (place){p.span, end};
    }
    b->x = x;
    b->out->lines[b->out->count - 1].width = x;
}

/* A part wider than the column: as many characters as fit on each line, at least one. */
static void add_broken(breaker *b, const atom *a) {
    place from = a->from, p = a->from;
    float width = 0;
    while (!b->failed) {
        place q = p;
        bool more =
            settle(b->r, &q) && (q.span < a->to.span || (q.span == a->to.span && q.at < a->to.at));
        if (!more) break;
        place start = q;
        int32_t code = take(b->r, &q);
        float advance = advance_of(b->r, &start, code) * b->size;
        if (width > 0 && width + advance > b->width) {
            add_range(b, from, p);
            open_line(b);
            from = start;
            width = 0;
        }
        width += advance;
        p = q;
    }
    if (!b->failed) add_range(b, from, p);
}

static size_t spaces_at(const jln_span *s, size_t at) {
    size_t count = 0;
    while (at + count < s->length && s->text[at + count] == ' ') count++;
    return count;
}

/* The spaces after a part are drawn with it, so that text taken out of a page keeps its words
 * apart; they count for no width. */
static void keep_spaces(breaker *b, const atom *a) {
    jln_line *line = &b->out->lines[b->out->count - 1];
    if (line->count == 0 || a->gap <= 0) return;
    size_t here = spaces_at(&b->r->spans[b->end.span], b->end.at);
    b->out->pieces[b->out->piece_count - 1].length += here;
    b->end.at += here;
    if (here || b->end.span + 1 >= b->r->span_count) return;
    const jln_span *next =
        &b->r->spans[b->end.span + 1]; /* "**bold** word": the space is the next span's */
    size_t there = spaces_at(next, 0);
    if (there == 0) return;
    add_piece(b, next, 0, there, b->x);
    if (!b->failed) b->out->pieces[b->out->piece_count - 1].width = 0;
    b->end = (place){b->end.span + 1, there};
}

bool jln_text_break(jln_arena *arena, const jln_metrics *m, const jln_span *spans,
                    size_t span_count, float size_pt, float width_pt, jln_lines *out) {
    memset(out, 0, sizeof *out);
    reader r = {.m = m, .spans = spans, .span_count = span_count};
    breaker b = {
        .arena = arena, .r = &r, .size = size_pt, .width = width_pt + 0.001f * size_pt, .out = out};
    open_line(&b);
    for (atom a; !b.failed && read_atom(&r, &a);) {
        float width = a.width * size_pt;
        bool empty = out->lines[out->count - 1].count == 0;
        if (!empty && b.x + b.gap + width > b.width) {
            open_line(&b);
            if (b.failed) break;
        }
        if (width > b.width) add_broken(&b, &a);
        else add_range(&b, a.from, a.to);
        if (!b.failed) keep_spaces(&b, &a);
        b.gap = a.gap * size_pt;
        if (a.feed && !b.failed) open_line(&b);
    }
    return !b.failed;
}

void jln_text_cut(jln_lines *lines, size_t most, const jln_metrics *m, float size_pt,
                  float width_pt) {
    static const char dots[] = "…";
    if (most < 1 || lines->count <= most) return;
    lines->count = most;
    jln_line *line = &lines->lines[most - 1];
    size_t end = line->first + line->count; /* a piece of a line now gone */
    jln_font font = line->count ? lines->pieces[end - 1].font : JLN_FONT_REGULAR;
    float mark = jln_metrics_width(m, font, dots, sizeof dots - 1) * size_pt;
    while (line->count) {
        jln_piece *p = &lines->pieces[line->first + line->count - 1];
        while (p->length && p->text[p->length - 1] == ' ') p->length--;
        float room = (width_pt - mark - p->x) / size_pt, used = 0;
        p->length = room > 0 ? jln_metrics_fit(m, p->font, p->text, p->length, room, &used) : 0;
        p->width = used * size_pt;
        if (p->length) break;
        line->count--;
    }
    const jln_piece *last = line->count ? &lines->pieces[line->first + line->count - 1] : NULL;
    float x = last ? last->x + last->width : 0;
    lines->pieces[line->first + line->count++] = (jln_piece){dots, sizeof dots - 1, font, x, mark};
    line->width = x + mark;
}

float jln_text_longest(const jln_metrics *m, jln_font font, const char *text, size_t length) {
    jln_span span = {text, length, font};
    reader r = {.m = m, .spans = &span, .span_count = 1};
    float longest = 0;
    for (atom a; read_atom(&r, &a);)
        if (a.width > longest) longest = a.width;
    return longest;
}
