/* legend{}: the signs in place of numbers and the lights, those that the report prints, with what
 * they mean there. */
#include "doc/signs.h"

#include "compute/light.h"

#include <string.h>

jln_status jln_build_legend(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "key:text title:words formats:list");
    jln_columns c = {0};
    jln_columns_add(&c, "sign", _("Signe"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "meaning", _("Sens"), JLN_KIND_TEXT, 1);
    b->legend = status == JLN_OK ? jln_build_table(b, node, &c) : NULL;
    return b->legend ? JLN_OK : b->err->status;
}

static jln_status add_sign(jln_builder *b, const char *key, const char *sign, const char *meaning) {
    jln_doc_row *row = jln_build_row(b, b->legend, key, JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, sign)->strong = true;
    jln_text_cell(row, 1, meaning);
    return JLN_OK;
}

/* ---- signs ---- */

/* A year is told by the table, not by the legend. */
static const char *reason_words(jln_reason reason) {
    return reason == JLN_REASON_NO_TARGET      ? _("pas de cible")
           : reason == JLN_REASON_NOT_MEASURED ? _("pas de mesure reçue")
           : reason == JLN_REASON_WORDS        ? _("la référence ou la cible est en mots")
           : reason == JLN_REASON_NONE         ? NULL
                                               : jln_reason_words(reason);
}

/* "non calculable : la base est nulle, la référence n'est pas disponible" */
static const char *with_reasons(jln_builder *b, const char *words, uint64_t reasons) {
    jln_str text = {0};
    for (int r = 0; r < JLN_REASON_COUNT; r++) {
        const char *reason = reasons >> r & 1 ? reason_words((jln_reason)r) : NULL;
        if (reason) jln_str_fmt(&text, "%s%s", text.length ? ", " : "", reason);
    }
    const char *made =
        text.length ? jln_build_fmt(b, _("%s : %s"), words, jln_str_c(&text)) : words;
    jln_str_free(&text);
    return made;
}

static jln_status add_states(jln_builder *b, const jln_printed *p) {
    static const struct {
        jln_state state;
        const char *meaning;
    } states[] = {
        {JLN_MISSING, N_("non disponible, jamais compté comme zéro")},
        {JLN_PM, N_("pour mémoire : prévu sans crédit propre ; n'ajoute rien aux sommes, "
                    "compte dans l'exécution physique")},
        {JLN_NA, N_("sans objet")},
        {JLN_NC, N_("non calculable")},
        {JLN_DASH, N_("tiret imprimé par le document")},
    };
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < sizeof states / sizeof *states; i++) {
        const jln_state state = states[i].state;
        if (!p->states[state]) continue;
        status = add_sign(b, jln_state_code(state), jln_state_words(state),
                          with_reasons(b, _(states[i].meaning), p->reasons[state]));
    }
    if (status != JLN_OK || !p->cover) return status;
    return add_sign(b, "cover", "n/N",
                    _("le taux porte sur n éléments connus parmi N : numérateur et dénominateur "
                      "sur les mêmes éléments"));
}

/* ---- lights ---- */

/* Some rate of the report is over an allocation. */
static bool over_base(const jln_builder *b) {
    for (size_t i = 0; i < b->used_count; i++)
        if (b->used[i]->uses_base) return true;
    return false;
}

static jln_status add_light(jln_builder *b, jln_light light, const char *meaning) {
    return add_sign(b, jln_light_code(light),
                    jln_build_fmt(b, "%s (%s)", jln_light_letter(light), jln_light_words(light)),
                    meaning);
}

/* One light is read against the others: all of them or none. */
static jln_status add_lights(jln_builder *b, const jln_printed *p) {
    const char *set = jln_plan_setting(b->plan, "lights", "");
    bool simple = set && strcmp(set, "simple") == 0, any = false;
    const int *bounds = jln_light_bounds(simple ? JLN_BANDS_SIMPLE : JLN_BANDS_UEMOA);
    for (int i = JLN_LIGHT_NONE + 1; i < JLN_LIGHT_COUNT; i++) any |= p->lights[i];
    if (!any) return JLN_OK;
    int top = bounds[2] ? bounds[2] : bounds[1];
    jln_status status = add_light(b, JLN_LIGHT_GREEN, jln_build_fmt(b, _("%d %% ou plus"), top));
    if (status == JLN_OK && bounds[2])
        status =
            add_light(b, JLN_LIGHT_YELLOW,
                      jln_build_fmt(b, _("plus de %d %%, moins de %d %%"), bounds[1], bounds[2]));
    if (status == JLN_OK)
        status = add_light(b, JLN_LIGHT_ORANGE,
                           jln_build_fmt(b,
                                         bounds[2] ? _("plus de %d %%, jusqu'à %d %%")
                                                   : _("plus de %d %%, moins de %d %%"),
                                         bounds[0], bounds[1]));
    const char *low = jln_build_fmt(b, _("%d %% ou moins"), bounds[0]);
    if (status == JLN_OK)
        status = add_light(
            b, JLN_LIGHT_RED,
            over_base(b) ? jln_build_fmt(b, _("%s, ou plus de 100 %% d'une dotation"), low) : low);
    if (status != JLN_OK || !p->lights[JLN_LIGHT_GREY]) return status;
    return add_light(
        b, JLN_LIGHT_GREY, /* xgettext:no-c-format */
        _("moins de 80 % de la base est connu, ou l'année n'est pas finie : pas de jugement"));
}

/* ---- once the document is complete ---- */

void jln_build_take_out(jln_builder *b, size_t at) {
    jln_doc *doc = b->doc;
    memmove(&doc->blocks[at], &doc->blocks[at + 1],
            (doc->block_count - at - 1) * sizeof *doc->blocks);
    doc->block_count--;
}

static size_t place_of(const jln_doc *doc, const jln_doc_table *table) {
    size_t at = 0;
    while (doc->blocks[at].kind != JLN_BLOCK_TABLE || doc->blocks[at].table != table) at++;
    return at;
}

jln_status jln_build_legend_finish(jln_builder *b) {
    if (!b->legend) return JLN_OK;
    const jln_printed p = jln_printed_read(b->doc);
    jln_status status = add_states(b, &p);
    if (status == JLN_OK) status = add_lights(b, &p);
    if (status == JLN_OK && !b->legend->row_count)
        jln_build_take_out(b, place_of(b->doc, b->legend));
    return status;
}
