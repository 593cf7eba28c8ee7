/* What stands in the place of Lua's operators: exact, finite, in byte order, or an error. */
#include "base/i18n.h"
#include "script/message.h"
#include "script/sandbox.h"

#include <math.h>
#include <string.h>

enum { BYTES_PER_INSTRUCTION = 64, PLAIN_MAX = 1024 };

static const char *type_words(lua_State *L, int index) {
    jln_box *box = jln_box_of(L);
    if (box->is_value && box->is_value(L, index)) return jln_message_type("value");
    if (lua_type(L, index) == LUA_TUSERDATA) return jln_message_type("place");
    return jln_message_type(luaL_typename(L, index));
}

static int fail_operands(lua_State *L, jln_code code) {
    if (code == JLN_CODE_NEG)
        return jln_box_fail(L, JLN_ESCRIPT, _("« - » attend un nombre et reçoit %s"),
                            type_words(L, 2));
    const char *wants = code >= JLN_CODE_LT ? _("deux nombres ou deux textes") : _("deux nombres");
    return jln_box_fail(L, JLN_ESCRIPT, _("« %s » attend %s et reçoit %s et %s"),
                        jln_code_words(code), wants, type_words(L, 2), type_words(L, 3));
}

static bool exact(jln_code code, lua_Integer a, lua_Integer b, lua_Integer *out) {
    switch (code) {
    case JLN_CODE_ADD:
        return !__builtin_add_overflow(a, b, out);
    case JLN_CODE_SUB:
        return !__builtin_sub_overflow(a, b, out);
    case JLN_CODE_MUL:
        return !__builtin_mul_overflow(a, b, out);
    default:
        return !__builtin_sub_overflow(0, a, out);
    }
}

static int arithmetic(lua_State *L, jln_code code) {
    static const int ops[] = {
        [JLN_CODE_ADD] = LUA_OPADD, [JLN_CODE_SUB] = LUA_OPSUB, [JLN_CODE_MUL] = LUA_OPMUL,
        [JLN_CODE_DIV] = LUA_OPDIV, [JLN_CODE_NEG] = LUA_OPUNM, [JLN_CODE_IDIV] = LUA_OPIDIV,
        [JLN_CODE_MOD] = LUA_OPMOD, [JLN_CODE_POW] = LUA_OPPOW};
    bool one = code == JLN_CODE_NEG;
    bool divides = code == JLN_CODE_DIV || code == JLN_CODE_IDIV || code == JLN_CODE_MOD;
    if (lua_type(L, 2) != LUA_TNUMBER || (!one && lua_type(L, 3) != LUA_TNUMBER))
        return fail_operands(L, code);
    if (divides && lua_tonumber(L, 3) == 0)
        return jln_box_fail(L, JLN_ESCRIPT, _("division par zéro (« %s »)"), jln_code_words(code));
    bool integers = lua_isinteger(L, 2) && (one || lua_isinteger(L, 3));
    if (integers && (one || code <= JLN_CODE_MUL)) {
        lua_Integer result;
        if (!exact(code, lua_tointeger(L, 2), lua_tointeger(L, 3), &result))
            return jln_box_fail(L, JLN_ESCRIPT, _("« %s » dépasse le plus grand nombre entier"),
                                jln_code_words(code));
        lua_pushinteger(L, result);
        return 1;
    }
    lua_settop(L, one ? 2 : 3); /* -- code a [b] */
    lua_arith(L, ops[code]);    /* -- code result */
    if (!isfinite(lua_tonumber(L, -1)))
        return jln_box_fail(L, JLN_ESCRIPT, _("« %s » donne un résultat sans limite"),
                            jln_code_words(code));
    return 1;
}

static void charge_text(lua_State *L, int index) {
    size_t length = lua_type(L, index) == LUA_TSTRING ? lua_rawlen(L, index) : 0;
    if (length > PLAIN_MAX) jln_box_charge(L, length / BYTES_PER_INSTRUCTION);
}

/* Byte order, whatever the locale. */
static int text_order(lua_State *L) {
    size_t n, m;
    const char *a = lua_tolstring(L, 2, &n), *b = lua_tolstring(L, 3, &m);
    int order = memcmp(a, b, n < m ? n : m);
    return order ? order : (n > m) - (n < m);
}

static int compare(lua_State *L, jln_code code) {
    int type = lua_type(L, 2), order;
    if (type != lua_type(L, 3) || (type != LUA_TNUMBER && type != LUA_TSTRING))
        return fail_operands(L, code);
    if (type == LUA_TSTRING) order = text_order(L);
    else order = lua_compare(L, 2, 3, LUA_OPLT) ? -1 : lua_compare(L, 3, 2, LUA_OPLT);
    bool answer = code == JLN_CODE_LT   ? order < 0
                  : code == JLN_CODE_LE ? order <= 0
                  : code == JLN_CODE_GT ? order > 0
                                        : order >= 0;
    lua_pushboolean(L, answer);
    return 1;
}

static int equal(lua_State *L, jln_code code) {
    if (lua_type(L, 2) == LUA_TUSERDATA || lua_type(L, 3) == LUA_TUSERDATA)
        return jln_box_fail(L, JLN_ESCRIPT, "%s",
                            _("« == » et « ~= » ne comparent pas les valeurs : utilisez < <= > >=, "
                              "ou une question comme v:is_zero()"));
    lua_pushboolean(L, lua_rawequal(L, 2, 3) == (code == JLN_CODE_EQ));
    return 1;
}

/* __o(code, a [, b]) */
static int operate(lua_State *L) {
    jln_box *box = jln_box_of(L);
    lua_settop(L, 3); /* -- code a b */
    jln_code code = (jln_code)lua_tointeger(L, 1);
    if (code >= JLN_CODE_LT) {
        charge_text(L, 2);
        charge_text(L, 3);
    }
    if (code == JLN_CODE_EQ || code == JLN_CODE_NE) return equal(L, code);
    if (box->is_value && (box->is_value(L, 2) || box->is_value(L, 3)))
        return box->value_operator(L);
    return code >= JLN_CODE_LT ? compare(L, code) : arithmetic(L, code);
}

/* __v(x) */
static int condition(lua_State *L) {
    lua_settop(L, 1);
    if (lua_type(L, 1) == LUA_TUSERDATA)
        return jln_box_fail(L, JLN_ESCRIPT, "%s",
                            _("une valeur n'est ni vraie ni fausse : demandez v:known(), ou "
                              "comparez avec < ou >"));
    return 1;
}

/* __k(x) */
static int key(lua_State *L) {
    lua_settop(L, 1);
    charge_text(L, 1);
    if (lua_type(L, 1) == LUA_TUSERDATA)
        return jln_box_fail(L, JLN_ESCRIPT, "%s", _("une valeur n'est pas une clé de table"));
    return 1;
}

/* __n(...) */
static int varargs(lua_State *L) {
    jln_box_charge(L, (size_t)lua_gettop(L) / 8);
    return lua_gettop(L);
}

/* __f(x) */
static int bound(lua_State *L) {
    lua_settop(L, 1);
    if (lua_type(L, 1) != LUA_TNUMBER)
        return jln_box_fail(L, JLN_ESCRIPT,
                            _("une boucle « for » compte avec des nombres et reçoit %s"),
                            type_words(L, 1));
    return 1;
}

void jln_operators_push(lua_State *L) {
    luaL_checkstack(L, 5, NULL);
    lua_pushcfunction(L, operate);
    lua_pushcfunction(L, condition);
    lua_pushcfunction(L, key);
    lua_pushcfunction(L, varargs);
    lua_pushcfunction(L, bound);
}
