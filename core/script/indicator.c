/* Indicators: a file that returns indicator{...}, and the objects its function computes with. */
#include "base/i18n.h"
#include "base/utf8.h"
#include "script/library.h"
#include "script/message.h"

#include <stdlib.h>
#include <string.h>

typedef enum { PLACE = 0x6c757031, VALUE } object_kind;

/* The only full userdata a script can hold. A value belongs to one call of value(n): kept in a
 * variable until the next call, it would speak of another place. */
typedef struct {
    object_kind kind;
    jln_handle handle;
    uint32_t call;
} object;

struct jln_script {
    jln_box box;
    jln_script_host host;
    int function, place; /* references in the registry */
    int value_line;      /* where `value` is defined */
    uint32_t call;
    jln_handle result;
};

static const char values_key = 'v'; /* metatable of values, in the registry */

static jln_script *script_of(lua_State *L) {
    return jln_box_of(L)->owner;
}

static const object *object_at(lua_State *L, int index, object_kind kind) {
    if (lua_type(L, index) != LUA_TUSERDATA) return NULL;
    const object *o = lua_touserdata(L, index);
    return o->kind == kind ? o : NULL;
}

static bool is_value(lua_State *L, int index) {
    return object_at(L, index, VALUE) != NULL;
}

/* -- stack: -- value */
static void push_value(lua_State *L, jln_handle handle) {
    object *o = lua_newuserdatauv(L, sizeof *o, 0);
    *o = (object){VALUE, handle, script_of(L)->call};
    lua_rawgetp(L, LUA_REGISTRYINDEX, &values_key); /* -- value mt */
    lua_setmetatable(L, -2);                        /* -- value */
}

/* An error of the host, told at the line of the script. */
static int host_failed(lua_State *L, jln_status status, const jln_err *e) {
    const char *message = e->message[0] ? e->message : _("calcul impossible");
    return jln_box_fail(L, status < 0 ? status : JLN_ESCRIPT, "%s", message);
}

static jln_handle handle_at(lua_State *L, int index, const char *what) {
    jln_script *s = script_of(L);
    const object *o = object_at(L, index, VALUE);
    if (o && o->call != s->call)
        jln_box_fail(L, JLN_ESCRIPT,
                     _("%s : cette valeur a été calculée pour un autre lieu ; ne la "
                       "gardez pas dans une variable du fichier"),
                     what);
    if (o) return o->handle;
    jln_rat number;
    jln_handle handle = 0;
    jln_err e = {0};
    if (!jln_box_number(L, index, &number))
        jln_box_fail(L, JLN_ESCRIPT, _("%s attend des valeurs ou des nombres et reçoit %s"), what,
                     jln_message_type(jln_lib_type(L, index)));
    jln_status status = s->host.literal(s->host.ctx, number, &handle, &e);
    if (status != JLN_OK) host_failed(L, status, &e);
    return handle;
}

/* ---- operators ---- */

static int compare(lua_State *L, jln_code code, jln_handle a, jln_handle b) {
    jln_script *s = script_of(L);
    jln_err e = {0};
    int order = 0;
    jln_status status = s->host.compare(s->host.ctx, a, b, &order, &e);
    if (status != JLN_OK) return host_failed(L, status, &e);
    lua_pushboolean(L, code == JLN_CODE_LT   ? order < 0
                       : code == JLN_CODE_LE ? order <= 0
                       : code == JLN_CODE_GT ? order > 0
                                             : order >= 0);
    return 1;
}

/* -- stack: code a b -- result */
static int operate(lua_State *L) {
    static const jln_op ops[] = {[JLN_CODE_ADD] = JLN_OP_ADD,
                                 [JLN_CODE_SUB] = JLN_OP_SUB,
                                 [JLN_CODE_MUL] = JLN_OP_MUL,
                                 [JLN_CODE_DIV] = JLN_OP_DIV,
                                 [JLN_CODE_NEG] = JLN_OP_NEG};
    jln_script *s = script_of(L);
    jln_code code = (jln_code)lua_tointeger(L, 1);
    char what[24];
    snprintf(what, sizeof what, "« %s »", jln_code_words(code));
    if (code > JLN_CODE_NEG && code < JLN_CODE_LT)
        return jln_box_fail(L, JLN_ESCRIPT, _("%s n'existe pas entre des valeurs"), what);
    jln_handle a = handle_at(L, 2, what);
    jln_handle b = code == JLN_CODE_NEG ? 0 : handle_at(L, 3, what);
    if (code >= JLN_CODE_LT) return compare(L, code, a, b);
    jln_handle result = 0;
    jln_err e = {0};
    jln_status status = s->host.arith(s->host.ctx, ops[code], a, b, &result, &e);
    if (status != JLN_OK) return host_failed(L, status, &e);
    push_value(L, result);
    return 1;
}

/* ---- methods ---- */

static const char *argument_text(lua_State *L, int index, const char *method) {
    size_t length;
    const char *text = lua_tolstring(L, index, &length);
    if (memchr(text, 0, length) || !jln_utf8_valid(text, length, NULL))
        jln_box_fail(L, JLN_ESCRIPT, _("%s : un argument n'est pas du texte UTF-8"), method);
    return text;
}

/* The value at `index` (absolute) as an argument; texts stay Lua's, which keeps them on its stack
 * or in their table. */
static jln_arg argument(lua_State *L, int index, const char *method, const char *name) {
    jln_arg arg = {.name = name};
    switch (lua_type(L, index)) {
    case LUA_TSTRING:
        arg.kind = JLN_ARG_TEXT;
        arg.text = argument_text(L, index, method);
        break;
    case LUA_TBOOLEAN:
        arg.kind = JLN_ARG_BOOL;
        arg.boolean = lua_toboolean(L, index);
        break;
    case LUA_TNUMBER:
        arg.kind = JLN_ARG_NUMBER;
        if (!jln_box_number(L, index, &arg.number))
            jln_box_fail(L, JLN_ESCRIPT,
                         _("%s : un argument est un nombre infini, indéfini ou démesuré"), method);
        break;
    default:
        if (!is_value(L, index))
            jln_box_fail(L, JLN_ESCRIPT, _("%s : un argument est %s"), method,
                         jln_message_type(jln_lib_type(L, index)));
        arg.kind = JLN_ARG_VALUE;
        arg.value = handle_at(L, index, method);
    }
    return arg;
}

static void too_many(lua_State *L, const char *method) {
    jln_box_fail(L, JLN_ESCRIPT, _("%s : plus de %d arguments"), method, JLN_ARGS_MAX);
}

/* n:spent{stage = "paid"}: in the order of the names, whatever the order of the table. -- stack: ..
 * t (at `table`) -- .. t */
static size_t named_arguments(lua_State *L, int table, const char *method, jln_arg *args,
                              size_t count) {
    jln_lib_sorted_keys(L, table); /* -- keys */
    int keys = lua_gettop(L);
    lua_Integer n = (lua_Integer)lua_rawlen(L, keys);
    for (lua_Integer i = 1; i <= n; i++) {
        if (count == JLN_ARGS_MAX) too_many(L, method);
        if (lua_rawgeti(L, keys, i) != LUA_TSTRING) /* -- keys name */
            jln_box_fail(L, JLN_ESCRIPT, _("%s{...} : chaque argument a un nom : %s{nom = ...}"),
                         method, method);
        const char *name = argument_text(L, keys + 1, method);
        lua_pushvalue(L, keys + 1); /* -- keys name name */
        lua_rawget(L, table);       /* -- keys name value */
        args[count++] = argument(L, keys + 2, method, name);
        lua_settop(L, keys); /* the table keeps the name and the value */
    }
    return count;
}

static size_t arguments(lua_State *L, const char *method, jln_arg args[JLN_ARGS_MAX]) {
    int top = lua_gettop(L);
    size_t count = 0;
    luaL_checkstack(L, 10, NULL);
    for (int i = 2; i <= top; i++) {
        if (lua_type(L, i) == LUA_TTABLE && i == top)
            return named_arguments(L, i, method, args, count);
        if (count == JLN_ARGS_MAX) too_many(L, method);
        args[count++] = argument(L, i, method, NULL);
    }
    return count;
}

/* -- stack: place ... | rank */
static int call_method(lua_State *L) {
    jln_script *s = script_of(L);
    const char *method = s->host.methods[lua_tointeger(L, lua_upvalueindex(1))];
    jln_arg args[JLN_ARGS_MAX];
    jln_handle result = 0;
    jln_err e = {0};
    if (!object_at(L, 1, PLACE))
        return jln_box_fail(L, JLN_ESCRIPT, _("« %s » s'appelle avec deux points : n:%s(...)"),
                            method, method);
    size_t count = arguments(L, method, args);
    jln_status status = s->host.call(s->host.ctx, method, args, count, &result, &e);
    if (status != JLN_OK) return host_failed(L, status, &e);
    push_value(L, result);
    return 1;
}

/* -- stack: value | rank */
static int ask(lua_State *L) {
    jln_script *s = script_of(L);
    const char *question = s->host.queries[lua_tointeger(L, lua_upvalueindex(1))];
    jln_err e = {0};
    bool answer = false;
    if (!is_value(L, 1))
        return jln_box_fail(L, JLN_ESCRIPT, _("« %s » s'appelle avec deux points : v:%s()"),
                            question, question);
    if (lua_gettop(L) > 1)
        return jln_box_fail(L, JLN_ESCRIPT, _("« %s » ne prend pas d'argument"), question);
    jln_handle handle = handle_at(L, 1, question);
    jln_status status = s->host.query(s->host.ctx, question, handle, &answer, &e);
    if (status != JLN_OK) return host_failed(L, status, &e);
    lua_pushboolean(L, answer);
    return 1;
}

/* __index of places and values. -- stack: object key | table of methods */
static int find_method(lua_State *L) {
    lua_settop(L, 2);
    lua_pushvalue(L, 2);                /* -- object key key */
    lua_rawget(L, lua_upvalueindex(1)); /* -- object key method */
    if (!lua_isnil(L, -1)) return 1;
    jln_script *s = script_of(L);
    bool place = object_at(L, 1, PLACE) != NULL;
    const char *const *names = place ? s->host.methods : s->host.queries;
    size_t count = 0, length = 0;
    while (names && names[count]) count++;
    const char *text = lua_type(L, 2) == LUA_TSTRING ? lua_tolstring(L, 2, &length) : "?";
    char name[80], hint[700];
    jln_message_clean(text, length, name, sizeof name);
    jln_message_hint(name, names, count, 1, hint, sizeof hint);
    return jln_box_fail(L, JLN_ESCRIPT,
                        place ? _("le lieu n ne connaît pas « %s »%s")
                              : _("une valeur ne connaît pas « %s »%s"),
                        name, hint);
}

static int refuse_field(lua_State *L) {
    return jln_box_fail(L, JLN_ESCRIPT, "%s", _("on n'écrit rien dans un lieu ni dans une valeur"));
}

/* -- stack: -- metatable */
static void push_metatable(lua_State *L, const char *type, const char *const *names,
                           lua_CFunction function) {
    luaL_checkstack(L, 6, NULL);
    lua_newtable(L); /* -- mt */
    lua_pushstring(L, type);
    lua_setfield(L, -2, "__name");
    lua_pushcfunction(L, refuse_field);
    lua_setfield(L, -2, "__newindex");
    lua_newtable(L); /* -- mt methods */
    for (lua_Integer i = 0; names && names[i]; i++) {
        lua_pushinteger(L, i);
        lua_pushcclosure(L, function, 1); /* -- mt methods f */
        lua_setfield(L, -2, names[i]);
    }
    lua_pushcclosure(L, find_method, 1); /* -- mt f */
    lua_setfield(L, -2, "__index");      /* -- mt */
}

static void make_objects(lua_State *L, jln_script *s) {
    push_metatable(L, "value", s->host.queries, ask); /* -- mt */
    lua_rawsetp(L, LUA_REGISTRYINDEX, &values_key);   /* -- */
    object *o = lua_newuserdatauv(L, sizeof *o, 0);   /* -- place */
    *o = (object){.kind = PLACE};
    push_metatable(L, "place", s->host.methods, call_method); /* -- place mt */
    lua_setmetatable(L, -2);                                  /* -- place */
    s->place = luaL_ref(L, LUA_REGISTRYINDEX);                /* -- */
}

/* ---- opening ---- */

typedef struct {
    jln_script *script;
    jln_arena *arena;
    const jln_tree *declaration;
} job;

static const char *const constructors[] = {"indicator", NULL};

static int fail_declaration(lua_State *L, int line, const char *message) {
    jln_box_of(L)->line = line;
    return jln_box_fail(L, JLN_ESCRIPT, "%s", message);
}

/* Keeps the function `value` of the declaration at the top. -- stack: t -- t */
static void keep_value(lua_State *L, jln_script *s, int line) {
    lua_Debug ar;
    lua_pushliteral(L, "value"); /* -- t "value" */
    lua_rawget(L, -2);           /* -- t f */
    if (!lua_isfunction(L, -1) || lua_iscfunction(L, -1))
        fail_declaration(L, line,
                         _("« value » doit être une fonction : value = function(n) ... end"));
    lua_pushvalue(L, -1);      /* -- t f f */
    lua_getinfo(L, ">S", &ar); /* -- t f */
    s->value_line = ar.linedefined;
    s->function = luaL_ref(L, LUA_REGISTRYINDEX); /* -- t */
}

/* -- stack: job */
static int open_file(lua_State *L) {
    job *j = lua_touserdata(L, 1);
    make_objects(L, j->script);
    jln_tree_constructors(L, constructors); /* -- job marks */
    jln_box_chunk(L);                       /* -- job marks t */
    lua_Integer mark = 0;
    if (lua_type(L, 3) == LUA_TTABLE) {
        lua_pushvalue(L, 3); /* -- job marks t t */
        lua_rawget(L, 2);    /* -- job marks t mark */
        mark = lua_tointeger(L, 4);
        lua_settop(L, 3); /* -- job marks t */
    }
    if (!mark)
        return fail_declaration(
            L, 1, _("le fichier doit renvoyer un indicateur : return indicator{ ... }"));
    keep_value(L, j->script, (int)(mark & 0x7FFFFFFF));
    jln_conversion how = {
        .arena = j->arena, .constructors = constructors, .marks = 2, .without = "value"};
    j->declaration = jln_tree_convert(L, &how);
    return 0;
}

jln_status jln_script_open(const char *path, const char *shown, const jln_script_limits *limits,
                           const jln_script_host *host, jln_arena *arena, jln_script **out,
                           const jln_tree **declaration, jln_err *err) {
    jln_script *s = calloc(1, sizeof *s);
    if (!s) return jln_err_nomem(err);
    job j = {.script = s, .arena = arena};
    s->host = *host;
    jln_status status = jln_box_open(&s->box, shown, limits, err);
    s->box.owner = s;
    s->box.is_value = is_value;
    s->box.value_operator = operate;
    if (status == JLN_OK) status = jln_box_read(&s->box, path, host->methods, err);
    if (status == JLN_OK) status = jln_box_run(&s->box, open_file, &j, err);
    if (status != JLN_OK) {
        jln_script_close(s);
        return status;
    }
    *out = s;
    *declaration = j.declaration;
    return JLN_OK;
}

/* ---- computing ---- */

/* -- stack: script */
static int call_value(lua_State *L) {
    jln_script *s = lua_touserdata(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, s->function); /* -- script f */
    lua_rawgeti(L, LUA_REGISTRYINDEX, s->place);    /* -- script f place */
    lua_call(L, 1, LUA_MULTRET);                    /* -- script result... */
    jln_box_of(L)->line = s->value_line;
    if (lua_gettop(L) > 2)
        return jln_box_fail(L, JLN_ESCRIPT,
                            _("value(n) renvoie %d valeurs : une seule est attendue"),
                            lua_gettop(L) - 1);
    lua_settop(L, 2); /* -- script result */
    if (lua_isnil(L, 2))
        return jln_box_fail(
            L, JLN_ESCRIPT, "%s",
            _("value(n) ne renvoie rien : il manque « return » sur un de ses chemins"));
    s->result = handle_at(L, 2, "value(n)");
    return 0;
}

jln_status jln_script_value(jln_script *script, jln_handle *out, jln_err *err) {
    script->call++;
    script->result = 0;
    jln_status status = jln_box_run(&script->box, call_value, script, err);
    if (status == JLN_OK) *out = script->result;
    return status;
}

void jln_script_close(jln_script *script) {
    if (!script) return;
    jln_box_close(&script->box);
    free(script);
}
