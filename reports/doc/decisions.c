/* decisions{}: what the year's facts ask of the committee, in sentences, with who answers for it,
 * what it weighs, and a day: `soon` months after the date of the data for what is to be explained,
 * sent or checked, `later` months for what is to be planned again. `brief` puts each kind in one
 * row; otherwise a kind is one decision, numbered, with the sum of its cases, above the
 * heaviest ones and a row for the others; where each kind has one case, its full sentence. */
#include "doc/asks.h"
#include "doc/phrases.h"

#include "base/date.h"
#include "doc/format.h"

#include <stdlib.h>
#include <string.h>

enum { NAMED = 3, SOON = 1, LATER = 3 }; /* cases by kind; months */

typedef struct {
    jln_builder *b;
    jln_doc_table *table;
    bool brief, grouped; /* grouped: decisions are headings above their cases */
    int months[2];       /* later, soon */
    size_t count;
} decisions;

/* ---- rows ---- */

enum { NUMBER, ASK, WHY }; /* then, in a brief table after « why », else at once: */
enum { WHO, AMOUNT, DAY };

static const char *day_of(const decisions *x, bool soon) {
    int year, month, day;
    int32_t date;
    jln_date_split(x->b->doc->date, &year, &month, &day);
    month += x->months[soon] - 1;
    year += month / 12;
    month = month % 12 + 1;
    for (date = jln_date_join(year, month, 1); day > 1; day--) {
        int y, m, d;
        jln_date_split(date + day - 1, &y, &m, &d);
        if (m == month) break; /* the 31st of a month of 30 is its last day */
    }
    jln_str text = {0};
    jln_format_date(&text, date + day - 1, x->b->lang);
    const char *copy = jln_build_fmt(x->b, "%s", jln_str_c(&text));
    jln_str_free(&text);
    return copy;
}

typedef struct {
    const char *key, *ask, *why, *who;
    jln_value amount;
    const char *day;
} decision;

static jln_status add_row(decisions *x, jln_row_role role, int level, const decision *d) {
    jln_doc_row *row = jln_build_row(x->b, x->table, d->key, role, level);
    if (!row) return JLN_ENOMEM;
    if (!d->ask) return jln_err_nomem(x->b->err);
    size_t first = x->brief ? WHY + 1 : WHY;
    if (level == 0) jln_text_cell(row, NUMBER, jln_build_fmt(x->b, "%zu", ++x->count));
    jln_text_cell(row, ASK, d->ask);
    if (x->brief) jln_text_cell(row, WHY, d->why);
    jln_text_cell(row, first + WHO, d->who);
    row->cells[first + AMOUNT].value = d->amount;
    jln_text_cell(row, first + DAY, d->day);
    return JLN_OK;
}

static int heaviest_first(const void *a, const void *b) {
    const jln_ask *x = a, *y = b;
    bool p = jln_value_known(&x->amount), q = jln_value_known(&y->amount);
    int order = p && q ? jln_rat_cmp(y->amount.number, x->amount.number) : (int)q - (int)p;
    return order ? order : strcmp(x->key, y->key);
}

/* Of the cases from `first` on: their sum, and who answers for them. */
static jln_value sum_of(const jln_ask_kind *kind, size_t first) {
    jln_value sum = jln_value_none(JLN_NA, JLN_REASON_NONE);
    for (size_t i = first; i < kind->count; i++) {
        const jln_value *v = &kind->items[i].amount;
        if (!jln_value_known(v)) continue;
        if (!jln_value_known(&sum)) sum = jln_value_number(v->number);
        else if (!jln_rat_add(sum.number, v->number, &sum.number))
            return jln_value_none(JLN_NC, JLN_REASON_OVERFLOW);
    }
    return sum;
}

static const char *who_of(decisions *x, const jln_ask_kind *kind, size_t first) {
    jln_leads leads = {0};
    for (size_t i = first; i < kind->count; i++) jln_leads_add(&leads, kind->items[i].who);
    return jln_leads_end(x->b, &leads);
}

static bool weighs(const jln_ask *a) {
    return jln_value_known(&a->amount) && a->amount.number.num != 0;
}

/* The first ones, as far as there is money in them; one more rather than « 1 other ». */
static size_t named_of(const jln_ask_kind *kind) {
    size_t named = kind->count < NAMED ? kind->count : NAMED;
    if (weighs(&kind->items[0]))
        while (!weighs(&kind->items[named - 1])) named--;
    return kind->count == named + 1 ? kind->count : named;
}

/* The cases of a kind under its sentence. */
static jln_status add_cases(decisions *x, const jln_ask_kind *kind) {
    jln_builder *b = x->b;
    size_t named = named_of(kind);
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < named; i++) {
        const jln_ask *a = &kind->items[i];
        status = add_row(x, JLN_ROW_BODY, 1,
                         &(decision){.key = jln_build_fmt(b, "%s/%s", kind->key, a->key),
                                     .ask = a->words,
                                     .who = a->who,
                                     .amount = a->amount});
    }
    if (status != JLN_OK || named == kind->count) return status;
    const char *count = jln_say_count(b, kind->count - named);
    return add_row(x, JLN_ROW_BODY, 1,
                   &(decision){.key = jln_build_fmt(b, "%s/others", kind->key),
                               .ask = jln_build_fmt(b, _(kind->rest), count),
                               .who = who_of(x, kind, named),
                               .amount = sum_of(kind, named)});
}

static jln_status add_kind(decisions *x, const jln_ask_kind *kind) {
    decision d = {.key = kind->key,
                  .ask = kind->brief,
                  .why = kind->why,
                  .amount = sum_of(kind, 0),
                  .day = day_of(x, kind->soon)};
    if (x->grouped) {
        jln_status status = add_row(x, JLN_ROW_GROUP, 0, &d);
        return status == JLN_OK ? add_cases(x, kind) : status;
    }
    d.who = who_of(x, kind, 0);
    if (!x->brief) { /* its only case */
        d.key = jln_build_fmt(x->b, "%s/%s", kind->key, kind->items[0].key);
        d.ask = kind->items[0].text;
    }
    return add_row(x, JLN_ROW_BODY, 0, &d);
}

static jln_status add_facts(decisions *x) {
    static jln_ask_builder *const builders[] = {
        jln_ask_recommendations, jln_ask_returns, jln_ask_collection, jln_ask_over,
        jln_ask_ahead,           jln_ask_cheap,   jln_ask_funds,      jln_ask_postponed,
        jln_ask_not_started,     jln_ask_unset,   jln_ask_measures};
    enum { KINDS = sizeof builders / sizeof *builders };
    jln_ask_kind kinds[KINDS] = {0};
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < KINDS; i++) {
        status = builders[i](x->b, &kinds[i]);
        if (status != JLN_OK || !kinds[i].count) continue;
        qsort(kinds[i].items, kinds[i].count, sizeof *kinds[i].items, heaviest_first);
        if (kinds[i].count > 1 && !x->brief) x->grouped = true;
    }
    for (size_t i = 0; status == JLN_OK && i < KINDS; i++)
        if (kinds[i].count) status = add_kind(x, &kinds[i]);
    return status;
}

/* ---- what the planner asks in the texts of the year ---- */

static int section_of(const char *code) {
    int section = 0;
    while (strcmp(jln_section_codes[section], code) != 0) section++;
    return section;
}

/* A cell has no bold: the marks go. */
static const char *plain_text(jln_builder *b, const char *text) {
    jln_str out = {0};
    for (; *text; text++)
        if (text[0] == '*' && text[1] == '*') text++;
        else jln_str_addc(&out, *text);
    const char *copy = out.failed ? NULL : jln_build_fmt(b, "%s", jln_str_c(&out));
    jln_str_free(&out);
    return copy;
}

/* Without its full stop: more follows. */
static const char *unstopped(jln_builder *b, const char *text) {
    size_t n = strlen(text);
    return n && text[n - 1] == '.' ? jln_build_fmt(b, "%.*s", (int)(n - 1), text) : text;
}

static jln_status add_own(decisions *x) {
    jln_builder *b = x->b;
    int section = section_of("decisions"), count = 0;
    jln_lang lang;
    jln_status status = jln_build_texts(b);
    if (status != JLN_OK || !jln_build_text_language(b, section, &lang)) return status;
    for (size_t i = 0; status == JLN_OK && i < b->text_count; i++) {
        const jln_own_text *t = &b->texts[i];
        if (t->section != section || t->lang != lang || t->role == JLN_PROSE_HEADING) continue;
        const char *text = plain_text(b, t->text);
        if (text && x->brief)
            text = jln_build_fmt(b, _("%s (proposition de la cellule de planification)"),
                                 unstopped(b, text));
        status = add_row(x, JLN_ROW_BODY, 0,
                         &(decision){.key = jln_build_fmt(b, "text-%d", ++count),
                                     .ask = text,
                                     .amount = jln_value_none(JLN_NA, JLN_REASON_NONE)});
        if (status == JLN_OK) x->table->rows[x->table->row_count - 1].open = true;
    }
    return status;
}

/* ---- the block ---- */

static void add_columns(decisions *x, jln_columns *c) {
    jln_columns_add(c, "number", _("N°"), JLN_KIND_CODE, 0);
    jln_columns_add(c, "ask", _("Décision demandée"), JLN_KIND_TEXT, x->brief ? 1.5f : 3);
    if (x->brief) jln_columns_add(c, "why", _("Pourquoi"), JLN_KIND_TEXT, 1);
    jln_columns_add(c, "who", _("Structure ou source"), JLN_KIND_TEXT, 0.8f);
    jln_columns_add_amount(x->b, c, "amount", _("Montant en jeu"));
    jln_columns_add(c, "day", _("Délai proposé"), JLN_KIND_CODE, 0);
}

jln_status jln_build_decisions(jln_builder *b, const jln_tree *node) {
    jln_columns c = {0};
    jln_status status =
        jln_build_fields(b, node,
                         "key:text title:words rows:number facts:flag whole:flag brief:flag "
                         "soon:number later:number formats:list");
    if (status != JLN_OK) return status;
    decisions x = {.b = b, .brief = jln_build_flag(node, "brief")};
    x.months[true] = jln_build_int(node, "soon", SOON);
    x.months[false] = jln_build_int(node, "later", LATER);
    add_columns(&x, &c);
    x.table = jln_build_table(b, node, &c);
    if (!x.table) return b->err->status;
    x.table->whole = jln_build_flag(node, "whole");
    status = add_facts(&x);
    if (status == JLN_OK && !jln_build_flag(node, "facts"))
        status = add_own(&x); /* facts: the texts are elsewhere */
    if (status == JLN_OK) status = jln_build_fold(b, node, x.table, false);
    if (status != JLN_OK) return status;
    return jln_build_unless_empty(b, x.table,
                                  _("les faits connus n'appellent aucune décision du comité."));
}
