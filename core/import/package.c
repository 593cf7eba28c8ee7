#include "import/package.h"

#include "base/i18n.h"
#include "import/file.h"
#include "import/json.h"
#include "import/words.h"

#include <string.h>

/* The lists are bounded because their checks for duplicates compare all pairs. */
enum {
    NAME_MAX_BYTES = 80,
    LEVELS_MAX = 12,
    YEARS_MAX = 100,
    DECIMALS_MAX = 4,
    SOURCES_MAX = 1000,
    LIST_MAX = 100,
    FIELDS_MAX = 64
};

/* Lower case letters and digits first, then `more` as well. */
static bool is_name(const char *text, const char *more) {
    static const char *const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    if (!*text || !strchr(letters, *text) || strlen(text) > NAME_MAX_BYTES) return false;
    for (; *text; text++)
        if (!strchr(letters, *text) && !strchr(more, *text)) return false;
    return true;
}

static jln_status read_name(const jln_json *at, const char **out) {
    const char *what = _("un nom en lettres minuscules sans accent, chiffres, « . », « - », « _ »");
    jln_status status = jln_json_text(at, what, out);
    if (status != JLN_OK) return status;
    return is_name(*out, "._-") ? JLN_OK : jln_json_expected(at, what);
}

/* A list of different names; an absent one is empty. */
static jln_status read_names(const jln_json *at, const char *const **out, size_t *count) {
    *count = 0;
    if (!at->value) return JLN_OK;
    jln_status status = jln_json_list(at, LIST_MAX);
    if (status != JLN_OK) return status;
    size_t n = jln_json_count(at);
    const char **names = jln_arena_array(at->file->arena, n, sizeof *names);
    if (!names) return jln_err_nomem(at->file->err);
    for (size_t i = 0; i < n; i++) {
        jln_json item = jln_json_element(at, i);
        status = read_name(&item, &names[i]);
        if (status != JLN_OK) return status;
        for (size_t j = 0; j < i; j++)
            if (strcmp(names[j], names[i]) == 0)
                return jln_json_fail(&item, _("« %s » est là deux fois"), names[i]);
    }
    *out = names;
    *count = n;
    return JLN_OK;
}

/* ---- the "jalon" block ---- */

static jln_status read_level(const jln_json *at, jln_level *level) {
    static const char *const keys[] = {"code", "fr", "fr_plural", "en", "en_plural"};
    enum { COUNT = sizeof keys / sizeof *keys };
    const char **texts[COUNT] = {&level->code, &level->fr, &level->fr_plural, &level->en,
                                 &level->en_plural};
    jln_status status = jln_json_object(at);
    if (status == JLN_OK) status = jln_json_keys(at, keys, COUNT);
    for (size_t i = 0; status == JLN_OK && i < COUNT; i++) {
        jln_json text = jln_json_member(at, keys[i]);
        status =
            i == 0 ? read_name(&text, texts[i]) : jln_json_text(&text, _("un texte"), texts[i]);
    }
    return status;
}

static jln_status read_levels(const jln_json *at, jln_package *out) {
    jln_status status = jln_json_list(at, LEVELS_MAX);
    if (status != JLN_OK) return status;
    size_t n = jln_json_count(at);
    if (n == 0) return jln_json_fail(at, "%s", _("liste vide, attendu au moins un niveau"));
    jln_level *levels = jln_arena_array(at->file->arena, n, sizeof *levels);
    if (!levels) return jln_err_nomem(at->file->err);
    for (size_t i = 0; i < n; i++) {
        jln_json item = jln_json_element(at, i);
        status = read_level(&item, &levels[i]);
        if (status != JLN_OK) return status;
        for (size_t j = 0; j < i; j++)
            if (strcmp(levels[j].code, levels[i].code) == 0)
                return jln_json_fail(&item, _("le niveau « %s » est là deux fois"), levels[i].code);
    }
    out->levels = levels;
    out->level_count = n;
    return JLN_OK;
}

static jln_status read_kind(const jln_json *block, jln_package *out) {
    jln_json at = jln_json_member(block, "kind");
    const char *kind = jln_json_raw(&at);
    out->is_plan = kind && strcmp(kind, "plan") == 0;
    if (out->is_plan || (kind && strcmp(kind, "data") == 0)) return JLN_OK;
    return jln_json_expected(&at, _("« plan » ou « data »"));
}

/* Figures that are not real carry a label wherever they show. */
static jln_status read_example(const jln_json *block, jln_package *out) {
    jln_json real = jln_json_member(block, "real"), label = jln_json_member(block, "label"),
             label_en = jln_json_member(block, "label_en");
    bool is_real;
    jln_status status =
        jln_json_bool(&real, _("true (chiffres réels) ou false (exemple)"), &is_real);
    if (status != JLN_OK) return status;
    out->example = !is_real;
    if (!out->example && label.value)
        return jln_json_fail(&label, "%s",
                             _("une étiquette ne se met qu'à un exemple (« real » : false)"));
    if (!out->example) return JLN_OK;
    status = jln_json_text(
        &label, _("l'étiquette de l'exemple, comme « Données fictives de démonstration »"),
        &out->label);
    return status == JLN_OK ? jln_json_optional(&label_en, &out->label_en) : status;
}

static jln_status read_currency(const jln_json *block, jln_package *out) {
    jln_json at = jln_json_member(block, "currency");
    const char *what = _("un code ISO 4217 de trois capitales, comme « XOF »");
    if (!at.value && !out->is_plan) return JLN_OK;
    jln_status status = jln_json_text(&at, what, &out->currency);
    if (status != JLN_OK) return status;
    const char *c = out->currency;
    return strspn(c, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3 && !c[3] ? JLN_OK
                                                                 : jln_json_expected(&at, what);
}

static jln_status read_scale(const jln_json *block, jln_package *out) {
    jln_json decimals = jln_json_member(block, "decimals"), scale = jln_json_member(block, "scale");
    int64_t value = 0;
    jln_status status =
        decimals.value ? jln_json_integer(&decimals, 0, DECIMALS_MAX, &value) : JLN_OK;
    out->decimals = (int)value;
    out->scale = 1;
    if (status != JLN_OK || !scale.value) return status;
    status = jln_json_integer(&scale, 1, 1000000000, &out->scale);
    if (status != JLN_OK) return status;
    int64_t rest = out->scale;
    while (rest % 10 == 0) rest /= 10;
    return rest == 1 ? JLN_OK
                     : jln_json_expected(&scale, _("une puissance de dix : 1, 1000, 1000000…"));
}

static jln_status read_years(const jln_json *block, jln_package *out) {
    jln_json first = jln_json_member(block, "first_year"),
             last = jln_json_member(block, "last_year");
    int64_t from = 0, to = 0;
    jln_status status = jln_json_integer(&first, 1900, 2200, &from);
    if (status == JLN_OK) status = jln_json_integer(&last, 1900, 2200, &to);
    if (status != JLN_OK) return status;
    out->first_year = (int)from;
    out->last_year = (int)to;
    if (to < from)
        return jln_json_fail(&last,
                             _("trouvé %d, attendu une année à partir de %d (« first_year »)"),
                             out->last_year, out->first_year);
    if (to - from < YEARS_MAX) return JLN_OK;
    return jln_json_fail(&last, _("de %d à %d : plus de %d ans"), out->first_year, out->last_year,
                         YEARS_MAX);
}

/* Keys that only a plan has, or only a package of data. */
static jln_status check_kind_keys(const jln_json *block, bool is_plan) {
    static const char *const of_plan[] = {"first_year", "last_year", "levels", "templates"};
    jln_json plan = jln_json_member(block, "plan");
    if (is_plan && plan.value)
        return jln_json_fail(&plan, "%s",
                             _("un plan n'est pas sur un autre plan ; ôtez cette clé"));
    for (size_t i = 0; !is_plan && i < sizeof of_plan / sizeof *of_plan; i++) {
        jln_json at = jln_json_member(block, of_plan[i]);
        if (at.value)
            return jln_json_fail(
                &at, "%s", _("cette clé est celle d'un plan (« kind » : « plan ») ; ôtez-la"));
    }
    return JLN_OK;
}

static jln_status read_plan(const jln_json *block, jln_package *out) {
    jln_json levels = jln_json_member(block, "levels"),
             templates = jln_json_member(block, "templates");
    out->plan = out->name;
    jln_status status = read_years(block, out);
    if (status == JLN_OK && levels.value) status = read_levels(&levels, out);
    if (status == JLN_OK) status = read_names(&templates, &out->templates, &out->template_count);
    return status;
}

/* The plan a package of data is about is one it depends on. */
static jln_status read_subject(const jln_json *block, jln_package *out) {
    jln_json plan = jln_json_member(block, "plan");
    char list[JLN_LIST_MAX], hint[JLN_QUOTE_MAX];
    if (!plan.value) return JLN_OK;
    jln_status status = read_name(&plan, &out->plan);
    if (status != JLN_OK) return status;
    for (size_t i = 0; i < out->dependency_count; i++)
        if (strcmp(out->dependencies[i], out->plan) == 0) return JLN_OK;
    return jln_json_fail(&plan, _("« %s » n'est pas parmi les « dependencies » (%s)%s"), out->plan,
                         jln_list(out->dependencies, out->dependency_count, list),
                         jln_suggest(out->plan, out->dependencies, out->dependency_count, hint));
}

static jln_status read_block(const jln_json *block, jln_package *out) {
    static const char *const keys[] = {"kind",      "plan",      "real",     "label", "label_en",
                                       "title_en",  "currency",  "decimals", "scale", "first_year",
                                       "last_year", "templates", "levels"};
    jln_json title_en = jln_json_member(block, "title_en");
    jln_status status = jln_json_object(block);
    if (status == JLN_OK) status = jln_json_keys(block, keys, sizeof keys / sizeof *keys);
    if (status == JLN_OK) status = read_kind(block, out);
    if (status == JLN_OK) status = check_kind_keys(block, out->is_plan);
    if (status == JLN_OK) status = read_example(block, out);
    if (status == JLN_OK) status = jln_json_optional(&title_en, &out->title_en);
    if (status == JLN_OK) status = read_currency(block, out);
    if (status == JLN_OK) status = read_scale(block, out);
    if (status == JLN_OK) status = out->is_plan ? read_plan(block, out) : read_subject(block, out);
    return status;
}

/* ---- the standard fields ---- */

static jln_status read_source(const jln_json *at, jln_document *document) {
    jln_json id = jln_json_member(at, "id"), title = jln_json_member(at, "title"),
             path = jln_json_member(at, "path");
    const char *what =
        _("l'identifiant du document, comme « 001 » : lettres sans accent, chiffres, "
          "« . », « - », « _ »");
    jln_status status = jln_json_object(at);
    if (status == JLN_OK) status = jln_json_text(&id, what, &document->id);
    if (status == JLN_OK && !is_name(document->id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ._-"))
        status = jln_json_expected(&id, what);
    if (status == JLN_OK)
        status = jln_json_text(&title, _("le titre du document"), &document->title);
    return status == JLN_OK ? jln_json_optional(&path, &document->path) : status;
}

static jln_status read_sources(const jln_json *at, jln_package *out) {
    if (!at->value) return JLN_OK;
    jln_status status = jln_json_list(at, SOURCES_MAX);
    if (status != JLN_OK) return status;
    size_t n = jln_json_count(at);
    jln_document *documents = jln_arena_array(at->file->arena, n, sizeof *documents);
    if (!documents) return jln_err_nomem(at->file->err);
    for (size_t i = 0; i < n; i++) {
        jln_json item = jln_json_element(at, i);
        status = read_source(&item, &documents[i]);
        if (status != JLN_OK) return status;
        for (size_t j = 0; j < i; j++)
            if (strcmp(documents[j].id, documents[i].id) == 0)
                return jln_json_fail(&item, _("le document « %s » est là deux fois"),
                                     documents[i].id);
    }
    out->documents = documents;
    out->document_count = n;
    return JLN_OK;
}

static jln_status read_dependencies(const jln_json *top, jln_package *out) {
    jln_json at = jln_json_member(top, "dependencies");
    jln_status status = read_names(&at, &out->dependencies, &out->dependency_count);
    for (size_t i = 0; status == JLN_OK && i < out->dependency_count; i++) {
        jln_json item = jln_json_element(&at, i);
        if (strcmp(out->dependencies[i], out->name) == 0)
            status = jln_json_fail(&item, "%s", _("le paquet dépend de lui-même"));
    }
    return status;
}

/* ---- resources ---- */

static jln_status read_schema(const jln_json *schema, jln_resource *resource) {
    if (!schema->value) return JLN_OK;
    jln_status status = jln_json_object(schema);
    jln_json list = jln_json_member(schema, "fields");
    if (status != JLN_OK || !list.value) return status;
    status = jln_json_list(&list, FIELDS_MAX);
    if (status != JLN_OK) return status;
    size_t n = jln_json_count(&list);
    const char **fields = jln_arena_array(schema->file->arena, n, sizeof *fields);
    if (!fields) return jln_err_nomem(schema->file->err);
    for (size_t i = 0; i < n; i++) {
        jln_json item = jln_json_element(&list, i), name = jln_json_member(&item, "name");
        status = jln_json_object(&item);
        if (status == JLN_OK) status = jln_json_text(&name, _("le nom d'une colonne"), &fields[i]);
        if (status != JLN_OK) return status;
        for (size_t j = 0; j < i; j++)
            if (strcmp(fields[j], fields[i]) == 0)
                return jln_json_fail(&name, _("la colonne « %s » est là deux fois"), fields[i]);
    }
    resource->fields = fields;
    resource->field_count = n;
    return JLN_OK;
}

static jln_status check_table(const jln_json *name, const char *text) {
    if (jln_table_find(text)) return JLN_OK;
    const char *names[JLN_TABLE_COLUMNS_MAX * 2];
    char hint[JLN_QUOTE_MAX], list[JLN_LIST_MAX];
    size_t count = 0;
    for (; count < jln_table_count && count < sizeof names / sizeof *names; count++)
        names[count] = jln_tables[count]->name;
    return jln_json_fail(name, _("table « %.80s » inconnue%s ; attendu : %s"), text,
                         jln_suggest(text, names, count, hint), jln_list(names, count, list));
}

/* The path is kept byte for byte, not as the gate would compose it: the file's name on disk is what
 * it is. */
static jln_status read_path(const jln_json *at, const char *dir, const char **out) {
    const char *clean;
    jln_err why = {0};
    jln_status status =
        jln_json_text(at, _("le nom d'un seul fichier, comme « results.csv »"), &clean);
    if (status != JLN_OK) return status;
    *out = jln_arena_str(at->file->arena, jln_json_raw(at));
    if (!*out) return jln_err_nomem(at->file->err);
    status = jln_file_inside(dir, *out, &why);
    if (status == JLN_EDATA) return jln_json_fail(at, "%s", why.message);
    return status == JLN_OK ? JLN_OK : jln_err_nomem(at->file->err);
}

static jln_status read_resource(const jln_json *at, const char *dir, jln_resource *resource) {
    jln_json name = jln_json_member(at, "name"), path = jln_json_member(at, "path"),
             schema = jln_json_member(at, "schema");
    jln_status status = jln_json_object(at);
    if (status == JLN_OK) status = jln_json_text(&name, _("le nom d'une table"), &resource->name);
    if (status == JLN_OK) status = check_table(&name, resource->name);
    if (status == JLN_OK) status = read_path(&path, dir, &resource->path);
    if (status == JLN_OK) status = read_schema(&schema, resource);
    return status;
}

static jln_status read_resources(const jln_json *at, jln_package *out) {
    jln_status status = jln_json_list(at, LIST_MAX);
    if (status != JLN_OK) return status;
    size_t n = jln_json_count(at);
    if (n == 0) return jln_json_fail(at, "%s", _("liste vide, attendu au moins une table"));
    jln_resource *resources = jln_arena_array(at->file->arena, n, sizeof *resources);
    if (!resources) return jln_err_nomem(at->file->err);
    for (size_t i = 0; i < n; i++) {
        jln_json item = jln_json_element(at, i);
        resources[i].index = i;
        status = read_resource(&item, out->dir, &resources[i]);
        if (status != JLN_OK) return status;
        for (size_t j = 0; j < i; j++)
            if (strcmp(resources[j].name, resources[i].name) == 0)
                return jln_json_fail(&item, _("la table « %s » est là deux fois"),
                                     resources[i].name);
    }
    out->resources = resources;
    out->resource_count = n;
    return JLN_OK;
}

static jln_status read_package(const jln_json *top, jln_package *out) {
    jln_json name = jln_json_member(top, "name"), title = jln_json_member(top, "title"),
             description = jln_json_member(top, "description"),
             block = jln_json_member(top, "jalon"), sources = jln_json_member(top, "sources"),
             resources = jln_json_member(top, "resources");
    jln_status status = jln_json_object(top);
    if (status == JLN_OK) status = read_name(&name, &out->name);
    if (status == JLN_OK) status = jln_json_text(&title, _("le titre du paquet"), &out->title);
    if (status == JLN_OK) status = jln_json_optional(&description, &out->description);
    if (status == JLN_OK) status = read_dependencies(top, out);
    if (status == JLN_OK) status = read_block(&block, out);
    if (status == JLN_OK) status = read_sources(&sources, out);
    if (status == JLN_OK) status = read_resources(&resources, out);
    return status;
}

jln_status jln_package_read(const char *dir, jln_arena *arena, jln_package *out, jln_err *err) {
    jln_json_file file;
    size_t length = strlen(dir);
    while (length > 1 && dir[length - 1] == '/') length--;
    *out = (jln_package){.dir = jln_arena_strn(arena, dir, length)};
    if (!out->dir) return jln_err_nomem(err);
    jln_status status = jln_json_open(out->dir, "datapackage.json", arena, &file, err);
    if (status == JLN_OK) {
        jln_json top = jln_json_top(&file);
        status = read_package(&top, out);
    }
    jln_json_close(&file);
    return status;
}
