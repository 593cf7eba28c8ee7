/* A small JSON file of a hostile author, read value by value: each error has the file's name and a
 * JSON pointer. */
#ifndef JLN_IMPORT_JSON_H
#define JLN_IMPORT_JSON_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct json_t; /* jansson's */

/* A file being read. Texts read from it are in `arena`; errors go to `err`. */
typedef struct {
    const char *path;
    jln_arena *arena;
    jln_err *err;
    struct json_t *root;
} jln_json_file;

/* A value and the way to it from the top; `up` and `key` are borrowed. */
typedef struct jln_json jln_json;
struct jln_json {
    const jln_json_file *file;
    const jln_json *up;         /* NULL at the top */
    const char *key;            /* NULL for an element of a list */
    size_t index;               /* of that element */
    const struct json_t *value; /* NULL when absent */
};

/* Reads dir/name (a regular file inside `dir`, at most 4 MiB, UTF-8, no key twice in an object).
 * JLN_EDATA with "file:line:column" for an error of syntax, JLN_EIO. After JLN_OK, jln_json_close
 * ends the life of the values. */
jln_status jln_json_open(const char *dir, const char *name, jln_arena *arena, jln_json_file *out,
                         jln_err *err);
void jln_json_close(jln_json_file *file);

jln_json jln_json_top(const jln_json_file *file);

/* An absent key, or an element of what is no list, is an absent value. */
jln_json jln_json_member(const jln_json *object, const char *key);
jln_json jln_json_element(const jln_json *list, size_t index);
size_t jln_json_count(const jln_json *list);

/* The text exactly as written; NULL when the value is not a text. Lives as long as the file is
 * open. */
const char *jln_json_raw(const jln_json *at);

/* Always JLN_EDATA, at the value's pointer: a message, or "trouvé ..., attendu WHAT". */
jln_status jln_json_fail(const jln_json *at, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
jln_status jln_json_expected(const jln_json *at, const char *what);

jln_status jln_json_object(const jln_json *at);
jln_status jln_json_list(const jln_json *at, size_t most);

/* Refuses keys that are not among those known, with the nearest one. */
jln_status jln_json_keys(const jln_json *object, const char *const *known, size_t count);

/* A text that is not empty, cleaned by the gate; `what` names what is expected. The optional one is
 * NULL when absent. */
jln_status jln_json_text(const jln_json *at, const char *what, const char **out);
jln_status jln_json_optional(const jln_json *at, const char **out);

jln_status jln_json_integer(const jln_json *at, int64_t least, int64_t most, int64_t *out);
jln_status jln_json_bool(const jln_json *at, const char *what, bool *out);

#endif
