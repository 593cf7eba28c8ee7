/* Writing a form, or the copy of a form to send back. */
#include "form/inside.h"
#include "form/writer.h"

#include "out/atomic.h"

#include <stdio.h>
#include <string.h>

enum { INSTRUCTIONS };

/* ---- words ---- */

const char *jln_form_take(jln_form_writer *w, jln_str *text) {
    const char *kept = text->failed ? NULL : jln_arena_str(w->arena, jln_str_c(text));
    jln_str_free(text);
    jln_book_have(w->book, kept);
    return kept ? kept : "";
}

void jln_form_add_number(const jln_form_writer *w, jln_str *text, jln_rat value) {
    char number[JLN_NUM_MAX];
    bool en = w->lang == JLN_LANG_EN;
    if (jln_rat_text(value, 6, true, number))
        jln_str_number(text, number, en ? "," : "\u202F", en ? "." : ",");
}

static int64_t minor_units(const jln_form_writer *w) {
    int64_t unit = 1;
    for (int i = 0; i < w->plan->decimals; i++) unit *= 10;
    return unit;
}

void jln_form_add_amount(const jln_form_writer *w, jln_str *text, int64_t minor) {
    jln_rat value;
    if (jln_rat_make(minor, minor_units(w), &value)) jln_form_add_number(w, text, value);
}

double jln_form_units(const jln_form_writer *w, int64_t minor) {
    return (double)minor / (double)minor_units(w);
}

void jln_form_add_day(jln_str *text, const char *iso) {
    if (strlen(iso) == 10) jln_str_fmt(text, "%.2s/%.2s/%.4s", iso + 8, iso + 5, iso);
}

/* ---- the key ---- */

static void key_about(jln_form_writer *w) {
    const jln_form_key *k = w->key;
    char year[8], version[8];
    snprintf(year, sizeof year, "%d", k->period.year % 10000);
    snprintf(version, sizeof version, "%d", JLN_FORM_VERSION);
    jln_form_key_line(w, JLN_FORM_KEY_MARK, version, "");
    jln_form_key_line(w, "plan", k->plan, "");
    jln_form_key_line(w, "year", year, "");
    jln_form_key_line(w, "period", k->period.code, "");
    jln_form_key_line(w, "first_day", k->period.first_day, "");
    jln_form_key_line(w, "last_day", k->period.last_day, "");
    jln_form_key_line(w, "lead", k->lead, "");
    jln_form_key_line(w, "return", k->return_id, "");
    jln_form_key_line(w, "due_on", k->due_on, "");
}

static void key_lists(jln_form_writer *w) {
    const jln_plan *plan = w->plan;
    w->states.first = w->key_row;
    for (int i = 0; i < JLN_NOT_REPORTED; i++)
        jln_form_key_line(w, "state", jln_progress_words((jln_progress_state)i),
                          jln_form_state_codes[i]);
    w->states.last = w->follows.first = w->key_row;
    for (int i = 0; i < JLN_FORM_FOLLOWS; i++)
        jln_form_key_line(w, "follow", _(jln_form_follow_words[i][0]), jln_form_follow_words[i][1]);
    w->follows.last = w->natures.first = w->key_row;
    for (int i = 0; i < JLN_FORM_NATURES; i++)
        jln_form_key_line(w, "nature", _(jln_form_nature_words[i][0]), jln_form_nature_words[i][1]);
    w->natures.last = w->funders.first = w->key_row;
    for (int i = 0; i < plan->funder_count; i++)
        jln_form_key_line(w, "funder", jln_plan_funder_name(plan, i, w->lang), plan->funders[i].id);
    w->funders.last = w->activities.first = w->key_row;
    for (uint32_t i = 0; i < w->leaf_count; i++)
        jln_form_key_line(w, "activity", plan->nodes[plan->leaves[w->leaves[i]]].id, "");
    w->activities.last = w->nodes.first = w->key_row;
    for (uint32_t i = 1; i < plan->node_count; i++)
        jln_form_key_line(w, "node", plan->nodes[i].id, "");
    w->nodes.last = w->key_row;
}

static void key_end(jln_form_writer *w) {
    char hash[24];
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long)w->hash);
    jln_book_text(w->book, jln_area_cell(w->key_at, w->key_row, 0), "hash", jln_form_plain, "Clé");
    jln_book_text(w->book, jln_area_cell(w->key_at, w->key_row, 1), hash, jln_form_plain, "Clé");
    jln_book_protect(w->book, w->key_at);
    jln_book_hide_sheet(w->book, w->key_at);
}

/* ---- instructions ---- */

static void say(jln_form_writer *w, const char *text, jln_look look) {
    jln_area area = {INSTRUCTIONS, w->row, 0, w->row, 1};
    jln_book_rich(w->book, area, text, (jln_book_style){.look = look, .wrap = true},
                  "Instructions");
    double size = jln_book_font_size(look);
    double height = jln_form_lines_of(text, 105 * 11 / size) * size * 1.4;
    jln_book_row(w->book, INSTRUCTIONS, w->row, height + (look == JLN_LOOK_TEXT ? 6 : 2), 0);
    w->row++;
}

static const char *const return_steps[] = {
    /* xgettext:no-c-format */
    N_("**1.** Dans « Activités », choisir l'état de chaque activité et donner son "
       "avancement physique, de 0 à 100 % du programme de l'année. Les activités "
       "programmées viennent d'abord."),
    N_("**2.** Dans « Dépenses », donner pour chaque source les montants engagés, liquidés, "
       "ordonnancés et payés, **cumulés depuis le 1er janvier** jusqu'à la fin de la "
       "période, en unités entières de monnaie. S'il manque une ligne, en remplir une au "
       "bas de la feuille."),
    N_("**3.** Dans « Hors programme », dire ce qui a été fait sans être au plan."), NULL};

static const char *const follow_up_steps[] = {
    N_("**1.** Dans chaque feuille, donner ce qui est connu à la fin de la période, avec sa "
       "source : enquête, registre, lettre, relevé. Les montants sont **cumulés depuis le "
       "1er janvier**."),
    N_("**2.** Les chiffres des régimes et ceux des stades de financement ne s'additionnent "
       "pas."),
    NULL};

static const char *const common_steps[] = {
    N_("**0 est une réponse** : rien n'a été fait, reçu ou dépensé. Une cellule vide veut "
       "dire que le chiffre n'est pas connu."),
    N_("**Un chiffre inhabituel** (une dépense au-delà de la dotation, un cumul qui "
       "recule...) se confirme en disant pourquoi il est juste dans la dernière colonne de "
       "sa ligne ; sans explication, la fiche revient."),
    N_("Ne remplir que les cellules jaunes. Filtrer est permis ; ne pas supprimer de ligne "
       "ni de feuille."),
    N_("Enregistrer en .xlsx, sans mot de passe, et renvoyer le classeur à la cellule de "
       "planification et de statistique."),
    NULL};

static void say_steps(jln_form_writer *w, const char *const *steps) {
    for (; *steps; steps++) say(w, _(*steps), JLN_LOOK_TEXT);
}

static const char *in_language(const jln_form_writer *w, const char *fr, const char *en) {
    return w->lang == JLN_LANG_EN && en ? en : fr;
}

void jln_form_fill_instructions(jln_form_writer *w) {
    const jln_form_key *key = w->key;
    jln_str about = {0}, due = {0};
    w->row = 0;
    jln_book_width(w->book, INSTRUCTIONS, 0, 26);
    jln_book_width(w->book, INSTRUCTIONS, 1, 74);
    if (w->plan->label) say(w, in_language(w, w->plan->label, w->plan->label_en), JLN_LOOK_BAND);
    say(w, key->follow_up ? _("Fiche de suivi") : _("Fiche de collecte"), JLN_LOOK_TITLE);
    say(w, in_language(w, w->plan->title, w->plan->title_en), JLN_LOOK_SUBTITLE);
    jln_str_fmt(&about, _("**%s** — période %s, du "), jln_plan_structure(w->plan, key->lead),
                key->period.code);
    jln_form_add_day(&about, key->period.first_day);
    jln_str_add(&about, _(" au "));
    jln_form_add_day(&about, key->period.last_day);
    say(w, jln_form_take(w, &about), JLN_LOOK_LEAD);
    jln_str_add(&due, _("À renvoyer au plus tard le "));
    jln_form_add_day(&due, key->due_on);
    say(w, jln_form_take(w, &due), JLN_LOOK_LEAD);
    w->row++;
    say_steps(w, key->follow_up ? follow_up_steps : return_steps);
    say_steps(w, common_steps);
    const jln_book_page page = {
        .area = {INSTRUCTIONS, 0, 0, w->row - 1, 1}, .top = 0.8, .header = "", .footer = ""};
    jln_book_print(w->book, INSTRUCTIONS, &page);
    jln_book_protect(w->book, INSTRUCTIONS);
}

/* ---- all of it ---- */

static jln_status find_leaves(jln_form_writer *w, jln_err *err) {
    const jln_plan *plan = w->plan;
    w->leaves = jln_arena_array(w->arena, plan->leaf_count + 1, sizeof *w->leaves);
    if (!w->leaves) return jln_err_nomem(err);
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < plan->leaf_count; i++) {
            const jln_node *n = &plan->nodes[plan->leaves[i]];
            bool scheduled = jln_facts_scheduled(w->facts, i, w->key->period.year);
            if (n->lead && strcmp(n->lead, w->key->lead) == 0 && scheduled == (pass == 0))
                w->leaves[w->leaf_count++] = i;
        }
    if (w->leaf_count) return JLN_OK;
    return jln_err_set(err, JLN_ENOTFOUND, NULL,
                       _("« %.80s » ne pilote aucune activité du plan « %s »"), w->key->lead,
                       plan->name);
}

/* The sheets that have something to ask. Beneficiaries are counted once a year. */
static jln_status find_sheets(jln_form_writer *w, jln_err *err) {
    const jln_frame *frame = w->source->frame;
    if (!w->key->follow_up) {
        for (int s = 0; s < JLN_FORM_INDICATORS; s++) w->wanted[s] = true;
        return find_leaves(w, err);
    }
    bool whole_year = strcmp(w->key->period.last_day + 4, "-12-31") == 0 &&
                      strcmp(w->key->period.first_day + 4, "-01-01") == 0;
    w->wanted[JLN_FORM_INDICATORS] = frame->line_count > 0;
    w->wanted[JLN_FORM_COVERAGE] = frame->cover_count > 0 && whole_year;
    w->wanted[JLN_FORM_FUNDING] = w->plan->funder_count > 0;
    w->wanted[JLN_FORM_RECOMMENDATIONS] = frame->recommendation_count > 0;
    for (int s = 0; s < JLN_FORM_SHEETS; s++)
        if (w->wanted[s]) return JLN_OK;
    return jln_err_set(
        err, JLN_ENOTFOUND, NULL,
        _("le plan « %s » n'a ni indicateur, ni couverture, ni source de financement, ni "
          "recommandation à suivre"),
        w->plan->name);
}

static void add_sheets(jln_form_writer *w) {
    size_t at = 0;
    jln_book_add_sheet(w->book, _("Instructions"));
    if (w->source->answers) {
        jln_book_add_sheet(w->book, _("À corriger"));
        w->remarks_at = ++at;
    }
    for (int i = 0; i < JLN_FORM_SHEETS; i++) {
        if (!w->wanted[i]) continue;
        jln_book_add_sheet(w->book, _(jln_form_layouts[i].name));
        w->at[i] = ++at;
    }
    jln_book_add_sheet(w->book, "Clé");
    w->key_at = ++at;
}

static jln_status prepare_copy(jln_form_writer *w, jln_err *err) {
    const jln_form *form = w->source->answers;
    if (!form) return JLN_OK;
    w->note_rows = jln_arena_array(w->arena, form->note_count + 1, sizeof *w->note_rows);
    if (!w->note_rows) return jln_err_nomem(err);
    for (size_t i = 0; i < form->note_count; i++) w->note_rows[i] = UINT32_MAX;
    for (int s = 0; s < JLN_FORM_SHEETS; s++)
        for (size_t i = 0; i < form->expected[s].count; i++)
            form->expected[s].items[i].written = false;
    return JLN_OK;
}

static jln_status fill(jln_form_writer *w, const char *temporary, const char *path, jln_err *err) {
    jln_status status = find_sheets(w, err);
    if (status == JLN_OK) status = prepare_copy(w, err);
    if (status != JLN_OK) return status;
    w->book = jln_book_open(temporary, path, w->arena, err);
    if (!w->book) return JLN_ENOMEM;
    jln_str title = {0};
    jln_str_fmt(&title,
                w->key->follow_up ? _("Fiche de suivi %s, %s") : _("Fiche de collecte %s, %s"),
                w->key->period.code, jln_plan_structure(w->plan, w->key->lead));
    jln_book_properties(w->book, jln_form_take(w, &title), "Jalon", w->plan->title, NULL,
                        w->source->created);
    add_sheets(w);
    key_about(w);
    key_lists(w);
    jln_form_fill_instructions(w);
    if (w->key->follow_up) jln_form_fill_follow_up(w);
    else jln_form_fill_return(w);
    if (w->source->answers) jln_form_fill_remarks(w);
    key_end(w);
    return jln_book_close(w->book);
}

jln_status jln_form_write(const jln_form_key *key, const jln_form_source *source, const char *path,
                          jln_err *err) {
    jln_atomic file;
    jln_status status = jln_atomic_begin(&file, path, err);
    if (status != JLN_OK) return status;
    jln_form_writer w = {.key = key,
                         .source = source,
                         .plan = source->plan,
                         .facts = source->facts,
                         .lang = source->lang,
                         .arena = jln_arena_new()};
    status = w.arena ? fill(&w, file.temporary, path, err) : jln_err_nomem(err);
    if (status == JLN_OK) status = jln_atomic_commit(&file, err);
    jln_atomic_abort(&file);
    jln_arena_free(w.arena);
    return status;
}
