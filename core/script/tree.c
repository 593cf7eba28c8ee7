/* From the tables of a file to plain data in an arena. */
#include "base/i18n.h"
#include "base/utf8.h"
#include "script/message.h"
#include "script/sandbox.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 32, NODES_MAX = 100000, EXPONENT_MAX = 36 };

/* ---- reading a tree ---- */

const jln_tree *jln_tree_field(const jln_tree *tree, const char *name) {
    if (!tree || tree->kind != JLN_TREE_TABLE) return NULL;
    size_t low = 0, high = tree->field_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(tree->names[middle], name);
        if (order == 0) return &tree->fields[middle];
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return NULL;
}

/* ---- numbers ---- */

/* "d.ddde-XX" as a fraction. */
static bool parse_scientific(const char *text, jln_rat *out) {
    jln_i128 num = 0, power = 1;
    int decimals = 0;
    bool negative = *text == '-';
    const char *p = text + negative;
    for (bool point = false; *p && *p != 'e'; p++) {
        if (*p == '.') {
            point = true;
            continue;
        }
        num = num * 10 + (*p - '0');
        decimals += point;
    }
    while (num && num % 10 == 0) {
        num /= 10;
        decimals--;
    }
    int exponent = (*p == 'e' ? atoi(p + 1) : 0) - decimals;
    if (num == 0) exponent = 0;
    if (exponent > EXPONENT_MAX || exponent < -EXPONENT_MAX) return false;
    for (int i = 0; i < exponent; i++)
        if (__builtin_mul_overflow(num, 10, &num)) return false;
    for (int i = 0; i > exponent; i--) power *= 10;
    return jln_rat_make(negative ? -num : num, power, out);
}

bool jln_box_number(lua_State *L, int index, jln_rat *out) {
    if (lua_type(L, index) != LUA_TNUMBER) return false;
    if (lua_isinteger(L, index)) {
        *out = jln_rat_of(lua_tointeger(L, index));
        return true;
    }
    double x = lua_tonumber(L, index);
    char text[40];
    if (!isfinite(x)) return false;
    for (int digits = 15; digits <= 17;
         digits++) { /* the shortest that reads back as the same number */
        snprintf(text, sizeof text, "%.*e", digits - 1, x);
        if (strtod(text, NULL) == x) break;
    }
    return parse_scientific(text, out);
}

/* ---- conversion ---- */

typedef struct {
    lua_State *L;
    const jln_conversion *how;
    const char **constructors; /* copies in the arena */
    const char *field;         /* what is being converted, for messages: a name, or a position */
    lua_Integer position;
    int line;
    size_t nodes, bytes;
    int depth;
    const void *path[DEPTH_MAX]; /* the tables that hold the current one */
} converter;

static void convert(converter *c, jln_tree *out);

static int fail(converter *c, jln_status status, const char *message) {
    jln_box_of(c->L)->line = c->line;
    if (c->field) return jln_box_fail(c->L, status, "« %s » : %s", c->field, message);
    if (c->position)
        return jln_box_fail(c->L, status, _("élément n° %lld : %s"), (long long)c->position,
                            message);
    return jln_box_fail(c->L, status, "%s", message);
}

static void *take(converter *c, size_t count, size_t size) {
    void *p = jln_arena_array(c->how->arena, count, size);
    if (!p) jln_box_fail(c->L, JLN_ENOMEM, "%s", _("mémoire insuffisante"));
    return p;
}

/* The text at the top of the stack or just below (a key), copied. */
static const char *copy_text(converter *c, int index) {
    size_t length;
    const char *text = lua_tolstring(c->L, index, &length);
    if (memchr(text, 0, length) || !jln_utf8_valid(text, length, NULL))
        fail(c, JLN_ESCRIPT, _("ce texte n'est pas de l'UTF-8"));
    c->bytes += length;
    if (c->bytes > jln_box_of(c->L)->cap) fail(c, JLN_ELIMIT, _("trop de texte"));
    jln_box_charge(c->L, length / 16);
    const char *copy = jln_arena_strn(c->how->arena, text, length);
    if (!copy) jln_box_fail(c->L, JLN_ENOMEM, "%s", _("mémoire insuffisante"));
    return copy;
}

/* What the keys of the table at the top are. -- stack: t -- t */
static void count_keys(converter *c, size_t *items, size_t *fields) {
    lua_State *L = c->L;
    lua_Integer last = 0;
    *items = *fields = 0;
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) { /* -- t k v */
        if (++c->nodes > NODES_MAX) fail(c, JLN_ELIMIT, _("plus de 100 000 éléments"));
        if (lua_type(L, -2) == LUA_TSTRING) {
            ++*fields;
            continue;
        }
        if (!lua_isinteger(L, -2) || lua_tointeger(L, -2) < 1)
            fail(c, JLN_ESCRIPT, _("une clé est un nom, ou un rang à partir de 1"));
        ++*items;
        if (lua_tointeger(L, -2) > last) last = lua_tointeger(L, -2);
    }
    if (last != (lua_Integer)*items)
        fail(c, JLN_ESCRIPT, _("la liste a un trou : un de ses éléments est nil"));
}

static void convert_items(converter *c, jln_tree *out) {
    lua_State *L = c->L;
    jln_tree *items = take(c, out->item_count, sizeof *items);
    c->field = NULL;
    for (size_t i = 0; i < out->item_count; i++) {
        c->position = (lua_Integer)i + 1;
        lua_rawgeti(L, -1, c->position); /* -- t v */
        convert(c, &items[i]);
        lua_pop(L, 1); /* -- t */
    }
    c->position = 0;
    out->items = items;
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_left_out(const converter *c, const char *name) {
    return c->depth == 1 && c->how->without && strcmp(name, c->how->without) == 0;
}

static const char **field_names(converter *c, jln_tree *out) {
    lua_State *L = c->L;
    const char **names = take(c, out->field_count, sizeof *names);
    size_t n = 0;
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) /* -- t k v */
        if (lua_type(L, -2) == LUA_TSTRING && !is_left_out(c, lua_tostring(L, -2)))
            names[n++] = copy_text(c, -2);
    out->field_count = n;
    qsort(names, n, sizeof *names, by_name);
    return names;
}

static void convert_fields(converter *c, jln_tree *out) {
    lua_State *L = c->L;
    const char **names = field_names(c, out);
    jln_tree *fields = take(c, out->field_count, sizeof *fields);
    for (size_t i = 0; i < out->field_count; i++) {
        c->field = names[i];
        lua_pushstring(L, names[i]); /* -- t name */
        lua_rawget(L, -2);           /* -- t v */
        convert(c, &fields[i]);
        lua_pop(L, 1); /* -- t */
    }
    c->field = NULL;
    out->names = names;
    out->fields = fields;
}

/* The mark of the table at the top gives its constructor and line. -- stack: t -- t */
static void read_mark(converter *c, jln_tree *out) {
    if (!c->how->marks) return;
    lua_pushvalue(c->L, -1);         /* -- t t */
    lua_rawget(c->L, c->how->marks); /* -- t mark */
    lua_Integer mark = lua_tointeger(c->L, -1);
    lua_pop(c->L, 1); /* -- t */
    if (!mark) return;
    out->constructor = c->constructors[mark >> 32];
    out->line = (int)(mark & 0x7FFFFFFF);
}

static void convert_table(converter *c, jln_tree *out) {
    const void *self = lua_topointer(c->L, -1);
    const char *field = c->field;
    lua_Integer position = c->position;
    int line = c->line;
    for (int i = 0; i < c->depth; i++)
        if (c->path[i] == self) fail(c, JLN_ESCRIPT, _("cette table se contient elle-même"));
    if (c->depth == DEPTH_MAX) fail(c, JLN_ELIMIT, _("plus de 32 tables l'une dans l'autre"));
    luaL_checkstack(c->L, 5, NULL);
    read_mark(c, out);
    c->path[c->depth++] = self;
    c->line = out->line;
    count_keys(c, &out->item_count, &out->field_count);
    jln_box_charge(c->L, out->item_count + out->field_count);
    convert_items(c, out);
    convert_fields(c, out);
    c->depth--;
    c->line = line;
    c->field = field;
    c->position = position;
}

/* -- stack: value -- value */
static void convert(converter *c, jln_tree *out) {
    lua_State *L = c->L;
    out->line = c->line;
    switch (lua_type(L, -1)) {
    case LUA_TNIL:
        out->kind = JLN_TREE_NIL;
        break;
    case LUA_TBOOLEAN:
        out->kind = JLN_TREE_BOOL;
        out->boolean = lua_toboolean(L, -1);
        break;
    case LUA_TNUMBER:
        out->kind = JLN_TREE_NUMBER;
        if (!jln_box_number(L, -1, &out->number))
            fail(c, JLN_ESCRIPT, _("ce nombre est infini, indéfini ou démesuré"));
        break;
    case LUA_TSTRING:
        out->kind = JLN_TREE_TEXT;
        out->text = copy_text(c, -1);
        break;
    case LUA_TTABLE:
        out->kind = JLN_TREE_TABLE;
        convert_table(c, out);
        break;
    case LUA_TFUNCTION:
        fail(c, JLN_ESCRIPT,
             _("une fonction n'a pas sa place ici ; manque-t-il des parenthèses ou des accolades "
               "?"));
        break;
    default:
        fail(c, JLN_ESCRIPT, _("seuls les textes, nombres, booléens et tables ont leur place ici"));
    }
}

const jln_tree *jln_tree_convert(lua_State *L, const jln_conversion *how) {
    converter c = {.L = L, .how = how, .line = 1};
    size_t count = 0;
    while (how->constructors && how->constructors[count]) count++;
    c.constructors = take(&c, count, sizeof *c.constructors);
    for (size_t i = 0; i < count; i++) {
        c.constructors[i] = jln_arena_str(how->arena, how->constructors[i]);
        if (!c.constructors[i]) jln_box_fail(L, JLN_ENOMEM, "%s", _("mémoire insuffisante"));
    }
    jln_tree *root = take(&c, 1, sizeof *root);
    convert(&c, root);
    return root;
}

/* ---- constructors ---- */

static lua_Integer line_of_call(lua_State *L) {
    lua_Debug ar;
    return lua_getstack(L, 1, &ar) && lua_getinfo(L, "l", &ar) && ar.currentline > 0
               ? ar.currentline
               : 1;
}

/* -- stack: [library] t | marks rank name */
static int construct(lua_State *L) {
    const char *name = lua_tostring(L, lua_upvalueindex(3));
    if (lua_type(L, 1) == LUA_TTABLE &&
        lua_getmetatable(L, 1)) { /* only a library has one: table{...} */
        lua_pop(L, 1);
        lua_remove(L, 1);
    }
    if (lua_gettop(L) != 1 || lua_type(L, 1) != LUA_TTABLE)
        return jln_box_fail(L, JLN_ESCRIPT,
                            _("« %s » attend une table, entre accolades : %s{ ... }"), name, name);
    lua_pushvalue(L, 1);                /* -- t t */
    lua_rawget(L, lua_upvalueindex(1)); /* -- t mark */
    if (!lua_isnil(L, -1))
        return jln_box_fail(L, JLN_ESCRIPT, _("« %s » reçoit une table déjà construite"), name);
    lua_Integer rank = lua_tointeger(L, lua_upvalueindex(2));
    lua_pushvalue(L, 1);                              /* -- t nil t */
    lua_pushinteger(L, rank << 32 | line_of_call(L)); /* -- t nil t mark */
    lua_rawset(L, lua_upvalueindex(1));               /* -- t nil */
    lua_settop(L, 1);
    return 1;
}

void jln_tree_constructors(lua_State *L, const char *const *names) {
    luaL_checkstack(L, 8, NULL);
    lua_newtable(L); /* -- marks */
    for (lua_Integer rank = 0; names && names[rank]; rank++) {
        lua_pushvalue(L, -1);              /* -- marks marks */
        lua_pushinteger(L, rank);          /* -- marks marks rank */
        lua_pushstring(L, names[rank]);    /* -- marks marks rank name */
        lua_pushcclosure(L, construct, 3); /* -- marks f */
        jln_box_global(L, names[rank]);    /* -- marks */
    }
}

/* ---- the file ---- */

typedef struct {
    const char *const *constructors;
    jln_arena *arena;
    const jln_tree *result;
} job;

static int run_file(lua_State *L) {
    job *j = lua_touserdata(L, 1);
    jln_tree_constructors(L, j->constructors); /* -- job marks */
    jln_box_chunk(L);                          /* -- job marks value */
    jln_conversion how = {.arena = j->arena, .constructors = j->constructors, .marks = 2};
    j->result = jln_tree_convert(L, &how);
    return 0;
}

jln_status jln_script_tree(const char *path, const char *shown, const char *const *constructors,
                           const jln_script_limits *limits, jln_arena *arena, const jln_tree **out,
                           jln_err *err) {
    jln_box box;
    job j = {.constructors = constructors, .arena = arena};
    jln_status status = jln_box_open(&box, shown, limits, err);
    if (status != JLN_OK) return status;
    status = jln_box_read(&box, path, NULL, err);
    if (status == JLN_OK) status = jln_box_run(&box, run_file, &j, err);
    jln_box_close(&box);
    if (status == JLN_OK) *out = j.result;
    return status;
}
