/* The annexes that let a reader check: definitions and formulas, signs, sources. */
#include "doc/build.h"

#include "store/read.h"

#include <string.h>

/* ---- definitions{indicators = {...}} ---- */

static jln_status add_definition(jln_builder *b, jln_doc_table *table,
                                 const jln_indicator *indicator) {
    jln_doc_row *row = jln_build_row(b, table, indicator->id, JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, indicator->title);
    jln_text_cell(row, 1, indicator->definition);
    jln_text_cell(row, 2, indicator->formula);
    row->cells[2].source = indicator->file;
    return JLN_OK;
}

/* Those the template names, in its order; all when it names none. */
static jln_status add_definitions(jln_builder *b, const jln_tree *node, jln_doc_table *table) {
    const jln_tree *list = jln_tree_field(node, "indicators");
    jln_status status = JLN_OK;
    for (int i = 0; !list && status == JLN_OK && i < jln_engine_indicator_count(b->engine); i++)
        status = add_definition(b, table, jln_engine_indicator(b->engine, i));
    for (size_t i = 0; list && status == JLN_OK && i < list->item_count; i++) {
        const jln_indicator *indicator;
        jln_err local = {0};
        const char *id = list->items[i].kind == JLN_TREE_TEXT ? list->items[i].text : "";
        if (jln_engine_find(b->engine, id, &indicator, &local) != JLN_OK)
            return jln_build_wrong(b, node, "%s", local.message);
        status = add_definition(b, table, indicator);
    }
    return status;
}

jln_status jln_build_definitions(jln_builder *b, const jln_tree *node) {
    jln_status status =
        jln_build_fields(b, node, "key:text title:words indicators:list formats:list");
    jln_columns c = {0};
    jln_columns_add(&c, "indicator", _("Indicateur"), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "definition", _("Définition"), JLN_KIND_TEXT, 2);
    jln_columns_add(&c, "formula", _("Formule"), JLN_KIND_TEXT, 3);
    jln_doc_table *table = status == JLN_OK ? jln_build_table(b, node, &c) : NULL;
    return table ? add_definitions(b, node, table) : b->err->status;
}

/* ---- legend{}: the signs in place of numbers, and the lights ---- */

static jln_status add_sign(jln_builder *b, jln_doc_table *table, const char *key, const char *sign,
                           const char *meaning) {
    jln_doc_row *row = jln_build_row(b, table, key, JLN_ROW_BODY, 0);
    if (!row) return JLN_ENOMEM;
    jln_text_cell(row, 0, sign)->strong = true;
    jln_text_cell(row, 1, meaning);
    return JLN_OK;
}

static jln_status add_states(jln_builder *b, jln_doc_table *table) {
    static const struct {
        jln_state state;
        const char *meaning;
    } states[] = {
        {JLN_MISSING, N_("non disponible : demandé et non reçu ; jamais compté comme zéro")},
        {JLN_PM, N_("pour mémoire : prévu sans ligne de crédit propre ; n'ajoute rien aux sommes, "
                    "compte dans l'exécution "
                    "physique")},
        {JLN_NA,
         N_("sans objet : rien de prévu ni de dépensé, aucune fiche demandée, pas de tel stade "
            "chez cette source, pas d'année à comparer")},
        {JLN_NC, N_("non calculable : dépense sans dotation, base nulle")},
        {JLN_DASH, N_("tiret imprimé : rien de prévu cette année (matrice du plan), pas de nombre "
                      "(couverture)")},
    };
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < sizeof states / sizeof *states; i++)
        status = add_sign(b, table, jln_state_code(states[i].state),
                          jln_state_words(states[i].state), _(states[i].meaning));
    if (status != JLN_OK) return status;
    return add_sign(b, table, "cover", "41/63",
                    _("le taux porte sur 41 éléments connus parmi 63 : sommes d'en haut et d'en "
                      "bas sur les mêmes éléments"));
}

static jln_status add_lights(jln_builder *b, jln_doc_table *table) {
    bool simple =
        strcmp(jln_plan_setting(b->plan, "lights", "") ? jln_plan_setting(b->plan, "lights", "")
                                                       : "",
               "simple") == 0;
    const struct {
        jln_light light;
        const char *meaning;
    } lights[] = {
        {JLN_LIGHT_GREEN, /* xgettext:no-c-format */ _("80 % ou plus")},
        {JLN_LIGHT_YELLOW, simple ? /* xgettext:no-c-format */ _("plus de 50 %, moins de 80 %")
                                  : /* xgettext:no-c-format */ _("plus de 70 %, moins de 80 %")},
        {JLN_LIGHT_ORANGE,
         simple ? NULL : /* xgettext:no-c-format */ _("plus de 50 %, jusqu'à 70 %")},
        {JLN_LIGHT_RED,
         /* xgettext:no-c-format */ _("50 % ou moins, ou plus de 100 % d'une dotation")},
        {JLN_LIGHT_GREY, /* xgettext:no-c-format */ _(
             "moins de 80 % de la base est connu, ou l'année n'est pas finie : pas de jugement")},
    };
    jln_status status = JLN_OK;
    for (size_t i = 0; status == JLN_OK && i < sizeof lights / sizeof *lights; i++)
        if (lights[i].meaning)
            status = add_sign(b, table, jln_light_code(lights[i].light),
                              jln_build_fmt(b, "%s (%s)", jln_light_letter(lights[i].light),
                                            jln_light_words(lights[i].light)),
                              lights[i].meaning);
    return status;
}

jln_status jln_build_legend(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "key:text title:words formats:list");
    jln_columns c = {0};
    jln_columns_add(&c, "sign", _("Signe"), JLN_KIND_CODE, 0);
    jln_columns_add(&c, "meaning", _("Sens"), JLN_KIND_TEXT, 1);
    jln_doc_table *table = status == JLN_OK ? jln_build_table(b, node, &c) : NULL;
    if (!table) return b->err->status;
    status = add_states(b, table);
    return status == JLN_OK ? add_lights(b, table) : status;
}

/* ---- sources{}: documents, packages, and the fingerprint of what was used ---- */

typedef struct {
    jln_builder *b;
    jln_doc_table *table;
} sink;

static jln_status add_document(const jln_cursor *row, void *ctx, jln_err *err) {
    sink *s = ctx;
    jln_doc_row *out =
        jln_doc_row_add(s->b->doc, s->table, jln_build_fmt(s->b, "doc/%s", jln_cursor_text(row, 0)),
                        JLN_ROW_BODY, 0);
    if (!out) return jln_err_nomem(err);
    jln_text_cell(out, 0, jln_build_fmt(s->b, _("Document %s"), jln_cursor_text(row, 0)));
    jln_text_cell(out, 1, jln_arena_str(s->b->doc->arena, jln_cursor_text(row, 1)));
    jln_text_cell(out, 2, jln_arena_str(s->b->doc->arena, jln_cursor_text(row, 2)));
    return JLN_OK;
}

static jln_status add_package(const jln_cursor *row, void *ctx, jln_err *err) {
    sink *s = ctx;
    if (s->b->plan_only && jln_cursor_int(row, 4))
        return JLN_OK; /* example data this report does not show */
    jln_doc_row *out =
        jln_doc_row_add(s->b->doc, s->table, jln_build_fmt(s->b, "pkg/%s", jln_cursor_text(row, 0)),
                        JLN_ROW_BODY, 0);
    if (!out) return jln_err_nomem(err);
    bool en = s->b->lang == JLN_LANG_EN;
    const char *title = jln_cursor_text(row, en && !jln_cursor_null(row, 2) ? 2 : 1);
    const char *label = jln_cursor_text(row, en && !jln_cursor_null(row, 6) ? 6 : 5);
    jln_text_cell(out, 0, jln_build_fmt(s->b, _("Paquet %s"), jln_cursor_text(row, 0)));
    jln_text_cell(out, 1, jln_arena_str(s->b->doc->arena, title));
    jln_text_cell(out, 2,
                  jln_cursor_int(row, 4) ? jln_arena_str(s->b->doc->arena, label)
                                         : _("données réelles"));
    return JLN_OK;
}

jln_status jln_build_sources(jln_builder *b, const jln_tree *node) {
    jln_status status = jln_build_fields(b, node, "key:text title:words formats:list");
    jln_columns c = {0};
    jln_columns_add(&c, "source", _("Source"), JLN_KIND_TEXT, 1);
    jln_columns_add(&c, "title", _("Titre"), JLN_KIND_TEXT, 2);
    jln_columns_add(&c, "detail", _("Précision"), JLN_KIND_TEXT, 2);
    jln_doc_table *table = status == JLN_OK ? jln_build_table(b, node, &c) : NULL;
    if (!table) return b->err->status;
    sink s = {b, table};
    jln_params params = {.plan = b->plan->name};
    status = jln_query_each(b->db, JLN_Q_DOCUMENTS, &params, add_document, &s, b->err);
    if (status == JLN_OK)
        status = jln_query_each(b->db, JLN_Q_PACKAGES, &params, add_package, &s, b->err);
    if (status != JLN_OK) return status;
    return jln_build_say(
        b, JLN_TEXT_NOTE,
        _("L'empreinte est celle des données du plan : deux rapports de même modèle, de même "
          "année, "
          "de même langue, de même date et de même empreinte disent la même chose."));
}
