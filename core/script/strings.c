/* Methods of texts: plain searches, positions in characters (not bytes), no patterns. */
#include "base/i18n.h"
#include "base/utf8.h"
#include "script/library.h"

#include <math.h>
#include <string.h>

typedef struct {
    const char *text;
    size_t length;
} slice;

/* The text at `index`; reading it is paid for. */
static slice text_at(lua_State *L, const char *function, int index) {
    slice s;
    s.text = jln_lib_text(L, function, index, &s.length);
    jln_box_charge(L, s.length / 8);
    return s;
}

/* The byte where character number `position` (from 0) begins; the length when there are fewer. */
static size_t byte_of(slice s, size_t position) {
    size_t at = 0;
    while (position > 0 && at < s.length) {
        jln_utf8_next(s.text, s.length, &at);
        position--;
    }
    return at;
}

static int text_len(lua_State *L) {
    slice s = text_at(L, "len", 1);
    lua_pushinteger(L, (lua_Integer)jln_utf8_count(s.text, s.length));
    return 1;
}

/* Lua's rule: negative positions count from the end, both ends included, out of range is cut. */
static int text_sub(lua_State *L) {
    slice s = text_at(L, "sub", 1);
    lua_Integer n = (lua_Integer)jln_utf8_count(s.text, s.length);
    lua_Integer from = jln_lib_integer(L, "sub", 2);
    lua_Integer to = lua_isnoneornil(L, 3) ? n : jln_lib_integer(L, "sub", 3);
    if (from < 0) from = from < -n ? 1 : n + from + 1;
    if (from == 0) from = 1;
    if (to < 0) to = to < -n ? 0 : n + to + 1;
    if (to > n) to = n;
    if (from > to) {
        lua_pushliteral(L, "");
        return 1;
    }
    size_t start = byte_of(s, (size_t)from - 1), end = byte_of(s, (size_t)to);
    lua_pushlstring(L, s.text + start, end - start);
    return 1;
}

/* Letters outside the regular ranges, capital then small: French, and the Latin letters of Mali's
 * languages. */
static const int32_t letters[][2] = {{0x152, 0x153}, {0x178, 0xFF},  {0x190, 0x25B},
                                     {0x186, 0x254}, {0x19D, 0x272}, {0x14A, 0x14B},
                                     {0x181, 0x253}, {0x18A, 0x257}, {0x1B3, 0x1B4}};
enum { LETTERS = sizeof letters / sizeof *letters };

static int32_t change_case(int32_t code, bool upper) {
    bool small = (code >= 'a' && code <= 'z') || (code >= 0xE0 && code <= 0xFE && code != 0xF7);
    bool capital = (code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE && code != 0xD7);
    if (upper && small) return code - 32;
    if (!upper && capital) return code + 32;
    for (int i = 0; i < LETTERS; i++)
        if (letters[i][upper] == code) return letters[i][!upper];
    return code;
}

static int recase(lua_State *L, const char *function, bool upper) {
    slice s = text_at(L, function, 1);
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    for (size_t at = 0; at < s.length;) {
        size_t start = at;
        char bytes[4];
        int32_t code = jln_utf8_next(s.text, s.length, &at);
        int32_t changed = code < 0 ? code : change_case(code, upper);
        if (changed == code) luaL_addlstring(&b, s.text + start, at - start);
        else luaL_addlstring(&b, bytes, jln_utf8_put(changed, bytes));
    }
    luaL_pushresult(&b);
    return 1;
}

static int text_upper(lua_State *L) {
    return recase(L, "upper", true);
}

static int text_lower(lua_State *L) {
    return recase(L, "lower", false);
}

/* find(s, wanted [, from]): the position of the first character, or nil. */
static int text_find(lua_State *L) {
    slice s = text_at(L, "find", 1), wanted = text_at(L, "find", 2);
    lua_Integer from = lua_isnoneornil(L, 3) ? 1 : jln_lib_integer(L, "find", 3);
    if (from < 1) return jln_box_fail(L, JLN_ESCRIPT, "%s", _("find : la position commence à 1"));
    size_t start = byte_of(s, (size_t)from - 1);
    const char *found = memmem(s.text + start, s.length - start, wanted.text, wanted.length);
    if (!found) {
        lua_pushnil(L);
        return 1;
    }
    lua_pushinteger(L, (lua_Integer)jln_utf8_count(s.text, (size_t)(found - s.text)) + 1);
    return 1;
}

/* split(s, separator): the list of the pieces; "" gives one empty piece. */
static int text_split(lua_State *L) {
    slice s = text_at(L, "split", 1), gap = text_at(L, "split", 2);
    if (gap.length == 0)
        return jln_box_fail(L, JLN_ESCRIPT, "%s", _("split : le séparateur est vide"));
    const char *at = s.text, *end = s.text + s.length;
    lua_settop(L, 2);
    lua_newtable(L); /* -- s gap list */
    for (lua_Integer i = 1;; i++) {
        const char *found = memmem(at, (size_t)(end - at), gap.text, gap.length);
        lua_pushlstring(L, at, (size_t)((found ? found : end) - at));
        lua_rawseti(L, 3, i);
        if (!found) return 1;
        at = found + gap.length;
        jln_box_charge(L, 4);
    }
}

static bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static int text_trim(lua_State *L) {
    slice s = text_at(L, "trim", 1);
    while (s.length && is_blank(s.text[0])) {
        s.text++;
        s.length--;
    }
    while (s.length && is_blank(s.text[s.length - 1])) s.length--;
    lua_pushlstring(L, s.text, s.length);
    return 1;
}

static int text_starts_with(lua_State *L) {
    slice s = text_at(L, "starts_with", 1), head = text_at(L, "starts_with", 2);
    lua_pushboolean(L, s.length >= head.length && !memcmp(s.text, head.text, head.length));
    return 1;
}

static int text_ends_with(lua_State *L) {
    slice s = text_at(L, "ends_with", 1), tail = text_at(L, "ends_with", 2);
    lua_pushboolean(L, s.length >= tail.length &&
                           !memcmp(s.text + s.length - tail.length, tail.text, tail.length));
    return 1;
}

/* ---- format ---- */

static void add_text(lua_State *L, luaL_Buffer *b, int index) {
    char digits[32];
    size_t length;
    int type = lua_type(L, index);
    if (type == LUA_TBOOLEAN) {
        luaL_addstring(b, lua_toboolean(L, index) ? "true" : "false");
    } else if (type == LUA_TNUMBER) {
        if (lua_isinteger(L, index))
            snprintf(digits, sizeof digits, "%lld", (long long)lua_tointeger(L, index));
        else snprintf(digits, sizeof digits, "%.14g", lua_tonumber(L, index));
        luaL_addstring(b, digits);
    } else {
        const char *text = jln_lib_text(L, "format", index, &length);
        jln_box_charge(L, length / 16);
        luaL_addlstring(b, text, length);
    }
}

/* %.Nf rounds as everywhere in Jalon: half away from zero, on the decimal that was written. */
static void add_decimal(lua_State *L, luaL_Buffer *b, int index, int decimals) {
    char text[JLN_NUM_MAX];
    jln_rat number;
    if (!jln_box_number(L, index, &number) || !jln_rat_text(number, decimals, false, text))
        jln_lib_wrong(L, "format", index, _("un nombre qui ne soit ni infini ni démesuré"));
    luaL_addstring(b, text);
}

typedef struct {
    slice text;
    size_t at;
    int index, given; /* last argument used, last one there is */
} format;

static int argument(lua_State *L, format *f) {
    if (f->index >= f->given)
        jln_box_fail(L, JLN_ESCRIPT, "%s", _("format : il y a plus de %s ou %d que d'arguments"));
    return ++f->index;
}

/* What follows a '%'. */
static void directive(lua_State *L, luaL_Buffer *b, format *f) {
    const char *p = f->text.text + f->at;
    size_t left = f->text.length - f->at;
    char digits[32];
    f->at++;
    if (left >= 1 && p[0] == '%') {
        luaL_addchar(b, '%');
    } else if (left >= 1 && p[0] == 's') {
        add_text(L, b, argument(L, f));
    } else if (left >= 1 && p[0] == 'd') {
        lua_Integer n = jln_lib_integer(L, "format", argument(L, f));
        snprintf(digits, sizeof digits, "%lld", (long long)n);
        luaL_addstring(b, digits);
    } else if (left >= 3 && p[0] == '.' && p[1] >= '0' && p[1] <= '9' && p[2] == 'f') {
        add_decimal(L, b, argument(L, f), p[1] - '0');
        f->at += 2;
    } else {
        jln_box_fail(L, JLN_ESCRIPT, "%s", _("format : seuls %s, %d, %.0f à %.9f et %% existent"));
    }
}

static int text_format(lua_State *L) {
    format f = {.text = text_at(L, "format", 1), .index = 1, .given = lua_gettop(L)};
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    while (f.at < f.text.length) {
        char c = f.text.text[f.at++];
        if (c == '%') directive(L, &b, &f);
        else luaL_addchar(&b, c);
    }
    luaL_pushresult(&b);
    return 1;
}

static const luaL_Reg methods[] = {{"ends_with", text_ends_with},
                                   {"find", text_find},
                                   {"format", text_format},
                                   {"len", text_len},
                                   {"lower", text_lower},
                                   {"split", text_split},
                                   {"starts_with", text_starts_with},
                                   {"sub", text_sub},
                                   {"trim", text_trim},
                                   {"upper", text_upper},
                                   {NULL, NULL}};

/* One table serves `string` and the methods of texts, so that ("x"):rep does not leak through. */
void jln_strings_open(lua_State *L) {
    jln_lib_add(L, "string", methods); /* -- names methods */
    lua_pushliteral(L, "");            /* -- names methods "" */
    lua_createtable(L, 0, 1);          /* -- names methods "" mt */
    lua_pushvalue(L, -3);              /* -- names methods "" mt methods */
    lua_setfield(L, -2, "__index");    /* -- names methods "" mt */
    lua_setmetatable(L, -2);           /* -- names methods "" */
    lua_pop(L, 2);                     /* -- names */
}
