/* The list of what a script can reach, for the golden file that guards it. */
#include "base/i18n.h"
#include "script/library.h"

#include <string.h>

enum { DEPTH_MAX = 8 };

static void walk(lua_State *L, jln_str *out, const char *prefix, int depth);

/* Puts what an index reads in the place of the empty table in front of it. -- stack: t -- t */
static void see_through(lua_State *L) {
    if (!lua_getmetatable(L, -1)) return;                                 /* -- t mt */
    if (lua_getfield(L, -1, "__index") == LUA_TTABLE) lua_replace(L, -3); /* -- t mt [index] */
    else lua_pop(L, 1);
    lua_pop(L, 1);
}

/* One name and what hangs below it. -- stack: value -- value */
static void list(lua_State *L, jln_str *out, const char *path, int depth) {
    jln_str_fmt(out, "%s %s%s\n", path, luaL_typename(L, -1),
                lua_type(L, -1) == LUA_TFUNCTION && !lua_iscfunction(L, -1) ? " lua" : "");
    if (lua_type(L, -1) == LUA_TTABLE) walk(L, out, path, depth + 1);
}

/* -- stack: t -- t */
static void walk(lua_State *L, jln_str *out, const char *prefix, int depth) {
    char path[200];
    int table = lua_gettop(L);
    if (depth > DEPTH_MAX) return;
    luaL_checkstack(L, 6, NULL);
    see_through(L);
    jln_lib_sorted_keys(L, table);                                           /* -- t keys */
    for (lua_Integer i = 1; lua_rawgeti(L, table + 1, i) != LUA_TNIL; i++) { /* -- t keys k */
        snprintf(path, sizeof path, "%s%s%s", prefix, *prefix ? "." : "", lua_tostring(L, -1));
        lua_pushvalue(L, -1);
        lua_rawget(L, table); /* -- t keys k v */
        list(L, out, path, depth);
        lua_settop(L, table + 1);
    }
    lua_settop(L, table);
}

/* Indexing a text reaches the table of its metatable. */
static void walk_texts(lua_State *L, jln_str *out) {
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);        /* -- "" mt */
    lua_getfield(L, -1, "__index"); /* -- "" mt methods */
    walk(L, out, "(texte)", 0);
    lua_pop(L, 3);
}

static int write_names(lua_State *L) {
    jln_str *out = lua_touserdata(L, 1);
    jln_box_environment(L); /* -- out env */
    walk(L, out, "", 0);
    walk_texts(L, out);
    lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS); /* -- out env globals */
    walk(L, out, "(_G)", 0);
    return 0;
}

jln_status jln_box_names(jln_box *box, jln_str *out, jln_err *err) {
    jln_status status = jln_box_run(box, write_names, out, err);
    if (status == JLN_OK && out->failed) status = jln_err_nomem(err);
    return status;
}
