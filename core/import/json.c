#include "import/json.h"

#include "base/i18n.h"
#include "import/file.h"
#include "import/text.h"
#include "import/words.h"
#include "model/table.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { JSON_MAX = 4 * 1024 * 1024 };

/* ---- errors ---- */

static size_t write_key(char *out, size_t size, const char *key) {
    size_t n = 0;
    for (; *key && n + 3 < size; key++) {
        unsigned char c = (unsigned char)*key;
        if (c == '~' || c == '/') out[n++] = '~';
        out[n++] = c == '~' ? '0' : c == '/' ? '1' : (c < 0x20 || c >= 0x7F) ? '?' : *key;
    }
    out[n] = '\0';
    return n;
}

static size_t write_pointer(const jln_json *at, char *out, size_t size) {
    if (!at->up) return 0;
    size_t n = write_pointer(at->up, out, size);
    if (n + 24 >= size) return n;
    out[n++] = '/';
    if (at->key) return n + write_key(out + n, size - n, at->key);
    return n + (size_t)snprintf(out + n, size - n, "%zu", at->index);
}

jln_status jln_json_fail(const jln_json *at, const char *fmt, ...) {
    char message[1024], pointer[160] = "", place[320];
    va_list args;
    va_start(args, fmt);
    vsnprintf(message, sizeof message, fmt, args);
    va_end(args);
    write_pointer(at, pointer, sizeof pointer);
    jln_err name = {.status = JLN_EDATA};
    jln_words_place(&name, at->file->path, 0, 0);
    size_t room = sizeof place - sizeof pointer - 2, length = strlen(name.where);
    const char *tail = name.where + (length > room ? length - room : 0);
    while (((unsigned char)*tail & 0xC0) == 0x80) tail++;
    snprintf(place, sizeof place, "%s#%s", tail, pointer);
    return jln_err_set(at->file->err, JLN_EDATA, place, "%s", message);
}

static void describe(const json_t *value, char out[JLN_QUOTE_MAX]) {
    static const char *const words[] = {
        [JSON_OBJECT] = N_("un objet"),
        [JSON_ARRAY] = N_("une liste"),
        [JSON_REAL] = N_("un nombre à virgule"),
        [JSON_TRUE] = N_("true"),
        [JSON_FALSE] = N_("false"),
        [JSON_NULL] = N_("null"),
    };
    if (json_is_string(value)) jln_quote(json_string_value(value), json_string_length(value), out);
    else if (json_is_integer(value))
        snprintf(out, JLN_QUOTE_MAX, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else snprintf(out, JLN_QUOTE_MAX, "%s", value ? _(words[json_typeof(value)]) : _("rien"));
}

jln_status jln_json_expected(const jln_json *at, const char *what) {
    char found[JLN_QUOTE_MAX];
    describe(at->value, found);
    return jln_json_fail(at, _("trouvé %s, attendu %s"), found, what);
}

/* ---- values ---- */

jln_json jln_json_member(const jln_json *object, const char *key) {
    return (jln_json){object->file, object, key, 0, json_object_get(object->value, key)};
}

jln_json jln_json_element(const jln_json *list, size_t index) {
    return (jln_json){list->file, list, NULL, index, json_array_get(list->value, index)};
}

size_t jln_json_count(const jln_json *list) {
    return json_array_size(list->value);
}

const char *jln_json_raw(const jln_json *at) {
    return json_string_value(at->value);
}

jln_status jln_json_object(const jln_json *at) {
    return json_is_object(at->value) ? JLN_OK : jln_json_expected(at, _("un objet { … }"));
}

jln_status jln_json_list(const jln_json *at, size_t most) {
    if (!json_is_array(at->value)) return jln_json_expected(at, _("une liste [ … ]"));
    if (json_array_size(at->value) <= most) return JLN_OK;
    return jln_json_fail(at, _("trouvé %zu éléments, au plus %zu attendus"),
                         json_array_size(at->value), most);
}

jln_status jln_json_text(const jln_json *at, const char *what, const char **out) {
    char clean[JLN_FIELD_TEXT_MAX + 1];
    jln_err why = {0};
    if (!json_is_string(at->value)) return jln_json_expected(at, what);
    jln_status status = jln_text_clean(json_string_value(at->value), json_string_length(at->value),
                                       clean, sizeof clean, &why);
    if (status == JLN_ENOMEM) return jln_err_nomem(at->file->err);
    if (status != JLN_OK) return jln_json_fail(at, "%s", why.message);
    if (!*clean) return jln_json_expected(at, what);
    *out = jln_arena_str(at->file->arena, clean);
    return *out ? JLN_OK : jln_err_nomem(at->file->err);
}

jln_status jln_json_optional(const jln_json *at, const char **out) {
    *out = NULL;
    return at->value ? jln_json_text(at, _("un texte"), out) : JLN_OK;
}

jln_status jln_json_integer(const jln_json *at, int64_t least, int64_t most, int64_t *out) {
    char what[96];
    snprintf(what, sizeof what, _("un nombre entier de %lld à %lld"), (long long)least,
             (long long)most);
    if (!json_is_integer(at->value)) return jln_json_expected(at, what);
    *out = json_integer_value(at->value);
    return *out < least || *out > most ? jln_json_expected(at, what) : JLN_OK;
}

jln_status jln_json_keys(const jln_json *object, const char *const *known, size_t count) {
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object->value, key, value) {
        bool found = false;
        for (size_t i = 0; i < count && !found; i++) found = strcmp(known[i], key) == 0;
        if (found) continue;
        char quoted[JLN_QUOTE_MAX], hint[JLN_QUOTE_MAX], list[JLN_LIST_MAX];
        jln_json at = {object->file, object, key, 0, value};
        return jln_json_fail(&at, _("clé %s inconnue%s ; attendu : %s"),
                             jln_quote(key, strlen(key), quoted),
                             jln_suggest(key, known, count, hint), jln_list(known, count, list));
    }
    return JLN_OK;
}

jln_status jln_json_bool(const jln_json *at, const char *what, bool *out) {
    *out = json_is_true(at->value);
    return json_is_boolean(at->value) ? JLN_OK : jln_json_expected(at, what);
}

/* ---- the file ---- */

/* jansson reports most failed allocations as errors of syntax: so we watch them. */
static _Thread_local bool allocation_failed;

static void *watched_malloc(size_t size) {
    void *memory = malloc(size);
    if (!memory) allocation_failed = true;
    return memory;
}

/* jansson speaks English; what it found stays quoted. */
static const char *words_of(const json_error_t *error) {
    static const struct {
        enum json_error_code code;
        const char *words;
    } table[] = {
        {json_error_duplicate_key, N_("clé écrite deux fois dans le même objet")},
        {json_error_invalid_utf8, N_("ce n'est pas de l'UTF-8 ; enregistrez le fichier en UTF-8")},
        {json_error_premature_end_of_input, N_("fin du fichier avant la fin de l'objet")},
        {json_error_end_of_input_expected, N_("texte en trop après la fin de l'objet")},
        {json_error_numeric_overflow, N_("nombre trop grand")},
        {json_error_null_character, N_("caractère nul dans un texte")},
        {json_error_null_byte_in_key, N_("caractère nul dans un texte")},
        {json_error_stack_overflow, N_("objets trop imbriqués")},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].code == json_error_code(error)) return _(table[i].words);
    return _("erreur de syntaxe JSON (il manque souvent une virgule ou un guillemet juste avant)");
}

static jln_status syntax_error(const jln_json_file *file, const json_error_t *error) {
    static const char mark[] = " near '";
    char quoted[JLN_QUOTE_MAX];
    if (allocation_failed) return jln_err_nomem(file->err);
    const char *near = strstr(error->text, mark);
    if (near) {
        near += sizeof mark - 1;
        size_t n = strlen(near);
        jln_quote(near, n > 0 && near[n - 1] == '\'' ? n - 1 : n, quoted);
        jln_err_set(file->err, JLN_EDATA, NULL, _("%s, près de %s"), words_of(error), quoted);
    } else {
        jln_err_set(file->err, JLN_EDATA, NULL, "%s", words_of(error));
    }
    jln_words_place(file->err, file->path, error->line, error->column > 0 ? error->column : 1);
    return JLN_EDATA;
}

static jln_status parse(jln_json_file *file, const char *text, size_t length) {
    json_error_t error;
    size_t bom = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    json_set_alloc_funcs(watched_malloc, free);
    allocation_failed = false;
    file->root = json_loadb(text + bom, length - bom, JSON_REJECT_DUPLICATES, &error);
    return file->root ? JLN_OK : syntax_error(file, &error);
}

static jln_status read_whole(jln_json_file *file, int fd) {
    size_t length = 0;
    char *text = malloc(JSON_MAX + 1);
    jln_status status = text ? jln_file_fill(fd, file->path, text, JSON_MAX + 1, &length, file->err)
                             : jln_err_nomem(file->err);
    if (status == JLN_OK && length > JSON_MAX)
        status =
            jln_err_set(file->err, JLN_EDATA, NULL, _("fichier de plus de %d octets"), JSON_MAX);
    if (status == JLN_OK) status = parse(file, text, length);
    free(text);
    return status;
}

jln_status jln_json_open(const char *dir, const char *name, jln_arena *arena, jln_json_file *out,
                         jln_err *err) {
    int fd;
    *out = (jln_json_file){jln_arena_fmt(arena, "%s/%s", dir, name), arena, err, NULL};
    if (!out->path) return jln_err_nomem(err);
    jln_status status = jln_file_open(out->path, JSON_MAX, &fd, err);
    if (status != JLN_OK) return status;
    status = jln_file_inside(dir, name, err);
    if (status == JLN_OK) status = read_whole(out, fd);
    if (status != JLN_OK) jln_words_place(err, out->path, 0, 0);
    close(fd);
    return status;
}

void jln_json_close(jln_json_file *file) {
    json_decref(file->root);
    file->root = NULL;
}

jln_json jln_json_top(const jln_json_file *file) {
    return (jln_json){file, NULL, NULL, 0, file->root};
}
