#include "import/xlsx_inside.h"

#include "base/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SHEETS_MAX = 255,
    STYLES_MAX = 65536,
    STRINGS_MAX = 2000000,
    STRING_BYTES_MAX = 64 << 20,
    PATH_SIZE = 512
};

jln_status jln_xlsx_fail(const jln_xlsx *x, const char *sheet, const char *ref, const char *message,
                         jln_err *err) {
    char place[512];
    if (!sheet) snprintf(place, sizeof place, "%s", x->path);
    else
        snprintf(place, sizeof place, "%s, %s%s%s", x->path, sheet, ref ? "!" : "", ref ? ref : "");
    return jln_err_set(err, JLN_EDATA, place, "%s", message);
}

static jln_status fail(const jln_xlsx *x, const char *message, jln_err *err) {
    return jln_xlsx_fail(x, NULL, NULL, message, err);
}

/* ---- relations: from an id or a type to the name of a part ---- */

typedef struct {
    jln_xlsx *x;
    const char *folder; /* of the part that has the relations, with its slash */
    char *book;         /* the workbook, when it is looked for */
    char *strings, *styles;
} relations;

/* "xl/" and "../media/x" to "media/x"; an absolute target starts from the root. */
static bool resolve(const char *folder, const char *target, char out[PATH_SIZE]) {
    size_t n = 0;
    if (*target == '/') target++;
    else {
        n = strlen(folder);
        if (n >= PATH_SIZE) return false;
        memcpy(out, folder, n);
    }
    while (*target) {
        size_t length = strcspn(target, "/");
        bool more = target[length] == '/';
        if (length == 2 && strncmp(target, "..", 2) == 0) {
            if (n == 0) return false;
            for (n--; n > 0 && out[n - 1] != '/'; n--) continue;
        } else if (!(length == 1 && *target == '.')) {
            if (n + length + 2 > PATH_SIZE) return false;
            memcpy(out + n, target, length);
            n += length;
            if (more) out[n++] = '/';
        }
        target += length + more;
    }
    out[n] = '\0';
    return n > 0;
}

static bool ends(const char *text, const char *end) {
    size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

static void place_sheet(relations *r, const char *id, const char *part) {
    for (size_t i = 0; id && i < r->x->sheet_count; i++)
        if (r->x->sheets[i].relation && strcmp(r->x->sheets[i].relation, id) == 0)
            r->x->sheets[i].part = part;
}

static jln_status take_relation(void *ctx, const char *name, const char **attributes,
                                jln_err *err) {
    relations *r = ctx;
    const char *type = jln_xml_attribute(attributes, "Type"),
               *mode = jln_xml_attribute(attributes, "TargetMode");
    const char *target = jln_xml_attribute(attributes, "Target");
    char path[PATH_SIZE];
    if (strcmp(name, "Relationship") != 0 || !type || !target ||
        (mode && strcmp(mode, "External") == 0))
        return JLN_OK;
    if (!resolve(r->folder, target, path))
        return fail(r->x, _("un lien entre parties sort du classeur"), err);
    char *part = jln_arena_str(r->x->arena, path);
    if (!part) return jln_err_nomem(err);
    if (ends(type, "/officeDocument")) r->book = part;
    else if (ends(type, "/sharedStrings")) r->strings = part;
    else if (ends(type, "/styles")) r->styles = part;
    else if (ends(type, "/worksheet")) place_sheet(r, jln_xml_attribute(attributes, "Id"), part);
    return JLN_OK;
}

static jln_status read_relations(relations *r, const char *part, jln_err *err) {
    jln_xml handler = {r, take_relation, NULL, NULL};
    return jln_parts_parse(r->x->parts, part, &handler, err);
}

/* ---- the workbook: its sheets and its calendar ---- */

static bool is_true(const char *value) {
    return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static jln_status take_sheet(jln_xlsx *x, const char **attributes, jln_err *err) {
    const char *name = jln_xml_attribute(attributes, "name"),
               *state = jln_xml_attribute(attributes, "state");
    const char *relation = NULL;
    for (const char **a = attributes; *a; a += 2)
        if (ends(a[0], ":id")) relation = a[1];
    if (x->sheet_count == SHEETS_MAX) return fail(x, _("trop de feuilles"), err);
    jln_xlsx_sheet *grown =
        jln_arena_grow(x->arena, x->sheets, &x->sheet_capacity, x->sheet_count + 1, sizeof *grown);
    if (!grown) return jln_err_nomem(err);
    x->sheets = grown;
    jln_xlsx_sheet *sheet = &grown[x->sheet_count++];
    *sheet = (jln_xlsx_sheet){jln_arena_str(x->arena, name ? name : "?"),
                              jln_arena_str(x->arena, relation), NULL,
                              state && strcmp(state, "visible") != 0};
    return sheet->name && (sheet->relation || !relation) ? JLN_OK : jln_err_nomem(err);
}

static jln_status take_book(void *ctx, const char *name, const char **attributes, jln_err *err) {
    jln_xlsx *x = ctx;
    if (strcmp(name, "workbookPr") == 0)
        x->from_1904 = is_true(jln_xml_attribute(attributes, "date1904"));
    return strcmp(name, "sheet") == 0 ? take_sheet(x, attributes, err) : JLN_OK;
}

/* ---- styles: which numbers are dates, which are percentages ---- */

typedef struct {
    int id;
    jln_xlsx_format format;
} own_format;

typedef struct {
    jln_xlsx *x;
    own_format *own; /* formats the book defines */
    size_t count, capacity;
    bool in_cells;
} styles;

static jln_status take_format(styles *s, const char **attributes, jln_err *err) {
    const char *id = jln_xml_attribute(attributes, "numFmtId"),
               *code = jln_xml_attribute(attributes, "formatCode");
    if (!id || !code) return JLN_OK;
    if (s->count == STYLES_MAX) return fail(s->x, _("trop de formats"), err);
    own_format *grown =
        jln_arena_grow(s->x->arena, s->own, &s->capacity, s->count + 1, sizeof *grown);
    if (!grown) return jln_err_nomem(err);
    s->own = grown;
    grown[s->count++] = (own_format){atoi(id), jln_xlsx_format_of(0, code)};
    return JLN_OK;
}

static jln_status take_style(styles *s, const char **attributes, jln_err *err) {
    jln_xlsx *x = s->x;
    const char *text = jln_xml_attribute(attributes, "numFmtId");
    int id = text ? atoi(text) : 0;
    if (x->format_count == STYLES_MAX) return fail(x, _("trop de formats"), err);
    unsigned char *grown =
        jln_arena_grow(x->arena, x->formats, &x->format_capacity, x->format_count + 1, 1);
    if (!grown) return jln_err_nomem(err);
    x->formats = grown;
    jln_xlsx_format format = jln_xlsx_format_of(id, NULL);
    for (size_t i = 0; i < s->count && i < 4096; i++)
        if (s->own[i].id == id) format = s->own[i].format;
    grown[x->format_count++] = (unsigned char)format;
    return JLN_OK;
}

static jln_status start_style(void *ctx, const char *name, const char **attributes, jln_err *err) {
    styles *s = ctx;
    if (strcmp(name, "cellXfs") == 0) s->in_cells = true;
    if (strcmp(name, "numFmt") == 0) return take_format(s, attributes, err);
    return s->in_cells && strcmp(name, "xf") == 0 ? take_style(s, attributes, err) : JLN_OK;
}

static jln_status end_style(void *ctx, const char *name, jln_err *err) {
    (void)err;
    if (strcmp(name, "cellXfs") == 0) ((styles *)ctx)->in_cells = false;
    return JLN_OK;
}

/* ---- shared strings ---- */

typedef struct {
    jln_xlsx *x;
    jln_str text;
    bool in_text;
    int phonetic; /* depth of what only says how to pronounce it */
} strings;

static jln_status start_string(void *ctx, const char *name, const char **attributes, jln_err *err) {
    (void)attributes, (void)err;
    strings *s = ctx;
    if (strcmp(name, "si") == 0) jln_str_clear(&s->text);
    if (strcmp(name, "rPh") == 0) s->phonetic++;
    if (strcmp(name, "t") == 0) s->in_text = s->phonetic == 0;
    return JLN_OK;
}

static jln_status text_of_string(void *ctx, const char *text, size_t length, jln_err *err) {
    strings *s = ctx;
    if (!s->in_text) return JLN_OK;
    if (s->text.length + length > JLN_XLSX_CELL_BYTES)
        return fail(s->x, _("un texte de plus de 32 767 caractères"), err);
    jln_str_addn(&s->text, text, length);
    return s->text.failed ? jln_err_nomem(err) : JLN_OK;
}

static jln_status keep_string(strings *s, jln_err *err) {
    jln_xlsx *x = s->x;
    x->string_bytes += s->text.length + 1;
    if (x->string_count == STRINGS_MAX || x->string_bytes > STRING_BYTES_MAX)
        return fail(x, _("trop de textes différents"), err);
    const char **grown = jln_arena_grow(x->arena, x->strings, &x->string_capacity,
                                        x->string_count + 1, sizeof *grown);
    if (!grown) return jln_err_nomem(err);
    x->strings = grown;
    grown[x->string_count] = jln_arena_strn(x->arena, jln_str_c(&s->text), s->text.length);
    return grown[x->string_count++] ? JLN_OK : jln_err_nomem(err);
}

static jln_status end_string(void *ctx, const char *name, jln_err *err) {
    strings *s = ctx;
    if (strcmp(name, "rPh") == 0) s->phonetic--;
    if (strcmp(name, "t") == 0) s->in_text = false;
    return strcmp(name, "si") == 0 ? keep_string(s, err) : JLN_OK;
}

static jln_status read_strings(jln_xlsx *x, const char *part, jln_err *err) {
    strings s = {.x = x};
    jln_xml handler = {&s, start_string, end_string, text_of_string};
    jln_status status = jln_parts_parse(x->parts, part, &handler, err);
    jln_str_free(&s.text);
    return status;
}

/* ---- opening ---- */

static jln_status read_book(jln_xlsx *x, const char *book, jln_err *err) {
    char folder[PATH_SIZE] = "", path[PATH_SIZE + 16];
    const char *slash = strrchr(book, '/');
    if (slash) snprintf(folder, sizeof folder, "%.*s", (int)(slash + 1 - book), book);
    snprintf(path, sizeof path, "%s_rels/%s.rels", folder, slash ? slash + 1 : book);
    relations r = {.x = x, .folder = folder};
    jln_xml handler = {x, take_book, NULL, NULL};
    jln_status status = jln_parts_parse(x->parts, book, &handler, err);
    if (status == JLN_OK) status = read_relations(&r, path, err);
    styles s = {.x = x};
    jln_xml of_styles = {&s, start_style, end_style, NULL};
    if (status == JLN_OK && r.styles) status = jln_parts_parse(x->parts, r.styles, &of_styles, err);
    if (status == JLN_OK && r.strings && jln_parts_has(x->parts, r.strings))
        status = read_strings(x, r.strings, err);
    return status;
}

static jln_status find_book(jln_xlsx *x, jln_err *err) {
    relations r = {.x = x, .folder = ""};
    if (!jln_parts_has(x->parts, "_rels/.rels"))
        return fail(x, _("archive sans classeur : ce n'est pas un fichier .xlsx"), err);
    jln_status status = read_relations(&r, "_rels/.rels", err);
    if (status == JLN_OK && (!r.book || !jln_parts_has(x->parts, r.book)))
        return fail(x, _("archive sans classeur : ce n'est pas un fichier .xlsx"), err);
    if (status == JLN_OK && ends(r.book, ".bin"))
        return fail(x, _("classeur binaire (.xlsb) ; l'enregistrer en .xlsx"), err);
    return status == JLN_OK ? read_book(x, r.book, err) : status;
}

/* What is missing inside is a fault of the file, not of the caller. */
static jln_status as_data(jln_status status, jln_err *err) {
    if (status == JLN_ENOTFOUND && err) err->status = JLN_EDATA;
    return status == JLN_ENOTFOUND ? JLN_EDATA : status;
}

jln_status jln_xlsx_open(const char *path, jln_xlsx **out, jln_err *err) {
    *out = NULL;
    jln_arena *arena = jln_arena_new();
    jln_xlsx *x = arena ? jln_arena_alloc(arena, sizeof *x) : NULL;
    const char *copy = arena ? jln_arena_str(arena, path) : NULL;
    if (!x || !copy) {
        jln_arena_free(arena);
        return jln_err_nomem(err);
    }
    x->arena = arena;
    x->path = copy;
    jln_status status = jln_parts_open(path, &x->parts, err);
    if (status == JLN_OK) status = as_data(find_book(x, err), err);
    if (status == JLN_OK) *out = x;
    else jln_xlsx_close(x);
    return status;
}

void jln_xlsx_close(jln_xlsx *x) {
    if (!x) return;
    jln_parts_close(x->parts);
    jln_arena_free(x->arena);
}

size_t jln_xlsx_sheet_count(const jln_xlsx *x) {
    return x->sheet_count;
}

const char *jln_xlsx_sheet_name(const jln_xlsx *x, size_t sheet) {
    return x->sheets[sheet].name;
}

bool jln_xlsx_sheet_hidden(const jln_xlsx *x, size_t sheet) {
    return x->sheets[sheet].hidden;
}
