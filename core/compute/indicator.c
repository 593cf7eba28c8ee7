/* Loading the indicators of a folder: one Lua file each, checked before anything is computed. */
#include "compute/inside.h"

#include "base/i18n.h"
#include "base/str.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const known_fields[] = {
    "amounts",       "cumulated",   "by",     "definition", "examples", "financing",
    "formula",       "id",          "levels", "light_from", "lights",   "over",
    "over_is_alert", "since_start", "source", "stage",      "title",    "unit",
    "uses_base",     NULL};

static jln_status wrong(const char *shown, const jln_tree *tree, jln_err *err, const char *message,
                        const char *detail) {
    char where[320];
    snprintf(where, sizeof where, "%s:%d", shown, tree->line);
    return jln_err_set(err, JLN_ESCRIPT, where, message, detail);
}

static jln_status check_fields(const char *shown, const jln_tree *tree, jln_err *err) {
    for (size_t i = 0; i < tree->field_count; i++) {
        bool known = false;
        for (const char *const *f = known_fields; *f; f++) known |= strcmp(*f, tree->names[i]) == 0;
        if (!known)
            return wrong(shown, tree, err,
                         _("indicator{...} : champ « %s » inconnu ; champs possibles : amounts, "
                           "by, cumulated, definition, "
                           "examples, financing, formula, id, levels, light_from, lights, over, "
                           "over_is_alert, "
                           "since_start, source, stage, title, unit, uses_base, value"),
                         tree->names[i]);
    }
    return JLN_OK;
}

/* A text, or {fr = ..., en = ...}. */
static const char *words(const jln_engine *e, const jln_tree *tree, const char *name) {
    const jln_tree *field = jln_tree_field(tree, name);
    if (field && field->kind == JLN_TREE_TABLE) {
        const jln_tree *fr = jln_tree_field(field, "fr"), *en = jln_tree_field(field, "en");
        field = e->options.lang == JLN_LANG_EN && en ? en : fr;
    }
    return field && field->kind == JLN_TREE_TEXT ? field->text : NULL;
}

static bool flag(const jln_tree *tree, const char *name) {
    const jln_tree *field = jln_tree_field(tree, name);
    return field && field->kind == JLN_TREE_BOOL && field->boolean;
}

static bool lists(const jln_tree *tree, const char *name, const char *word) {
    const jln_tree *list = jln_tree_field(tree, name);
    for (size_t i = 0; list && i < list->item_count; i++)
        if (list->items[i].kind == JLN_TREE_TEXT && strcmp(list->items[i].text, word) == 0)
            return true;
    return false;
}

/* Two or three rising bounds in %: "50;80", as a setting writes them. */
static bool parse_bounds(const char *text, int bounds[3]) {
    char rest = 0;
    bounds[2] = 0;
    int read = sscanf(text, "%d;%d;%d%c", &bounds[0], &bounds[1], &bounds[2], &rest);
    return (read == 2 || read == 3) && bounds[0] > 0 && bounds[0] < bounds[1] &&
           (read == 2 || bounds[1] < bounds[2]);
}

/* uemoa, simple, none, or bounds. */
static bool set_lights(jln_indicator *out, const char *text) {
    bool uemoa = strcmp(text, "uemoa") == 0;
    out->lights = strcmp(text, "none") != 0;
    out->bands[0] = strcmp(text, "sign") == 0 ? -1 : 0;
    if (out->bands[0]) return true;
    if (!uemoa && strcmp(text, "simple") != 0)
        return !out->lights || parse_bounds(text, out->bands);
    memcpy(out->bands, jln_light_bounds(uemoa ? JLN_BANDS_UEMOA : JLN_BANDS_SIMPLE),
           sizeof out->bands);
    return true;
}

static jln_status read_lights(const jln_engine *e, const char *shown, const jln_tree *tree,
                              jln_indicator *out, jln_err *err) {
    const jln_tree *field = jln_tree_field(tree, "lights");
    const char *setting = jln_plan_setting(e->plan, "lights", out->id);
    out->lights = flag(tree, "lights");
    if (field && field->kind == JLN_TREE_TEXT && !set_lights(out, field->text))
        return wrong(shown, tree, err,
                     _("lights = \"%s\" : attendu true, \"uemoa\", \"simple\", \"sign\", \"none\" "
                       "ou des seuils en %% comme "
                       "\"50;80\""),
                     field->text);
    if (setting && !set_lights(out, setting))
        return jln_err_set(err, JLN_ESCRIPT, "settings.csv",
                           _("réglage « lights » de « %s » : trouvé « %s », attendu uemoa, simple, "
                             "none ou des seuils "
                             "en %% comme 50;80"),
                           out->id, setting);
    out->light_from = words(e, tree, "light_from");
    return JLN_OK;
}

static jln_status read_over(const jln_engine *e, const char *shown, const jln_tree *tree,
                            jln_indicator *out, jln_err *err) {
    static const char *const codes[] = {"activities",    "logframe",        "coverage",
                                        "registrations", "recommendations", "milestones"};
    const char *over = words(e, tree, "over");
    out->over = JLN_OVER_ACTIVITIES;
    for (size_t i = 0; over && i < sizeof codes / sizeof *codes; i++)
        if (strcmp(codes[i], over) == 0) {
            out->over = (jln_over)i;
            return JLN_OK;
        }
    return over ? wrong(shown, tree, err,
                        _("over = \"%s\" : attendu activities, logframe, coverage, registrations, "
                          "recommendations ou milestones"),
                        over)
                : JLN_OK;
}

/* Counted as a plain number, a rate would be printed 0.55 or, times 100, without its sign. */
static bool is_percent(const char *unit) {
    static const char *const names[] = {"%", "percent", "pourcent", "pourcentage"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], unit) == 0) return true;
    return false;
}

static void read_unit(const jln_engine *e, jln_indicator *out) {
    out->unit_kind = strcmp(out->unit, "ratio") == 0    ? JLN_UNIT_RATIO
                     : strcmp(out->unit, "points") == 0 ? JLN_UNIT_POINTS
                     : strcmp(out->unit, "amount") == 0 ? JLN_UNIT_AMOUNT
                                                        : JLN_UNIT_NUMBER;
    if (out->unit_kind == JLN_UNIT_AMOUNT) out->unit = e->plan->currency;
}

static jln_status read_declaration(jln_engine *e, const char *shown, const jln_tree *tree,
                                   jln_indicator *out, jln_err *err) {
    jln_status status = check_fields(shown, tree, err);
    if (status != JLN_OK) return status;
    out->id = words(e, tree, "id");
    out->title = words(e, tree, "title");
    out->definition = words(e, tree, "definition");
    out->formula = words(e, tree, "formula");
    out->source = words(e, tree, "source");
    out->unit = words(e, tree, "unit");
    const char *missing = !out->id           ? "id"
                          : !out->title      ? "title"
                          : !out->definition ? "definition"
                          : !out->formula    ? "formula"
                          : !out->unit       ? "unit"
                                             : NULL;
    if (missing)
        return wrong(shown, tree, err, _("indicator{...} : le champ « %s » manque"), missing);
    if (is_percent(out->unit))
        return wrong(shown, tree, err,
                     _("unit = \"%s\" : pour un taux imprimé en %%, écrire unit = \"ratio\", sans "
                       "multiplier par 100"),
                     out->unit);
    read_unit(e, out);
    out->financing = flag(tree, "financing");
    out->uses_base = flag(tree, "uses_base");
    out->over_is_alert = flag(tree, "over_is_alert");
    out->since_start = flag(tree, "since_start");
    out->cumulated = words(e, tree, "cumulated");
    out->stage = flag(tree, "stage") ? (int)e->stage : -1;
    out->amounts = out->uses_base || out->financing || out->stage >= 0 || flag(tree, "amounts");
    out->by_funder = lists(tree, "by", "funder");
    out->by_node = !jln_tree_field(tree, "by") || lists(tree, "by", "node");
    out->plan_only = lists(tree, "levels", "plan");
    out->examples = jln_tree_field(tree, "examples");
    status = read_over(e, shown, tree, out, err);
    bool by_node = out->over == JLN_OVER_ACTIVITIES || out->over == JLN_OVER_LOGFRAME ||
                   out->over == JLN_OVER_MILESTONES;
    if (!by_node) out->plan_only = true;
    return status == JLN_OK ? read_lights(e, shown, tree, out, err) : status;
}

static jln_status load_one(jln_engine *e, const char *path, const char *shown, jln_err *err) {
    jln_indicator *grown = jln_arena_grow(e->arena, e->indicators, &e->indicator_capacity,
                                          e->indicator_count + 1, sizeof *grown);
    if (!grown) return jln_err_nomem(err);
    e->indicators = grown;
    jln_indicator *one = &e->indicators[e->indicator_count];
    memset(one, 0, sizeof *one);
    one->file = shown;
    const jln_tree *declaration = NULL;
    jln_status status =
        jln_script_open(path, shown, NULL, &e->host, e->arena, &one->script, &declaration, err);
    if (status != JLN_OK) return status;
    e->indicator_count++; /* from here on jln_engine_close closes the script */
    status = read_declaration(e, shown, declaration, one, err);
    for (size_t i = 0; status == JLN_OK && i + 1 < e->indicator_count; i++)
        if (strcmp(e->indicators[i].id, one->id) == 0)
            return wrong(shown, declaration, err,
                         _("l'identifiant « %s » est déjà pris par un autre indicateur"), one->id);
    return status;
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_lua(const char *name) {
    size_t n = strlen(name);
    return n > 4 && name[0] != '.' && strcmp(name + n - 4, ".lua") == 0;
}

static jln_status list_folder(jln_engine *e, const char *folder, const char ***names, size_t *count,
                              jln_err *err) {
    DIR *dir = opendir(folder);
    if (!dir)
        return jln_err_set(err, JLN_EIO, folder, _("le dossier ne s'ouvre pas (%s)"),
                           strerror(errno));
    size_t capacity = 0;
    *names = NULL;
    *count = 0;
    jln_status status = JLN_OK;
    for (struct dirent *entry = readdir(dir); entry && status == JLN_OK; entry = readdir(dir)) {
        if (!is_lua(entry->d_name)) continue;
        const char **grown = jln_arena_grow(e->arena, *names, &capacity, *count + 1, sizeof *grown);
        char *name = jln_arena_str(e->arena, entry->d_name);
        if (!grown || !name) status = jln_err_nomem(err);
        if (status != JLN_OK) break;
        *names = grown;
        (*names)[(*count)++] = name;
    }
    closedir(dir);
    if (*count) qsort(*names, *count, sizeof **names, by_name);
    return status;
}

/* The indicators others follow exist. */
static jln_status check_leaders(const jln_engine *e, jln_err *err) {
    const jln_indicator *leader;
    jln_err unknown = {0};
    for (size_t i = 0; i < e->indicator_count; i++)
        if (e->indicators[i].light_from &&
            jln_engine_find(e, e->indicators[i].light_from, &leader, &unknown) != JLN_OK)
            return jln_err_set(err, JLN_ESCRIPT, e->indicators[i].file, "light_from : %s",
                               unknown.message);
    return JLN_OK;
}

jln_status jln_indicators_load(jln_engine *e, const char *folder, jln_err *err) {
    const char **names = NULL;
    size_t count = 0;
    jln_status status = list_folder(e, folder, &names, &count, err);
    for (size_t i = 0; status == JLN_OK && i < count; i++) {
        const char *path = jln_arena_fmt(e->arena, "%s/%s", folder, names[i]);
        const char *shown = jln_arena_fmt(e->arena, "lua-indicators/%s", names[i]);
        status = path && shown ? load_one(e, path, shown, err) : jln_err_nomem(err);
    }
    return status == JLN_OK ? check_leaders(e, err) : status;
}
