/* Writing a form. */
#include "form/form.h"

#include "base/str.h"
#include "base/utf8.h"
#include "form/layout.h"
#include "out/atomic.h"
#include "out/book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INSTRUCTIONS, FIRST, KEY_SHEET = FIRST + JLN_FORM_SHEETS, LINES_MAX = 16 };

/* Rows of the key sheet that the lists of entries point at. */
typedef struct {
    uint32_t first, last;
} span;

typedef struct {
    const jln_form_key *key;
    const jln_form_source *source;
    const jln_plan *plan; /* these three are the source's */
    const jln_facts *facts;
    jln_lang lang;
    jln_book *book;
    jln_arena *arena;
    uint32_t *leaves; /* those of the lead, scheduled first */
    uint32_t leaf_count;
    uint32_t row;     /* next row of the sheet being written */
    uint32_t key_row;
    uint64_t hash;
    span states, funders, activities, nodes;
} writer;

static const jln_book_style plain = {.look = JLN_LOOK_BODY, .wrap = true};

/* ---- words ---- */

static const char *take(writer *w, jln_str *text) {
    const char *kept = text->failed ? NULL : jln_arena_str(w->arena, jln_str_c(text));
    jln_str_free(text);
    jln_book_have(w->book, kept);
    return kept ? kept : "";
}

static void add_amount(const writer *w, jln_str *text, int64_t minor) {
    char number[JLN_NUM_MAX];
    jln_rat value;
    int64_t unit = 1;
    for (int i = 0; i < w->plan->decimals; i++) unit *= 10;
    if (!jln_rat_make(minor, unit, &value) || !jln_rat_text(value, w->plan->decimals, true, number)) return;
    bool en = w->lang == JLN_LANG_EN;
    jln_str_number(text, number, en ? "," : "\u202F", en ? "." : ",");
}

static void add_day(jln_str *text, const char *iso) {
    if (strlen(iso) == 10) jln_str_fmt(text, "%.2s/%.2s/%.4s", iso + 8, iso + 5, iso);
}

static const jln_node *node_of(const writer *w, uint32_t leaf) {
    return &w->plan->nodes[w->plan->leaves[leaf]];
}

static const char *title_of(writer *w, uint32_t leaf) {
    const jln_node *n = node_of(w, leaf);
    if (!n->code_printed || strcmp(n->code_printed, n->id) == 0) return n->title;
    jln_str text = {0};
    jln_str_fmt(&text, _("%s (imprimée %s)"), n->title, n->code_printed);
    return take(w, &text);
}

static const char *scheduled_words(const writer *w, uint32_t leaf) {
    const jln_amount *a = jln_facts_base(w->facts, JLN_BASE_PLANNED, leaf, w->key->period.year);
    if (a && a->state == JLN_PM) return _("oui (PM)");
    return jln_facts_scheduled(w->facts, leaf, w->key->period.year) ? _("oui") : _("non");
}

/* The latest progress known of the year, or of the one before. */
static const char *progress_before(writer *w, uint32_t leaf) {
    for (int year = w->key->period.year; year >= w->plan->first_year && year >= w->key->period.year - 1; year--) {
        const jln_progress *p = jln_facts_progress(w->facts, leaf, year);
        if (!p || p->state == JLN_NOT_REPORTED) continue;
        jln_str text = {0};
        char number[JLN_NUM_MAX];
        jln_rat percent;
        jln_str_add(&text, jln_progress_words(p->state));
        if (p->known && jln_rat_mul(p->physical, jln_rat_of(100), &percent) && jln_rat_text(percent, 1, true, number)) {
            jln_str_add(&text, ", ");
            jln_str_number(&text, number, "\u202F", w->lang == JLN_LANG_EN ? "." : ",");
            jln_str_add(&text, " %");
        }
        jln_str_fmt(&text, " (%s)", w->facts->periods[p->period].code);
        return take(w, &text);
    }
    return "";
}

/* The latest payment known of that source, in or before the year of the form. */
static const char *paid_before(writer *w, uint32_t leaf, int funder) {
    const jln_spent *last = NULL;
    const jln_spent_rows *spent = &w->facts->spent[leaf];
    for (size_t i = 0; i < spent->count; i++) {
        const jln_spent *s = &spent->rows[i];
        if (s->funder != funder || s->stage != JLN_STAGE_PAID || s->state != JLN_NUMBER) continue;
        if (w->facts->periods[s->period].year > w->key->period.year) continue;
        if (!last || s->period > last->period) last = s;
    }
    if (!last) return "";
    jln_str text = {0};
    add_amount(w, &text, last->amount);
    jln_str_fmt(&text, " (%s)", w->facts->periods[last->period].code);
    return take(w, &text);
}

/* ---- the key ---- */

static void key_line(writer *w, const char *what, const char *a, const char *b) {
    const char *cells[] = {what, a, b};
    for (uint16_t i = 0; i < 3; i++) {
        w->hash = jln_form_hash(w->hash, cells[i]);
        if (*cells[i]) jln_book_text(w->book, jln_area_cell(KEY_SHEET, w->key_row, i), cells[i], plain, "Clé");
    }
    w->key_row++;
}

static void key_about(writer *w) {
    const jln_form_key *k = w->key;
    char year[8];
    snprintf(year, sizeof year, "%d", k->period.year % 10000);
    key_line(w, JLN_FORM_KEY_MARK, "1", "");
    key_line(w, "plan", k->plan, "");
    key_line(w, "year", year, "");
    key_line(w, "period", k->period.code, "");
    key_line(w, "first_day", k->period.first_day, "");
    key_line(w, "last_day", k->period.last_day, "");
    key_line(w, "lead", k->lead, "");
    key_line(w, "return", k->return_id, "");
    key_line(w, "due_on", k->due_on, "");
}

static void key_lists(writer *w) {
    static const char *const codes[] = {"done", "under_way", "not_started", "postponed", "cancelled"};
    w->states.first = w->key_row;
    for (int i = 0; i < JLN_NOT_REPORTED; i++) key_line(w, "state", jln_progress_words((jln_progress_state)i), codes[i]);
    w->states.last = w->funders.first = w->key_row;
    for (int i = 0; i < w->plan->funder_count; i++)
        key_line(w, "funder", jln_plan_funder_name(w->plan, i, w->lang), w->plan->funders[i].id);
    w->funders.last = w->activities.first = w->key_row;
    for (uint32_t i = 0; i < w->leaf_count; i++) key_line(w, "activity", node_of(w, w->leaves[i])->id, "");
    w->activities.last = w->nodes.first = w->key_row;
    for (uint32_t i = 1; i < w->plan->node_count; i++) key_line(w, "node", w->plan->nodes[i].id, "");
    w->nodes.last = w->key_row;
}

static void key_end(writer *w) {
    char hash[24];
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long)w->hash);
    jln_book_text(w->book, jln_area_cell(KEY_SHEET, w->key_row, 0), "hash", plain, "Clé");
    jln_book_text(w->book, jln_area_cell(KEY_SHEET, w->key_row, 1), hash, plain, "Clé");
    jln_book_protect(w->book, KEY_SHEET);
    jln_book_hide_sheet(w->book, KEY_SHEET);
}

/* ---- sheets of entries ---- */

static jln_book_style style_of(writer *w, jln_form_kind kind, bool open) {
    jln_book_style s = plain;
    bool entry = kind >= JLN_FORM_STATE;
    s.entry = entry && open;
    s.dim = kind == JLN_FORM_GREY;
    if (kind == JLN_FORM_SUM || kind == JLN_FORM_AMOUNT) s.pattern = jln_book_pattern(w->book, w->plan->decimals ? "#,##0.00" : "#,##0");
    if (kind == JLN_FORM_DATE) s.pattern = jln_book_pattern(w->book, "dd/mm/yyyy");
    if (kind == JLN_FORM_WORDS || kind == JLN_FORM_ACTIVITY || kind == JLN_FORM_NODE) s.pattern = jln_book_pattern(w->book, "@");
    if (kind == JLN_FORM_SUM || kind == JLN_FORM_AMOUNT || kind == JLN_FORM_SHARE || kind == JLN_FORM_NUMBER) s.side = JLN_SIDE_RIGHT;
    return s;
}

/* Lines that a text takes in a column of so many letters, a word's end lost on each. */
static double lines_of(const char *text, double letters) {
    size_t count = jln_utf8_count(text, strlen(text));
    double room = letters > 16 ? letters - 4 : letters;
    return count <= letters ? 1 : (double)(size_t)((double)count / room + 1);
}

/* One line: `key`, and for each column its text ("" for an empty one); an entry with a text is locked. `sum` goes to the column of
 * that kind when not NULL. */
static void line(writer *w, jln_form_sheet sheet, const char *key, const char *const *texts, const double *sum) {
    const jln_form_layout *l = &jln_form_layouts[sheet];
    size_t at = FIRST + (size_t)sheet;
    double height = 15;
    jln_book_text(w->book, jln_area_cell(at, w->row, 0), key, plain, l->mark);
    for (uint16_t c = 1; c < l->count; c++) {
        jln_area area = jln_area_cell(at, w->row, c);
        const char *text = texts[c] ? texts[c] : "";
        jln_book_style s = style_of(w, l->columns[c].kind, !*text);
        double needed = lines_of(text, l->columns[c].width * 1.2) * 13.5 + 1.5;
        if (needed > height) height = needed;
        if (l->columns[c].kind == JLN_FORM_SUM && sum) jln_book_number(w->book, area, *sum, s, l->mark);
        else jln_book_text(w->book, area, text, s, l->mark);
    }
    key_line(w, "row", l->mark, key);
    jln_book_row(w->book, at, w->row++, height, 0);
}

static void band(writer *w, jln_form_sheet sheet, uint32_t row, const char *text, jln_look look) {
    const jln_form_layout *l = &jln_form_layouts[sheet];
    size_t at = FIRST + (size_t)sheet;
    jln_area area = {at, row, 1, row, (uint16_t)(l->count - 1)};
    jln_book_text(w->book, jln_area_cell(at, row, 0), "#", plain, l->mark);
    jln_book_text(w->book, area, text, (jln_book_style){.look = look}, l->mark);
}

static void begin_sheet(writer *w, jln_form_sheet sheet) {
    const jln_form_layout *l = &jln_form_layouts[sheet];
    size_t at = FIRST + (size_t)sheet;
    jln_str about = {0};
    for (uint16_t c = 0; c < l->count; c++) {
        const char *code = c ? l->columns[c].code : l->mark;
        jln_book_text(w->book, jln_area_cell(at, 0, c), code, plain, l->mark);
        jln_book_width(w->book, at, c, l->columns[c].width);
        jln_book_text(w->book, jln_area_cell(at, JLN_FORM_HEADER, c), c ? _(l->columns[c].title) : "#",
                      (jln_book_style){.look = JLN_LOOK_HEADER, .side = JLN_SIDE_CENTRE, .wrap = true}, l->mark);
    }
    jln_str_fmt(&about, _("%s — %s — dotation : %s"), jln_plan_structure(w->plan, w->key->lead), w->key->period.code,
                jln_base_words(w->facts->base));
    band(w, sheet, 1, _(l->title), JLN_LOOK_CHAPTER);
    band(w, sheet, 2, take(w, &about), JLN_LOOK_LEAD);
    band(w, sheet, 3, _(l->help), JLN_LOOK_NOTE);
    w->row = JLN_FORM_HEADER + 1;
}

static void expect_list(writer *w, jln_area area, span rows, const char *refusal) {
    jln_str list = {0};
    if (rows.first == rows.last) return;
    jln_str_fmt(&list, "='Clé'!$B$%u:$B$%u", (unsigned)rows.first + 1, (unsigned)rows.last);
    jln_book_entry e = {.kind = JLN_ENTRY_LIST, .list = take(w, &list), .title = _("Choisir dans la liste"), .refusal = refusal};
    jln_book_expect(w->book, area, &e, "Clé");
}

static void expect(writer *w, jln_form_kind kind, jln_area area) {
    const jln_book_entry share = {JLN_ENTRY_NUMBER, NULL, 0, 100, _("Avancement physique"), /* xgettext:no-c-format */ _("De 0 à 100, en % du programme de l'année."),
                                  _("Attendu un nombre de 0 à 100.")};
    const jln_book_entry number = {JLN_ENTRY_NUMBER, NULL, 0, -1, _("Quantité"), NULL, _("Attendu un nombre, 0 ou plus.")};
    const jln_book_entry date = {JLN_ENTRY_DATE, NULL, 0, 0, _("Date"), NULL, _("Attendu une date, comme 30/06/2013.")};
    switch (kind) {
    case JLN_FORM_STATE: expect_list(w, area, w->states, _("Attendu un des états de la liste.")); break;
    case JLN_FORM_FUNDER: expect_list(w, area, w->funders, _("Attendu une des sources de la liste.")); break;
    case JLN_FORM_ACTIVITY: expect_list(w, area, w->activities, _("Attendu le code d'une de vos activités.")); break;
    case JLN_FORM_NODE: expect_list(w, area, w->nodes, _("Attendu un code du plan.")); break;
    case JLN_FORM_SHARE: jln_book_expect(w->book, area, &share, "physical"); break;
    case JLN_FORM_NUMBER: jln_book_expect(w->book, area, &number, "quantity"); break;
    case JLN_FORM_DATE: jln_book_expect(w->book, area, &date, "date"); break;
    default: break; /* an amount may also be ND or s.o. */
    }
}

static void end_sheet(writer *w, jln_form_sheet sheet) {
    const jln_form_layout *l = &jln_form_layouts[sheet];
    size_t at = FIRST + (size_t)sheet;
    uint32_t last = w->row > JLN_FORM_HEADER + 1 ? w->row - 1 : JLN_FORM_HEADER + 1;
    for (uint16_t c = 1; c < l->count; c++)
        expect(w, l->columns[c].kind, (jln_area){at, JLN_FORM_HEADER + 1, c, last, c});
    jln_area all = {at, JLN_FORM_HEADER, 0, last, (uint16_t)(l->count - 1)};
    jln_book_filter(w->book, all);
    jln_book_freeze(w->book, at, JLN_FORM_HEADER + 1, 3);
    jln_book_hide_row(w->book, at, 0);
    jln_book_hide_column(w->book, at, 0);
    jln_book_row(w->book, at, JLN_FORM_HEADER, 54, 0);
    const jln_book_page page = {.area = {at, 1, 1, last, (uint16_t)(l->count - 1)}, .landscape = true, .top = 0.6,
                                .header = "", .footer = "&CPage &P / &N", .repeat = JLN_FORM_HEADER, .repeat_count = 1};
    jln_book_print(w->book, at, &page);
    jln_book_protect(w->book, at);
}

/* Below the lines to fill in, outside of filters and checks. */
static void write_associated(writer *w) {
    const jln_form_layout *l = &jln_form_layouts[JLN_FORM_ACTIVITIES];
    if (w->source->associated_count == 0) return;
    w->row++;
    jln_book_text(w->book, jln_area_cell(FIRST, w->row, 0), "#", plain, l->mark);
    jln_book_text(w->book, jln_area_cell(FIRST, w->row++, 1), _("Activités où la structure est associée : pour information, rien à remplir"),
                  (jln_book_style){.look = JLN_LOOK_SECTION}, l->mark); /* not merged: merged cells are refused when read */
    for (size_t i = 0; i < w->source->associated_count; i++) {
        uint32_t leaf = w->source->associated[i];
        const jln_node *n = node_of(w, leaf);
        const char *lead = n->lead ? jln_plan_structure(w->plan, n->lead) : "";
        const char *texts[] = {"#", n->id, title_of(w, leaf), scheduled_words(w, leaf), "", lead};
        jln_book_row(w->book, FIRST, w->row, lines_of(texts[2], l->columns[2].width * 1.2) * 13.5 + 1.5, 0);
        for (uint16_t c = 0; c < 6; c++)
            jln_book_text(w->book, jln_area_cell(FIRST, w->row, c), texts[c], style_of(w, JLN_FORM_GREY, false), l->mark);
        w->row++;
    }
}

static void write_activities(writer *w) {
    begin_sheet(w, JLN_FORM_ACTIVITIES);
    double unit = 1;
    for (int i = 0; i < w->plan->decimals; i++) unit *= 10;
    for (uint32_t i = 0; i < w->leaf_count; i++) {
        uint32_t leaf = w->leaves[i];
        const jln_amount *a = jln_facts_base(w->facts, w->facts->base, leaf, w->key->period.year);
        bool number = a && a->state == JLN_NUMBER;
        double amount = number ? (double)a->amount / unit : 0;
        const char *texts[LINES_MAX] = {NULL, node_of(w, leaf)->id, title_of(w, leaf), scheduled_words(w, leaf),
                                        a ? jln_state_words(a->state) : "", progress_before(w, leaf)};
        line(w, JLN_FORM_ACTIVITIES, node_of(w, leaf)->id, texts, number ? &amount : NULL);
    }
    end_sheet(w, JLN_FORM_ACTIVITIES);
    write_associated(w);
}

static bool paid_by(const writer *w, uint32_t leaf, int funder) {
    const jln_spent_rows *spent = &w->facts->spent[leaf];
    for (size_t i = 0; i < spent->count; i++)
        if (spent->rows[i].funder == funder) return true;
    return false;
}

/* A line for each source that has already paid, and one to be chosen for what is scheduled. */
static void spending_lines(writer *w, uint32_t leaf) {
    const char *id = node_of(w, leaf)->id, *title = title_of(w, leaf);
    for (int f = 0; f < w->plan->funder_count; f++) {
        if (!paid_by(w, leaf, f)) continue;
        const char *texts[LINES_MAX] = {NULL, id, title, jln_plan_funder_name(w->plan, f, w->lang), paid_before(w, leaf, f)};
        const char *key = jln_arena_fmt(w->arena, "%s|%s", id, w->plan->funders[f].id);
        if (jln_book_have(w->book, key)) line(w, JLN_FORM_SPENDING, key, texts, NULL);
    }
    if (!jln_facts_scheduled(w->facts, leaf, w->key->period.year)) return;
    const char *texts[LINES_MAX] = {NULL, id, title};
    const char *key = jln_arena_fmt(w->arena, "%s|?", id);
    if (jln_book_have(w->book, key)) line(w, JLN_FORM_SPENDING, key, texts, NULL);
}

static void free_lines(writer *w, jln_form_sheet sheet, int count) {
    static const char *const none[LINES_MAX];
    for (int i = 1; i <= count; i++) {
        const char *key = jln_arena_fmt(w->arena, "+%02d", i);
        if (jln_book_have(w->book, key)) line(w, sheet, key, none, NULL);
    }
}

static void write_spending(writer *w) {
    begin_sheet(w, JLN_FORM_SPENDING);
    for (uint32_t i = 0; i < w->leaf_count; i++) spending_lines(w, w->leaves[i]);
    free_lines(w, JLN_FORM_SPENDING, JLN_FORM_FREE_LINES);
    end_sheet(w, JLN_FORM_SPENDING);
}

static void write_extra(writer *w) {
    begin_sheet(w, JLN_FORM_EXTRA);
    free_lines(w, JLN_FORM_EXTRA, JLN_FORM_EXTRA_LINES);
    end_sheet(w, JLN_FORM_EXTRA);
}

/* ---- instructions ---- */

static void say(writer *w, const char *text, jln_look look) {
    jln_area area = {INSTRUCTIONS, w->row, 0, w->row, 1};
    jln_book_rich(w->book, area, text, (jln_book_style){.look = look, .wrap = true}, "Instructions");
    double height = lines_of(text, 105 * 11 / jln_book_font_size(look)) * jln_book_font_size(look) * 1.4;
    jln_book_row(w->book, INSTRUCTIONS, w->row, height + (look == JLN_LOOK_TEXT ? 6 : 2), 0);
    w->row++;
}

static void write_instructions(writer *w) {
    static const char *const steps[] = {
        /* xgettext:no-c-format */
        N_("**1.** Dans « Activités », choisir l'état de chaque activité et donner son avancement physique, de 0 à 100 % du programme de l'année. Les activités programmées viennent d'abord."),
        N_("**2.** Dans « Dépenses », donner pour chaque source les montants engagés, liquidés, ordonnancés et payés, **cumulés depuis le 1er janvier** jusqu'à la fin de la période, en unités entières de monnaie. S'il manque une ligne, en remplir une au bas de la feuille."),
        N_("**3.** Dans « Hors programme », dire ce qui a été fait sans être au plan."),
        N_("**4.** **0 est une réponse** : rien n'a été fait ou dépensé. Une cellule vide veut dire que le chiffre n'est pas connu."),
        N_("**5.** Ne remplir que les cellules jaunes. Trier et filtrer est permis ; ne pas supprimer de ligne ni de feuille."),
        N_("**6.** Enregistrer en .xlsx, sans mot de passe, et renvoyer le classeur à la cellule de planification et de statistique."),
    };
    jln_str line_of = {0}, due = {0};
    w->row = 0;
    jln_book_width(w->book, INSTRUCTIONS, 0, 26);
    jln_book_width(w->book, INSTRUCTIONS, 1, 74);
    if (w->plan->label) say(w, w->lang == JLN_LANG_EN && w->plan->label_en ? w->plan->label_en : w->plan->label, JLN_LOOK_BAND);
    say(w, _("Fiche de collecte"), JLN_LOOK_TITLE);
    say(w, w->lang == JLN_LANG_EN && w->plan->title_en ? w->plan->title_en : w->plan->title, JLN_LOOK_SUBTITLE);
    jln_str_fmt(&line_of, _("**%s** — période %s, du "), jln_plan_structure(w->plan, w->key->lead), w->key->period.code);
    add_day(&line_of, w->key->period.first_day);
    jln_str_add(&line_of, _(" au "));
    add_day(&line_of, w->key->period.last_day);
    say(w, take(w, &line_of), JLN_LOOK_LEAD);
    jln_str_add(&due, _("À renvoyer au plus tard le "));
    add_day(&due, w->key->due_on);
    say(w, take(w, &due), JLN_LOOK_LEAD);
    w->row++;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) say(w, _(steps[i]), JLN_LOOK_TEXT);
    const jln_book_page page = {.area = {INSTRUCTIONS, 0, 0, w->row - 1, 1}, .top = 0.8, .header = "", .footer = ""};
    jln_book_print(w->book, INSTRUCTIONS, &page);
    jln_book_protect(w->book, INSTRUCTIONS);
}

/* ---- all of it ---- */

static jln_status find_leaves(writer *w, jln_err *err) {
    w->leaves = jln_arena_array(w->arena, w->plan->leaf_count, sizeof *w->leaves);
    if (!w->leaves) return jln_err_nomem(err);
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < w->plan->leaf_count; i++) {
            const jln_node *n = node_of(w, i);
            bool scheduled = jln_facts_scheduled(w->facts, i, w->key->period.year);
            if (n->lead && strcmp(n->lead, w->key->lead) == 0 && scheduled == (pass == 0)) w->leaves[w->leaf_count++] = i;
        }
    if (w->leaf_count) return JLN_OK;
    return jln_err_set(err, JLN_ENOTFOUND, NULL, _("« %.80s » ne pilote aucune activité du plan « %s »"), w->key->lead, w->plan->name);
}

static jln_status fill(writer *w, const char *temporary, const char *path, int32_t created, jln_err *err) {
    jln_status status = find_leaves(w, err);
    if (status != JLN_OK) return status;
    w->book = jln_book_open(temporary, path, w->arena, err);
    if (!w->book) return JLN_ENOMEM;
    jln_str title = {0};
    jln_str_fmt(&title, _("Fiche de collecte %s, %s"), w->key->period.code, jln_plan_structure(w->plan, w->key->lead));
    jln_book_properties(w->book, take(w, &title), "Jalon", w->plan->title, NULL, created);
    jln_book_add_sheet(w->book, _("Instructions"));
    for (int i = 0; i < JLN_FORM_SHEETS; i++) jln_book_add_sheet(w->book, _(jln_form_layouts[i].name));
    jln_book_add_sheet(w->book, "Clé");
    key_about(w);
    key_lists(w);
    write_instructions(w);
    write_activities(w);
    write_spending(w);
    write_extra(w);
    key_end(w);
    return jln_book_close(w->book);
}

jln_status jln_form_write(const jln_form_key *key, const jln_form_source *source, const char *path, jln_err *err) {
    jln_atomic file;
    jln_status status = jln_atomic_begin(&file, path, err);
    if (status != JLN_OK) return status;
    writer w = {.key = key, .source = source, .plan = source->plan, .facts = source->facts, .lang = source->lang,
                .arena = jln_arena_new()};
    status = w.arena ? fill(&w, file.temporary, path, source->created, err) : jln_err_nomem(err);
    if (status == JLN_OK) status = jln_atomic_commit(&file, err);
    jln_atomic_abort(&file);
    jln_arena_free(w.arena);
    return status;
}
