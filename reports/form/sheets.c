/* The sheets of a form: their head, lines, checks; and in a copy, what was answered and is said of
 * it. */
#include "form/inside.h"
#include "form/writer.h"

#include "base/date.h"
#include "base/utf8.h"

#include <string.h>

const jln_book_style jln_form_plain = {.look = JLN_LOOK_BODY, .wrap = true};

jln_book_style jln_form_style(const jln_form_writer *w, jln_form_kind kind, bool entry) {
    static const bool right[] = {
        [JLN_FORM_SUM] = true,    [JLN_FORM_AMOUNT] = true, [JLN_FORM_SHARE] = true,
        [JLN_FORM_NUMBER] = true, [JLN_FORM_VALUE] = true,  [JLN_FORM_FOLLOW] = false};
    jln_book_style s = {.look = JLN_LOOK_BODY,
                        .wrap = true,
                        .entry = entry && kind >= JLN_FORM_STATE,
                        .dim = kind == JLN_FORM_GREY};
    bool free_text = kind == JLN_FORM_WORDS || kind == JLN_FORM_ACTIVITY || kind == JLN_FORM_NODE;
    if (kind == JLN_FORM_SUM || kind == JLN_FORM_AMOUNT)
        s.pattern = jln_book_pattern(w->book, w->plan->decimals ? "#,##0.00" : "#,##0");
    if (kind == JLN_FORM_DATE) s.pattern = jln_book_pattern(w->book, "dd/mm/yyyy");
    if (free_text) s.pattern = jln_book_pattern(w->book, "@");
    if (right[kind]) s.side = JLN_SIDE_RIGHT;
    return s;
}

double jln_form_lines_of(const char *text, double letters) {
    size_t count = jln_utf8_count(text, strlen(text));
    double room = letters > 16 ? letters - 4 : letters;
    return (double)count <= letters ? 1 : (double)(size_t)((double)count / room + 1);
}

void jln_form_key_line(jln_form_writer *w, const char *what, const char *a, const char *b) {
    const char *cells[] = {what, a, b};
    for (uint16_t i = 0; i < 3; i++) {
        w->hash = jln_form_hash(w->hash, cells[i]);
        if (*cells[i])
            jln_book_text(w->book, jln_area_cell(w->key_at, w->key_row, i), cells[i],
                          jln_form_plain, "Clé");
    }
    w->key_row++;
}

/* ---- a copy: what was answered, and what is said of it ---- */

static jln_form_word *answered(const jln_form_writer *w, jln_form_sheet sheet, const char *key) {
    const jln_form *form = w->source->answers;
    return form ? jln_form_words_find(&form->expected[sheet], key) : NULL;
}

static bool is_marked(const jln_form_writer *w, jln_form_sheet sheet, const char *key) {
    const jln_form *form = w->source->answers;
    for (size_t i = 0; form && i < form->note_count; i++)
        if (form->notes[i].sheet == (int)sheet && form->notes[i].key &&
            strcmp(form->notes[i].key, key) == 0)
            return true;
    return false;
}

/* The worst that is said of a cell; its remarks, one below the other, in `said`. The cell that
 * confirms a line is marked with the doubts of the line. */
static jln_light marks_of(jln_form_writer *w, jln_form_sheet sheet, const char *key, int column,
                          jln_str *said, int *lines) {
    const jln_form *form = w->source->answers;
    bool confirms = column == jln_form_column_of(sheet, JLN_FORM_CONFIRM);
    jln_light light = JLN_LIGHT_NONE;
    for (size_t i = 0; i < form->note_count; i++) {
        const jln_form_note *n = &form->notes[i];
        bool problem = n->said.gravity == JLN_FORM_PROBLEM;
        bool doubt = n->said.gravity == JLN_FORM_DOUBT && !n->said.by;
        if (n->sheet != (int)sheet || !n->key || strcmp(n->key, key) != 0) continue;
        if (confirms && doubt) light = JLN_LIGHT_ORANGE;
        if (n->column != column) continue;
        w->note_rows[i] = w->row;
        if (!problem && !doubt) continue;
        if (problem || light == JLN_LIGHT_NONE) light = problem ? JLN_LIGHT_RED : JLN_LIGHT_ORANGE;
        jln_str_fmt(said, "%s%s%s", said->length ? "\n" : "", problem ? "" : _("À confirmer : "),
                    n->said.message);
        *lines += (int)jln_form_lines_of(n->said.message, 30);
    }
    return light;
}

static bool as_number(const jln_form_writer *w, const char *text, jln_form_kind kind, double *out) {
    jln_rat value;
    int32_t days;
    (void)w;
    if (kind == JLN_FORM_DATE && jln_date_parse(text, strlen(text), &days)) {
        *out = days + 25569.0; /* since 1899-12-30 */
        return true;
    }
    bool number = kind == JLN_FORM_SHARE || kind == JLN_FORM_NUMBER || kind == JLN_FORM_AMOUNT ||
                  kind == JLN_FORM_VALUE;
    if (!number || !jln_rat_parse(text, strlen(text), &value)) return false;
    *out = jln_rat_double(value);
    return true;
}

/* A word of a list, in the language of the copy: that of the form may be another. */
static const char *in_language(const jln_form_writer *w, jln_form_kind kind, const char *text) {
    const jln_form *form = w->source->answers;
    const char *code = kind == JLN_FORM_STATE    ? jln_form_words_code(&form->states, text)
                       : kind == JLN_FORM_FOLLOW ? jln_form_words_code(&form->follows, text)
                       : kind == JLN_FORM_NATURE ? jln_form_words_code(&form->natures, text)
                       : kind == JLN_FORM_FUNDER ? jln_form_words_code(&form->funders, text)
                                                 : NULL;
    for (int i = 0; code && kind == JLN_FORM_STATE && i < JLN_NOT_REPORTED; i++)
        if (strcmp(jln_form_state_codes[i], code) == 0)
            return jln_progress_words((jln_progress_state)i);
    for (int i = 0; code && kind == JLN_FORM_FOLLOW && i < JLN_FORM_FOLLOWS; i++)
        if (strcmp(jln_form_follow_words[i][1], code) == 0) return _(jln_form_follow_words[i][0]);
    for (int i = 0; code && kind == JLN_FORM_NATURE && i < JLN_FORM_NATURES; i++)
        if (strcmp(jln_form_nature_words[i][1], code) == 0) return _(jln_form_nature_words[i][0]);
    int funder = code && kind == JLN_FORM_FUNDER ? jln_plan_funder(w->plan, code) : -1;
    return funder >= 0 ? jln_plan_funder_name(w->plan, funder, w->lang) : text;
}

static void put_answer(jln_form_writer *w, jln_area area, const jln_form_answer *answer,
                       jln_form_kind kind, jln_book_style s, const char *where) {
    double number;
    if (answer && answer->kind != JLN_XLSX_ERROR && as_number(w, answer->text, kind, &number))
        jln_book_number(w->book, area, number, s, where);
    else jln_book_text(w->book, area, answer ? in_language(w, kind, answer->text) : "", s, where);
}

/* `key` is NULL for a line of which nothing is said. */
static void put_cell(jln_form_writer *w, jln_form_sheet sheet, const jln_form_word *line,
                     const char *key, uint16_t column, const char *text, const double *sum) {
    const jln_form_layout *l = &jln_form_layouts[sheet];
    jln_form_kind kind = l->columns[column].kind;
    jln_area area = jln_area_cell(w->at[sheet], w->row, column);
    jln_book_style s = jln_form_style(w, kind, !*text);
    jln_str said = {0};
    int lines = 0;
    if (key) s.light = marks_of(w, sheet, key, column, &said, &lines);
    const jln_form_answer *answer =
        line && line->answers && line->answers[column].text ? &line->answers[column] : NULL;
    if (kind == JLN_FORM_SUM && sum) jln_book_number(w->book, area, *sum, s, l->mark);
    else if (s.entry) put_answer(w, area, answer, kind, s, l->mark);
    else jln_book_text(w->book, area, text, s, l->mark);
    if (said.length) jln_book_comment(w->book, area, jln_str_c(&said), lines + 1, l->mark);
    if (said.failed) jln_book_have(w->book, NULL);
    jln_str_free(&said);
}

void jln_form_write_line(jln_form_writer *w, jln_form_sheet sheet, const char *key,
                         const char *const *texts, const double *sum) {
    const jln_form_layout *l = &jln_form_layouts[sheet];
    jln_form_word *line = key ? answered(w, sheet, key) : NULL;
    double height = 15;
    if (!jln_book_have(w->book, key)) return;
    const char *marked = is_marked(w, sheet, key) ? key : NULL;
    if (line) line->written = true;
    jln_book_text(w->book, jln_area_cell(w->at[sheet], w->row, 0), key, jln_form_plain, l->mark);
    for (uint16_t c = 1; c < l->count; c++) {
        const char *text = texts[c] ? texts[c] : "";
        const char *shown =
            line && line->answers && line->answers[c].text ? line->answers[c].text : text;
        double needed = jln_form_lines_of(shown, l->columns[c].width * 1.2) * 13.5 + 1.5;
        if (needed > height) height = needed;
        put_cell(w, sheet, line, marked, c, text, sum);
    }
    jln_form_key_line(w, "row", l->mark, key);
    jln_book_row(w->book, w->at[sheet], w->row++, height > 200 ? 200 : height, 0);
}

void jln_form_free_lines(jln_form_writer *w, jln_form_sheet sheet, int count) {
    static const char *const none[JLN_FORM_COLUMNS_MAX];
    const jln_form *form = w->source->answers;
    for (int i = 1; i <= count; i++)
        jln_form_write_line(w, sheet, jln_arena_fmt(w->arena, "+%02d", i), none, NULL);
    for (size_t i = 0; form && i < form->expected[sheet].count; i++) {
        const jln_form_word *word = &form->expected[sheet].items[i];
        if (word->answers && !word->written) jln_form_write_line(w, sheet, word->word, none, NULL);
    }
}

/* ---- head and end of a sheet ---- */

static void band(jln_form_writer *w, jln_form_sheet sheet, uint32_t row, const char *text,
                 jln_look look) {
    const jln_form_layout *l = &jln_form_layouts[sheet];
    size_t at = w->at[sheet];
    jln_area area = {at, row, 1, row, (uint16_t)(l->count - 1)};
    jln_book_text(w->book, jln_area_cell(at, row, 0), "#", jln_form_plain, l->mark);
    jln_book_text(w->book, area, text, (jln_book_style){.look = look}, l->mark);
}

void jln_form_begin_sheet(jln_form_writer *w, jln_form_sheet sheet) {
    const jln_form_layout *l = &jln_form_layouts[sheet];
    const jln_book_style header = {.look = JLN_LOOK_HEADER, .side = JLN_SIDE_CENTRE, .wrap = true};
    size_t at = w->at[sheet];
    jln_str about = {0};
    jln_form_key_line(w, "sheet", l->mark, "");
    for (uint16_t c = 0; c < l->count; c++) {
        jln_book_text(w->book, jln_area_cell(at, 0, c), c ? l->columns[c].code : l->mark,
                      jln_form_plain, l->mark);
        jln_book_width(w->book, at, c, l->columns[c].width);
        jln_book_text(w->book, jln_area_cell(at, JLN_FORM_HEADER, c),
                      c ? _(l->columns[c].title) : "#", header, l->mark);
    }
    jln_str_fmt(&about, "%s — %s", jln_plan_structure(w->plan, w->key->lead), w->key->period.code);
    if (!jln_form_follows(sheet))
        jln_str_fmt(&about, _(" — dotation : %s"), jln_base_words(w->facts->base));
    band(w, sheet, 1, _(l->title), JLN_LOOK_CHAPTER);
    band(w, sheet, 2, jln_form_take(w, &about), JLN_LOOK_LEAD);
    band(w, sheet, 3, _(l->help), JLN_LOOK_NOTE);
    w->row = JLN_FORM_HEADER + 1;
}

static void expect_list(jln_form_writer *w, jln_area area, jln_form_span rows,
                        const char *refusal) {
    jln_str list = {0};
    if (rows.first == rows.last) return;
    jln_str_fmt(&list, "='Clé'!$B$%u:$B$%u", (unsigned)rows.first + 1, (unsigned)rows.last);
    jln_book_entry e = {.kind = JLN_ENTRY_LIST,
                        .list = jln_form_take(w, &list),
                        .title = _("Choisir dans la liste"),
                        .refusal = refusal};
    jln_book_expect(w->book, area, &e, "Clé");
}

static void expect(jln_form_writer *w, jln_form_kind kind, jln_area area) {
    const jln_book_entry share = {
        JLN_ENTRY_NUMBER,
        NULL,
        0,
        100,
        _("Avancement physique"),
        /* xgettext:no-c-format */ _("De 0 à 100, en % du programme de l'année."),
        _("Attendu un nombre de 0 à 100.")};
    const jln_book_entry number = {
        JLN_ENTRY_NUMBER, NULL, 0, -1, _("Quantité"), NULL, _("Attendu un nombre, 0 ou plus.")};
    const jln_book_entry date = {
        JLN_ENTRY_DATE, NULL, 0, 0, _("Date"), NULL, _("Attendu une date, comme 30/06/2013.")};
    switch (kind) {
    case JLN_FORM_STATE:
        expect_list(w, area, w->states, _("Attendu un des états de la liste."));
        break;
    case JLN_FORM_FOLLOW:
        expect_list(w, area, w->follows, _("Attendu une des suites de la liste."));
        break;
    case JLN_FORM_NATURE:
        expect_list(w, area, w->natures, _("Attendu « en numéraire » ou « en nature »."));
        break;
    case JLN_FORM_FUNDER:
        expect_list(w, area, w->funders, _("Attendu une des sources de la liste."));
        break;
    case JLN_FORM_ACTIVITY:
        expect_list(w, area, w->activities, _("Attendu le code d'une de vos activités."));
        break;
    case JLN_FORM_NODE:
        expect_list(w, area, w->nodes, _("Attendu un code du plan."));
        break;
    case JLN_FORM_SHARE:
        jln_book_expect(w->book, area, &share, "physical");
        break;
    case JLN_FORM_NUMBER:
        jln_book_expect(w->book, area, &number, "quantity");
        break;
    case JLN_FORM_DATE:
        jln_book_expect(w->book, area, &date, "date");
        break;
    default:
        break; /* an amount may also be ND or s.o. */
    }
}

void jln_form_end_sheet(jln_form_writer *w, jln_form_sheet sheet) {
    const jln_form_layout *l = &jln_form_layouts[sheet];
    size_t at = w->at[sheet];
    uint32_t last = w->row > JLN_FORM_HEADER + 1 ? w->row - 1 : JLN_FORM_HEADER + 1;
    uint16_t end = (uint16_t)(l->count - 1);
    for (uint16_t c = 1; c < l->count; c++)
        expect(w, l->columns[c].kind, (jln_area){at, JLN_FORM_HEADER + 1, c, last, c});
    jln_book_filter(w->book, (jln_area){at, JLN_FORM_HEADER, 0, last, end});
    jln_book_freeze(w->book, at, JLN_FORM_HEADER + 1, 3);
    jln_book_hide_row(w->book, at, 0);
    jln_book_hide_column(w->book, at, 0);
    jln_book_row(w->book, at, JLN_FORM_HEADER, 54, 0);
    const jln_book_page page = {.area = {at, 1, 1, last, end},
                                .landscape = true,
                                .top = 0.6,
                                .header = "",
                                .footer = "&CPage &P / &N",
                                .repeat = JLN_FORM_HEADER,
                                .repeat_count = 1};
    jln_book_print(w->book, at, &page);
    jln_book_protect(w->book, at);
}
