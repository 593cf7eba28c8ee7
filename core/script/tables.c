/* table.*: every position is checked, every walk is bounded and paid for. */
#include "base/i18n.h"
#include "script/library.h"
#include "script/message.h"

#include <string.h>

static int table_insert(lua_State *L) {
    lua_Integer n = jln_lib_table(L, "table.insert", 1), at = n + 1;
    int given = lua_gettop(L);
    if (given != 2 && given != 3)
        return jln_box_fail(
            L, JLN_ESCRIPT, "%s",
            _("table.insert attend (table, élément) ou (table, position, élément)"));
    if (given == 3) at = jln_lib_integer(L, "table.insert", 2);
    if (at < 1 || at > n + 1)
        return jln_box_fail(L, JLN_ESCRIPT, _("table.insert : position %lld hors de 1 à %lld"),
                            (long long)at, (long long)n + 1);
    jln_box_charge(L, (size_t)(n + 1 - at) / 4);
    for (lua_Integer i = n; i >= at; i--) {
        lua_rawgeti(L, 1, i); /* -- t .. v x */
        lua_rawseti(L, 1, i + 1);
    }
    lua_rawseti(L, 1, at);
    return 0;
}

static int table_remove(lua_State *L) {
    lua_Integer n = jln_lib_table(L, "table.remove", 1), at = n;
    if (lua_gettop(L) >= 2) at = jln_lib_integer(L, "table.remove", 2);
    if (n == 0) return 0;
    if (at < 1 || at > n)
        return jln_box_fail(L, JLN_ESCRIPT, _("table.remove : position %lld hors de 1 à %lld"),
                            (long long)at, (long long)n);
    jln_box_charge(L, (size_t)(n - at) / 4);
    lua_rawgeti(L, 1, at); /* -- t .. removed */
    for (lua_Integer i = at; i < n; i++) {
        lua_rawgeti(L, 1, i + 1);
        lua_rawseti(L, 1, i);
    }
    lua_pushnil(L);
    lua_rawseti(L, 1, n);
    return 1;
}

static int table_concat(lua_State *L) {
    size_t gap = 0, length;
    lua_Integer n = jln_lib_table(L, "table.concat", 1);
    const char *separator = lua_gettop(L) >= 2 ? jln_lib_text(L, "table.concat", 2, &gap) : "";
    luaL_Buffer b;
    lua_settop(L, 2);
    luaL_buffinit(L, &b);
    for (lua_Integer i = 1; i <= n; i++) {
        int type = lua_rawgeti(L, 1, i); /* -- t sep .. x */
        if (type != LUA_TSTRING && type != LUA_TNUMBER)
            return jln_box_fail(
                L, JLN_ESCRIPT,
                _("table.concat : l'élément n° %lld doit être un texte ou un nombre, c'est %s"),
                (long long)i, jln_message_type(jln_lib_type(L, -1)));
        lua_tolstring(L, -1, &length);
        jln_box_charge(L, 1 + (length + gap) / 16);
        luaL_addvalue(&b);
        if (i < n) luaL_addlstring(&b, separator, gap);
        if (luaL_bufflen(&b) > JLN_BOX_TEXT_MAX)
            return jln_box_fail(L, JLN_ELIMIT, _("texte de plus de %d Kio"),
                                JLN_BOX_TEXT_MAX / 1024);
    }
    luaL_pushresult(&b);
    return 1;
}

/* True when the element on the top comes before the one below it. -- stack: .. a b -- .. (t and f
 * at 1 and 2) */
static bool comes_first(lua_State *L) {
    bool answer;
    if (lua_isfunction(L, 2)) {
        lua_pushvalue(L, 2); /* -- a b f */
        lua_insert(L, -3);   /* -- f a b */
        lua_insert(L, -2);   /* -- f b a */
        lua_call(L, 2, 1);   /* -- answer */
        if (lua_type(L, -1) != LUA_TBOOLEAN)
            jln_box_fail(L, JLN_ESCRIPT, "%s",
                         _("table.sort : la fonction d'ordre doit renvoyer une comparaison"));
        answer = lua_toboolean(L, -1);
        lua_pop(L, 1);
        return answer;
    }
    int type = lua_type(L, -1);
    if (type != lua_type(L, -2) || (type != LUA_TNUMBER && type != LUA_TSTRING))
        jln_box_fail(L, JLN_ESCRIPT, _("table.sort : %s et %s n'ont pas d'ordre"),
                     jln_message_type(jln_lib_type(L, -2)), jln_message_type(jln_lib_type(L, -1)));
    if (type == LUA_TNUMBER) {
        answer = lua_compare(L, -1, -2, LUA_OPLT);
    } else {
        size_t n, m;
        const char *a = lua_tolstring(L, -2, &n), *b = lua_tolstring(L, -1, &m);
        jln_box_charge(L, (n < m ? n : m) / 64);
        int order = memcmp(b, a, n < m ? n : m);
        answer = order ? order < 0 : m < n;
    }
    lua_pop(L, 2);
    return answer;
}

/* Merges from[low..middle) and from[middle..high) into `to`. Ends whatever the comparisons answer.
 */
static void merge(lua_State *L, int from, int to, lua_Integer low, lua_Integer middle,
                  lua_Integer high) {
    lua_Integer i = low, j = middle;
    for (lua_Integer k = low; k < high; k++) {
        bool second = i >= middle;
        if (!second && j < high) {
            lua_rawgeti(L, from, i); /* -- a */
            lua_rawgeti(L, from, j); /* -- a b */
            second = comes_first(L); /* -- */
        }
        lua_rawgeti(L, from, second ? j++ : i++);
        lua_rawseti(L, to, k);
    }
}

static void copy_list(lua_State *L, int from, int to, lua_Integer n) {
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, from, i);
        lua_rawseti(L, to, i);
    }
}

/* A stable merge sort over copies: the order of equals is theirs, and nothing is written back
 * before the end. */
static int table_sort(lua_State *L) {
    lua_Integer n = jln_lib_table(L, "table.sort", 1);
    if (lua_gettop(L) >= 2 && !lua_isnil(L, 2) && !lua_isfunction(L, 2))
        return jln_lib_wrong(L, "table.sort", 2, _("une fonction"));
    jln_box_charge(L, (size_t)n * jln_lib_log2((size_t)n));
    lua_settop(L, 2);
    luaL_checkstack(L, 10, NULL);
    lua_createtable(L, (int)n, 0);
    lua_createtable(L, (int)n, 0); /* -- t f a b */
    int from = 3, to = 4;
    copy_list(L, 1, from, n);
    for (lua_Integer width = 1; width < n; width *= 2) {
        for (lua_Integer low = 1; low <= n; low += 2 * width) {
            lua_Integer middle = low + width <= n ? low + width : n + 1;
            lua_Integer high = low + 2 * width <= n ? low + 2 * width : n + 1;
            merge(L, from, to, low, middle, high);
        }
        int swap = from;
        from = to;
        to = swap;
    }
    copy_list(L, from, 1, n);
    return 0;
}

static const luaL_Reg tables[] = {{"concat", table_concat},
                                  {"insert", table_insert},
                                  {"remove", table_remove},
                                  {"sort", table_sort},
                                  {NULL, NULL}};

void jln_tables_open(lua_State *L) {
    jln_lib_add(L, "table", tables);
    lua_pop(L, 1);
}
