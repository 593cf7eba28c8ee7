/* Reading the fields of a template's constructor calls, and refusing what is not among them. */
#include "doc/build.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

jln_status jln_build_wrong(jln_builder *b, const jln_tree *node, const char *fmt, ...) {
    char where[320], message[1024];
    snprintf(where, sizeof where, "%s:%d", b->shown, node->line);
    va_list args;
    va_start(args, fmt);
    vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    return jln_err_set(b->err, JLN_ESCRIPT, where, "%s", message);
}

static const char *name_of(const jln_tree *node) {
    return node->constructor ? node->constructor : "";
}

/* The type of a field in "name:type name:type"; NULL when it is not there. */
static const char *type_of(const char *allowed, const char *name) {
    size_t n = strlen(name);
    for (const char *p = strstr(allowed, name); p; p = strstr(p + 1, name))
        if ((p == allowed || p[-1] == ' ') && p[n] == ':') return p + n + 1;
    return NULL;
}

static bool is_type(const char *type, const char *name) {
    size_t n = strlen(name);
    return strncmp(type, name, n) == 0 && (type[n] == ' ' || type[n] == '\0');
}

static bool is_words(const jln_tree *value) {
    const jln_tree *fr = jln_tree_field(value, "fr"), *en = jln_tree_field(value, "en");
    if (value->kind == JLN_TREE_TEXT) return true;
    return fr && fr->kind == JLN_TREE_TEXT && (!en || en->kind == JLN_TREE_TEXT) &&
           !value->item_count && value->field_count == (en ? 2u : 1u);
}

/* What is expected in words when the value is of another type; NULL when it fits. */
static const char *misfit(const char *type, const jln_tree *value) {
    if (is_type(type, "text") && value->kind != JLN_TREE_TEXT) return _("un texte");
    if (is_type(type, "words") && !is_words(value))
        return _("un texte ou {fr = \"…\", en = \"…\"}");
    if (is_type(type, "flag") && value->kind != JLN_TREE_BOOL) return _("true ou false");
    if (is_type(type, "number") && value->kind != JLN_TREE_NUMBER) return _("un nombre");
    if (is_type(type, "list") && value->kind != JLN_TREE_TABLE) return _("une liste {…}");
    return NULL;
}

static const char *field_names(jln_builder *b, const char *allowed) {
    char *names = jln_arena_str(b->doc->arena, allowed), *to = names;
    for (const char *from = names; from && *from; from++) {
        if (*from == ':') from += strcspn(from, " ");
        *to++ = *from;
        if (!*from) return names;
    }
    if (to) *to = '\0';
    return names ? names : "";
}

jln_status jln_build_fields(jln_builder *b, const jln_tree *node, const char *allowed) {
    bool block =
        type_of(allowed, "formats") != NULL; /* any block may be there only with something */
    for (size_t i = 0; i < node->field_count; i++) {
        const char *type = type_of(allowed, node->names[i]);
        if (block && !type && strcmp(node->names[i], "with") == 0) type = "any";
        if (!type)
            return jln_build_wrong(
                b, node, _("%s{...} : champ « %s » inconnu ; champs possibles : %s%s"),
                name_of(node), node->names[i], field_names(b, allowed), block ? " with" : "");
        const char *expected = misfit(type, &node->fields[i]);
        if (expected)
            return jln_build_wrong(b, node, _("%s{%s = ...} : attendu %s"), name_of(node),
                                   node->names[i], expected);
    }
    return JLN_OK;
}

const char *jln_build_text(const jln_tree *node, const char *name) {
    const jln_tree *field = jln_tree_field(node, name);
    return field && field->kind == JLN_TREE_TEXT ? field->text : NULL;
}

bool jln_build_flag(const jln_tree *node, const char *name) {
    const jln_tree *field = jln_tree_field(node, name);
    return field && field->kind == JLN_TREE_BOOL && field->boolean;
}

int jln_build_int(const jln_tree *node, const char *name, int otherwise) {
    const jln_tree *field = jln_tree_field(node, name);
    bool small = field && field->kind == JLN_TREE_NUMBER && jln_rat_is_integer(field->number) &&
                 field->number.num > -1000 && field->number.num < 1000;
    return small ? (int)field->number.num : otherwise;
}

/* ---- a text among a few ---- */

static int place_among(const char *const *names, const char *text) {
    for (int i = 0; text && names[i]; i++)
        if (strcmp(names[i], text) == 0) return i;
    return -1;
}

jln_status jln_build_not_among(jln_builder *b, const jln_tree *node, const char *field,
                               const char *const *names, const char *text) {
    jln_str list = {0};
    for (int i = 0; names[i]; i++) jln_str_fmt(&list, "%s%s", i ? ", " : "", names[i]);
    jln_status status =
        jln_build_wrong(b, node, _("%s{%s = ...} : trouvé « %s », attendu parmi : %s"),
                        name_of(node), field, text ? text : "?", jln_str_c(&list));
    jln_str_free(&list);
    return status;
}

jln_status jln_build_choice(jln_builder *b, const jln_tree *node, const char *field,
                            const char *const *names, int otherwise, int *out) {
    const char *text = jln_build_text(node, field);
    *out = text ? place_among(names, text) : otherwise;
    return *out >= 0 ? JLN_OK : jln_build_not_among(b, node, field, names, text);
}

jln_status jln_build_choices(jln_builder *b, const jln_tree *node, const char *field,
                             const char *const *names, uint64_t *out) {
    const jln_tree *list = jln_tree_field(node, field);
    bool alone = list && list->kind == JLN_TREE_TEXT;
    *out = list ? 0 : UINT64_MAX;
    for (size_t i = 0; list && i < (alone ? 1 : list->item_count); i++) {
        const jln_tree *item = alone ? list : &list->items[i];
        const char *text = item->kind == JLN_TREE_TEXT ? item->text : NULL;
        int at = place_among(names, text);
        if (at < 0) return jln_build_not_among(b, node, field, names, text);
        *out |= (uint64_t)1 << at;
    }
    return JLN_OK;
}
