/* The environment: basic functions, tables, numbers. What is not here does not exist for a script.
 */
#include "base/i18n.h"
#include "script/library.h"
#include "script/message.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ---- arguments ---- */

const char *jln_lib_type(lua_State *L, int index) {
    jln_box *box = jln_box_of(L);
    if (lua_type(L, index) == LUA_TUSERDATA)
        return box->is_value && box->is_value(L, index) ? "value" : "place";
    return luaL_typename(L, index);
}

int jln_lib_wrong(lua_State *L, const char *function, int index, const char *wanted) {
    return jln_box_fail(L, JLN_ESCRIPT, _("%s : l'argument n° %d doit être %s, c'est %s"), function,
                        index, wanted, jln_message_type(jln_lib_type(L, index)));
}

const char *jln_lib_text(lua_State *L, const char *function, int index, size_t *length) {
    if (lua_type(L, index) != LUA_TSTRING) jln_lib_wrong(L, function, index, _("un texte"));
    return lua_tolstring(L, index, length);
}

lua_Integer jln_lib_integer(lua_State *L, const char *function, int index) {
    int exact = 0;
    lua_Integer n = lua_type(L, index) == LUA_TNUMBER ? lua_tointegerx(L, index, &exact) : 0;
    if (!exact) jln_lib_wrong(L, function, index, _("un nombre entier"));
    return n;
}

static void need_number(lua_State *L, const char *function, int index) {
    if (lua_type(L, index) != LUA_TNUMBER) jln_lib_wrong(L, function, index, _("un nombre"));
}

lua_Integer jln_lib_table(lua_State *L, const char *function, int index) {
    if (lua_type(L, index) != LUA_TTABLE) jln_lib_wrong(L, function, index, _("une table"));
    return (lua_Integer)lua_rawlen(L, index);
}

/* ---- names that do not exist ---- */

enum { NAMES_MAX = 96 };

/* The text keys of the table at the top. The strings belong to the table. -- stack: t -- t */
static size_t names_of(lua_State *L, const char *names[NAMES_MAX]) {
    size_t count = 0;
    luaL_checkstack(L, 3, NULL);
    for (lua_pushnil(L); lua_next(L, -2) && count < NAMES_MAX; lua_pop(L, 1)) /* -- t k v */
        if (lua_type(L, -2) == LUA_TSTRING) names[count++] = lua_tostring(L, -2);
    return count;
}

static const struct {
    const char *names, *why;
} absent[] = {
    {" io os dofile loadfile require package debug ",
     N_("un fichier d'ici ne touche ni aux fichiers, ni à l'heure, ni à l'ordinateur")},
    {" load loadstring pcall xpcall coroutine setmetatable getmetatable rawget rawset rawequal "
     "rawlen next collectgarbage _G _VERSION utf8 ",
     N_("cette partie de Lua n'existe pas ici")},
    {" print warn ", N_("un fichier n'affiche rien : renvoyez le résultat avec « return »")},
};

static const char *why_absent(const char *name) {
    char spaced[96];
    if (strlen(name) > 60) return NULL;
    snprintf(spaced, sizeof spaced, " %s ", name);
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        if (strstr(absent[i].names, spaced)) return _(absent[i].why);
    return NULL;
}

static void key_words(lua_State *L, int index, char out[80]) {
    size_t length = 0;
    const char *text = lua_type(L, index) == LUA_TSTRING ? lua_tolstring(L, index, &length) : "?";
    jln_message_clean(text, length, out, 80);
}

/* __index of the environment. -- stack: env key */
static int unknown_global(lua_State *L) {
    const char *names[NAMES_MAX];
    char name[80], hint[200];
    key_words(L, 2, name);
    const char *why = why_absent(name);
    if (why) return jln_box_fail(L, JLN_ESCRIPT, _("« %s » n'existe pas : %s"), name, why);
    lua_settop(L, 1);
    size_t count = names_of(L, names);
    jln_message_hint(name, names, count, 0, hint, sizeof hint);
    return jln_box_fail(L, JLN_ESCRIPT, _("« %s » n'est pas défini%s"), name, hint);
}

/* __newindex of the environment. -- stack: env key value */
static int refuse_global(lua_State *L) {
    char name[80];
    key_words(L, 2, name);
    return jln_box_fail(
        L, JLN_ESCRIPT,
        lua_type(L, 3) == LUA_TFUNCTION
            ? _("« %s » serait une variable globale : écrivez « local function %s »")
            : _("« %s » serait une variable globale : écrivez « local %s = ... »"),
        name, name);
}

/* __index of a library. -- stack: library key | library's name */
static int unknown_member(lua_State *L) {
    const char *names[NAMES_MAX];
    char name[80], hint[600];
    key_words(L, 2, name);
    lua_settop(L, 1);
    size_t count = names_of(L, names);
    qsort(names, count, sizeof *names, jln_lib_by_bytes);
    jln_message_hint(name, names, count, 1, hint, sizeof hint);
    return jln_box_fail(L, JLN_ESCRIPT, _("« %s » n'existe pas dans « %s »%s"), name,
                        lua_tostring(L, lua_upvalueindex(1)), hint);
}

/* __newindex of a library: what scripts see is an empty table in front of it, so that its own names
 * are kept too. */
static int refuse_member(lua_State *L) {
    return jln_box_fail(L, JLN_ESCRIPT, _("« %s » ne se modifie pas"),
                        lua_tostring(L, lua_upvalueindex(1)));
}

int jln_lib_by_bytes(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Makes an unknown name of the table on the top an error. -- stack: t f -- t */
static void set_unknown(lua_State *L) {
    lua_createtable(L, 0, 1); /* -- t f mt */
    lua_insert(L, -2);        /* -- t mt f */
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2); /* -- t */
}

/* Pushes an empty table that reads from the one below and refuses to be written. -- stack: t f -- t
 * front */
static void push_front(lua_State *L) {
    lua_newtable(L);          /* -- t f front */
    lua_createtable(L, 0, 2); /* -- t f front mt */
    lua_pushvalue(L, -4);     /* -- t f front mt t */
    lua_setfield(L, -2, "__index");
    lua_pushvalue(L, -3); /* -- t f front mt f */
    lua_setfield(L, -2, "__newindex");
    lua_setmetatable(L, -2); /* -- t f front */
    lua_remove(L, -2);       /* -- t front */
}

/* ---- basic functions ---- */

static int lib_assert(lua_State *L) {
    if (lua_gettop(L) == 0) lua_pushnil(L);
    if (lua_type(L, 1) == LUA_TUSERDATA)
        return jln_box_fail(L, JLN_ESCRIPT, "%s",
                            _("une valeur n'est ni vraie ni fausse : demandez v:known(), ou "
                              "comparez avec < ou >"));
    if (lua_toboolean(L, 1)) return lua_gettop(L);
    char text[400] = "";
    size_t length = 0;
    const char *said = lua_type(L, 2) == LUA_TSTRING ? lua_tolstring(L, 2, &length) : NULL;
    jln_message_clean(said ? said : "", length, text, sizeof text);
    return jln_box_fail(L, JLN_ESCRIPT, "%s",
                        text[0] ? text : _("assert : la condition est fausse"));
}

static int lib_error(lua_State *L) {
    char text[600];
    size_t length;
    const char *said = jln_lib_text(L, "error", 1, &length);
    jln_message_clean(said, length, text, sizeof text);
    return jln_box_fail(L, JLN_ESCRIPT, "%s", text[0] ? text : _("erreur sans message"));
}

/* -- stack: t i */
static int ipairs_next(lua_State *L) {
    lua_settop(L, 2);
    if (lua_type(L, 1) != LUA_TTABLE || !lua_isinteger(L, 2)) return 0;
    lua_Integer i = lua_tointeger(L, 2);
    if (i < 0 || i == INT64_MAX) return 0;
    lua_pushinteger(L, i + 1);
    return lua_rawgeti(L, 1, i + 1) == LUA_TNIL ? 1 : 2;
}

static int ipairs_end(lua_State *L) {
    int n = ipairs_next(L);
    if (n == 1) lua_pushnil(L);
    return n == 2 ? 2 : 1;
}

static int lib_ipairs(lua_State *L) {
    jln_lib_table(L, "ipairs", 1);
    lua_settop(L, 1);
    lua_pushcfunction(L, ipairs_end);
    lua_insert(L, 1); /* -- f t */
    lua_pushinteger(L, 0);
    return 3;
}

typedef struct {
    bool is_text;
    lua_Integer integer;
    long double number;
    const char *text;
    size_t length;
} sort_key;

/* Numbers first, in their order; then texts, byte by byte. */
static int by_key(const void *a, const void *b) {
    const sort_key *p = a, *q = b;
    if (p->is_text != q->is_text) return p->is_text ? 1 : -1;
    if (!p->is_text) {
        if (p->number != q->number) return p->number < q->number ? -1 : 1;
        return (p->integer > q->integer) - (p->integer < q->integer);
    }
    int order = memcmp(p->text, q->text, p->length < q->length ? p->length : q->length);
    return order ? order : (p->length > q->length) - (p->length < q->length);
}

static sort_key key_at(lua_State *L, int index) {
    sort_key k = {.is_text = lua_type(L, index) == LUA_TSTRING};
    if (k.is_text) {
        k.text = lua_tolstring(L, index, &k.length);
    } else if (lua_isinteger(L, index)) {
        k.integer = lua_tointeger(L, index);
        k.number = (long double)k.integer;
    } else {
        k.number = lua_tonumber(L, index);
    }
    return k;
}

static size_t count_keys(lua_State *L, int table) {
    size_t count = 0;
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) { /* -- k v */
        int type = lua_type(L, -2);
        if (type != LUA_TNUMBER && type != LUA_TSTRING)
            jln_box_fail(L, JLN_ESCRIPT,
                         _("pairs : une clé est %s ; seuls les nombres et les textes "
                           "ont un ordre"),
                         jln_message_type(jln_lib_type(L, -2)));
        count++;
    }
    return count;
}

size_t jln_lib_log2(size_t n) {
    size_t bits = 1;
    while (n >>= 1) bits++;
    return bits;
}

void jln_lib_sorted_keys(lua_State *L, int table) {
    luaL_checkstack(L, 5, NULL);
    size_t count = count_keys(L, table), i = 0;
    jln_box_charge(L, count * jln_lib_log2(count));
    sort_key *keys = lua_newuserdatauv(L, (count ? count : 1) * sizeof *keys, 0); /* -- keys */
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) keys[i++] = key_at(L, -2);
    qsort(keys, count, sizeof *keys, by_key);
    lua_createtable(L, (int)count, 0); /* -- keys sorted */
    for (i = 0; i < count; i++) {
        const sort_key *k = &keys[i];
        if (k->is_text) lua_pushlstring(L, k->text, k->length);
        else if (k->number == (long double)k->integer) lua_pushinteger(L, k->integer);
        else lua_pushnumber(L, (lua_Number)k->number);
        lua_rawseti(L, -2, (lua_Integer)i + 1); /* -- keys sorted */
    }
    lua_remove(L, -2); /* -- sorted */
}

/* Goes on from the place it keeps, not from the key it is given. -- stack: | t sorted i */
static int pairs_next(lua_State *L) {
    lua_settop(L, 0);
    for (;;) {
        lua_Integer i = lua_tointeger(L, lua_upvalueindex(3)) + 1;
        lua_pushinteger(L, i); /* -- i */
        lua_replace(L, lua_upvalueindex(3));
        lua_rawgeti(L, lua_upvalueindex(2), i); /* -- k */
        if (lua_isnil(L, 1)) return 1;
        lua_pushvalue(L, 1);                /* -- k k */
        lua_rawget(L, lua_upvalueindex(1)); /* -- k v */
        if (!lua_isnil(L, 2)) return 2;
        lua_settop(L, 0); /* removed since */
        jln_box_charge(L, 1);
    }
}

static int lib_pairs(lua_State *L) {
    jln_lib_table(L, "pairs", 1);
    lua_settop(L, 1);                   /* -- t */
    jln_lib_sorted_keys(L, 1);          /* -- t sorted */
    lua_pushinteger(L, 0);              /* -- t sorted 0 */
    lua_pushcclosure(L, pairs_next, 3); /* -- f */
    return 1;
}

static int lib_select(lua_State *L) {
    int n = lua_gettop(L) - 1;
    jln_box_charge(L, (size_t)(n > 0 ? n : 0) / 8);
    if (lua_type(L, 1) == LUA_TSTRING && strcmp(lua_tostring(L, 1), "#") == 0) {
        lua_pushinteger(L, n);
        return 1;
    }
    lua_Integer from = jln_lib_integer(L, "select", 1);
    if (from < 0) from = from < -n ? 0 : n + from + 1;
    if (from < 1)
        return jln_box_fail(L, JLN_ESCRIPT, "%s",
                            _("select : le premier argument est hors limites"));
    return from > n ? 0 : n - (int)from + 1;
}

static int lib_tonumber(lua_State *L) {
    enum { DIGITS_MAX = 60 };
    size_t length;
    lua_settop(L, 1);
    if (lua_type(L, 1) == LUA_TNUMBER) return 1;
    const char *text = lua_type(L, 1) == LUA_TSTRING ? lua_tolstring(L, 1, &length) : NULL;
    bool plain = text && length <= DIGITS_MAX && strspn(text, "0123456789+-.eE ") == length;
    if (plain && lua_stringtonumber(L, text) && isfinite(lua_tonumber(L, -1))) return 1;
    luaL_pushfail(L);
    return 1;
}

/* No address is ever printed: what has no text of its own is an error. */
static int lib_tostring(lua_State *L) {
    lua_settop(L, 1);
    switch (lua_type(L, 1)) {
    case LUA_TNUMBER:
        if (!isfinite(lua_tonumber(L, 1)))
            return jln_lib_wrong(L, "tostring", 1, _("un nombre fini"));
        lua_tostring(L, 1);
        return 1;
    case LUA_TSTRING:
        return 1;
    case LUA_TBOOLEAN:
        lua_pushstring(L, lua_toboolean(L, 1) ? "true" : "false");
        return 1;
    case LUA_TNIL:
        lua_pushliteral(L, "nil");
        return 1;
    default:
        return jln_lib_wrong(L, "tostring", 1, _("un texte, un nombre ou un booléen"));
    }
}

static int lib_type(lua_State *L) {
    if (lua_gettop(L) == 0) return jln_box_fail(L, JLN_ESCRIPT, "%s", _("type attend un argument"));
    lua_pushstring(L, jln_lib_type(L, 1));
    return 1;
}

/* ---- math ---- */

static int math_abs(lua_State *L) {
    need_number(L, "math.abs", 1);
    if (!lua_isinteger(L, 1)) {
        lua_pushnumber(L, fabs(lua_tonumber(L, 1)));
        return 1;
    }
    lua_Integer n = lua_tointeger(L, 1);
    if (n == INT64_MIN)
        return jln_box_fail(L, JLN_ESCRIPT, "%s",
                            _("math.abs : dépasse le plus grand nombre entier"));
    lua_pushinteger(L, n < 0 ? -n : n);
    return 1;
}

static int rounded(lua_State *L, const char *function, double (*toward)(double)) {
    need_number(L, function, 1);
    lua_settop(L, 1);
    if (lua_isinteger(L, 1)) return 1;
    double x = toward(lua_tonumber(L, 1));
    if (!(x >= -9.2e18 && x <= 9.2e18))
        return jln_box_fail(L, JLN_ESCRIPT, _("%s : dépasse le plus grand nombre entier"),
                            function);
    lua_pushinteger(L, (lua_Integer)x);
    return 1;
}

static int math_floor(lua_State *L) {
    return rounded(L, "math.floor", floor);
}

static int math_ceil(lua_State *L) {
    return rounded(L, "math.ceil", ceil);
}

static int extreme(lua_State *L, const char *function, bool greatest) {
    int best = 1, n = lua_gettop(L);
    jln_box_charge(L, (size_t)n / 8);
    need_number(L, function, 1);
    for (int i = 2; i <= n; i++) {
        need_number(L, function, i);
        if (greatest ? lua_compare(L, best, i, LUA_OPLT) : lua_compare(L, i, best, LUA_OPLT))
            best = i;
    }
    lua_pushvalue(L, best);
    return 1;
}

static int math_max(lua_State *L) {
    return extreme(L, "math.max", true);
}

static int math_min(lua_State *L) {
    return extreme(L, "math.min", false);
}

/* ---- the environment ---- */

static const luaL_Reg basics[] = {
    {"assert", lib_assert}, {"error", lib_error},       {"ipairs", lib_ipairs},
    {"pairs", lib_pairs},   {"select", lib_select},     {"tonumber", lib_tonumber},
    {"type", lib_type},     {"tostring", lib_tostring}, {NULL, NULL}};
static const luaL_Reg maths[] = {{"abs", math_abs}, {"ceil", math_ceil}, {"floor", math_floor},
                                 {"max", math_max}, {"min", math_min},   {NULL, NULL}};
void jln_lib_add(lua_State *L, const char *name, const luaL_Reg *functions) {
    lua_newtable(L); /* -- names t */
    luaL_setfuncs(L, functions, 0);
    lua_pushstring(L, name);
    lua_pushcclosure(L, unknown_member, 1); /* -- names t f */
    set_unknown(L);                         /* -- names t */
    lua_pushstring(L, name);
    lua_pushcclosure(L, refuse_member, 1); /* -- names t f */
    push_front(L);                         /* -- names t front */
    lua_setfield(L, -3, name);             /* -- names t */
}

void jln_lib_open(lua_State *L) {
    luaL_checkstack(L, 10, NULL);
    lua_newtable(L); /* -- names */
    luaL_setfuncs(L, basics, 0);
    jln_lib_add(L, "math", maths);
    lua_pop(L, 1);
    jln_tables_open(L);
    jln_strings_open(L);
    lua_pushcfunction(L, unknown_global);
    set_unknown(L); /* -- names */
    lua_pushcfunction(L, refuse_global);
    push_front(L); /* -- names env */
}
