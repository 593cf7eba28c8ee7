/* Scripts: what they may do comes out exactly, what they may not do is an error with its line. */
#include "base/utf8.h"
#include "fake_host.h"
#include "script/sandbox.h"

#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const constructors[] = {"section", "table", "cards", NULL};

/* ---- allocations that fail when told to ---- */

#if !defined(__SANITIZE_ADDRESS__)
#define CAN_FAIL_ALLOCATIONS 1
static long allocations_left = -1; /* -1: never fail */
static bool allocation_refused;

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static bool refused(void) {
    if (allocations_left < 0) return false;
    if (allocations_left > 0) {
        allocations_left--;
        return false;
    }
    allocation_refused = true;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size) {
    return refused() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return refused() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
    return size && refused() ? NULL : __libc_realloc(old, size);
}
#endif

/* ---- files ---- */

static char file_path[] = "/tmp/jalon-test-script-XXXXXX";

static void write_file(const char *text, size_t length) {
    FILE *file = fopen(file_path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(text, 1, length, file), length);
    fclose(file);
}

/* ---- a tree as one line of text ---- */

static void describe(const jln_tree *t, jln_str *out) {
    char number[JLN_NUM_MAX];
    switch (t->kind) {
    case JLN_TREE_NIL:
        jln_str_add(out, "nil");
        break;
    case JLN_TREE_BOOL:
        jln_str_add(out, t->boolean ? "true" : "false");
        break;
    case JLN_TREE_TEXT:
        jln_str_json(out, t->text);
        break;
    case JLN_TREE_NUMBER:
        ck_assert(jln_rat_text(t->number, 12, true, number));
        jln_str_add(out, number);
        break;
    case JLN_TREE_TABLE:
        if (t->constructor) jln_str_fmt(out, "%s@%d", t->constructor, t->line);
        jln_str_add(out, "{");
        for (size_t i = 0; i < t->item_count; i++) {
            if (i) jln_str_add(out, ",");
            describe(&t->items[i], out);
        }
        for (size_t i = 0; i < t->field_count; i++) {
            if (i || t->item_count) jln_str_add(out, ",");
            jln_str_fmt(out, "%s=", t->names[i]);
            describe(&t->fields[i], out);
        }
        jln_str_add(out, "}");
    }
}

static jln_status run_tree(const char *text, const jln_script_limits *limits, jln_str *out,
                           jln_err *err) {
    jln_arena *arena = jln_arena_new();
    const jln_tree *tree = NULL;
    ck_assert_ptr_nonnull(arena);
    write_file(text, strlen(text));
    jln_status status =
        jln_script_tree(file_path, "f.lua", constructors, limits, arena, &tree, err);
    if (status == JLN_OK) describe(tree, out);
    jln_arena_free(arena);
    return status;
}

static const struct {
    const char *name, *text, *tree;
} trees[] = {
    {"empty table", "return {}", "{}"},
    {"scalars", "return { 1, -2.5, 'x', true, false }", "{1,-2.5,\"x\",true,false}"},
    {"a lone number", "return 12", "12"},
    {"nil", "return nil", "nil"},
    {"fields are sorted", "return { z = 1, a = 2, 7 }", "{7,a=2,z=1}"},
    {"constructors have lines", "return section{\n title = 'a',\n cards{},\n section{ 1 }\n}",
     "section@1{cards@3{},section@4{1},title=\"a\"}"},
    {"shortest decimals", "return { 0.1, 1/3, 1e3, 0.1 + 0.2, 12345.678901 }",
     "{0.1,0.333333333333,1000,0.3,12345.678901}"},
    {"large integers are exact", "return { 9223372036854775807, -9007199254740993 }",
     "{9223372036854775807,-9007199254740993}"},
    {"table is a constructor and a library",
     "local rows = {}\ntable.insert(rows, 1)\nreturn table{\n rows = rows, table{} }",
     "table@3{table@4{},rows={1}}"},
    {"comments, long strings, bom", "\xEF\xBB\xBF--[[ x\n]] return { [==[\na]]b]==], '\\u{e9}' }",
     "{\"a]]b\",\"é\"}"},
    {"functions and loops",
     "local t = {}\nfor i = 3, 1, -1 do t[#t + 1] = i * i end\nlocal function f(a, b) return a .. "
     "b end\n"
     "return { list = t, f('x', 'y') }",
     "{\"xy\",list={9,4,1}}"},
    {"precedence",
     "return { 1 + 2 * 3 ^ 2 - 4 // 3 % 2, -2 ^ 2, 2 ^ 3 ^ 2, (1 + 2) * 3, 7 - 2 - 1, not 1 == 2, "
     "1 .. 2 + 3 }",
     "{18,-4,512,9,4,false,\"15\"}"},
    {"comparisons",
     "return { 1 < 2, 2 <= 2, 'a' < 'b', 'b' >= 'é', 1 ~= 2, 'x' == 'x', 1 > 2.5, 1 == 1.0 }",
     "{true,true,true,false,true,true,false,true}"},
    {"and, or, not",
     "local a, b = nil, 'b'\nreturn { a or b, a == nil and 1 or 2, not (a or b), b and 3, (a or b) "
     ".. 'c', a and 1 or b }",
     "{\"b\",1,false,3,\"bc\",\"b\"}"},
    {"while, repeat, goto, break",
     "local i, s = 0, 0\nwhile true do i = i + 1 if i > 5 then break end if i % 2 == 0 then goto "
     "on end s = s + i ::on:: end\n"
     "repeat local j = i i = i + 1 until j >= 8\nreturn { s, i }",
     "{9,9}"},
    {"methods and self",
     "local o = { n = 2 }\nfunction o.twice(x) return x * 2 end\nfunction o:get(k) return self.n + "
     "k end\n"
     "return { o.twice(4), o:get(3), #o, -o.n }",
     "{8,5,0,-2}"},
    {"varargs", "local function f(...) return select('#', ...), ... end\nreturn { f(4, 5, 6) }",
     "{3,4,5,6}"},
    {"multiple results",
     "local function f() return 1, 2 end\nlocal a, b = f()\nreturn { f(), f(), (f()), x = f() + b, "
     "a }",
     "{1,1,1,1,x=3}"},
    {"const", "local x <const>, y = 1, 2\nreturn { x + y }", "{3}"},
    {"pairs are sorted",
     "local s = {}\nfor k, v in pairs{ z = 1, b = 2, [10] = 3, [2] = 4, [1.5] = 5, ['é'] = 6, B = "
     "7 } do s[#s + 1] = k .. '=' .. v end\n"
     "return s",
     "{\"1.5=5\",\"2=4\",\"10=3\",\"B=7\",\"b=2\",\"z=1\",\"é=6\"}"},
    {"pairs over removed keys",
     "local t, n = { a = 1, b = 2, c = 3 }, 0\nfor k in pairs(t) do t.b = nil n = n + 1 "
     "end\nreturn n",
     "2"},
    {"ipairs", "local s = 0\nfor i, v in ipairs{ 5, 6, 7 } do s = s + i * v end\nreturn s", "38"},
    {"table functions",
     "local t = { 3, 1, 2 }\ntable.insert(t, 9)\ntable.insert(t, 1, 8)\nlocal r = table.remove(t, "
     "2)\ntable.sort(t)\n"
     "return { r, table.concat(t, '-'), table.remove{}, }",
     "{3,\"1-2-8-9\"}"},
    {"sort is stable",
     "local t = { {'b', 1}, {'a', 1}, {'c', 0} }\ntable.sort(t, function(x, y) return x[2] < y[2] "
     "end)\n"
     "return { t[1][1], t[2][1], t[3][1] }",
     "{\"c\",\"b\",\"a\"}"},
    {"sort texts by bytes",
     "local t = { 'é', 'z', 'Z', 'a', '' }\ntable.sort(t)\nreturn table.concat(t, ',')",
     "\",Z,a,z,é\""},
    {"math",
     "return { math.abs(-3), math.floor(-1.5), math.ceil(1.2), math.max(1, 5, 2), math.min(4, 2.5) "
     "}",
     "{3,-2,2,5,2.5}"},
    {"text length and parts",
     "local s = 'Santé'\nreturn { s:len(), s:sub(2, 3), s:sub(-2), s:sub(0), s:sub(9), "
     "('x'):sub(2, 1), #s }",
     "{5,\"an\",\"té\",\"Santé\",\"\",\"\",6}"},
    {"case", "return { ('Éloge œuvre ÷ ɛɲ'):upper(), ('ÉÀÇ Œ × ŸƐ'):lower() }",
     "{\"ÉLOGE ŒUVRE ÷ ƐƝ\",\"éàç œ × ÿɛ\"}"},
    {"find is plain",
     "return { ('a.b'):find('.'), ('éa'):find('a'), ('x'):find('y') == nil, ('aXbX'):find('X', 3) "
     "}",
     "{2,2,true,4}"},
    {"split and trim", "return { ('a;b;;c'):split(';'), (''):split(';'), ('  x y\\t\\n'):trim() }",
     "{{\"a\",\"b\",\"\",\"c\"},{\"\"},\"x y\"}"},
    {"heads and tails",
     "return { ('abc'):starts_with('ab'), ('abc'):ends_with('bc'), ('a'):ends_with('ba'), "
     "('a'):starts_with('') }",
     "{true,true,false,true}"},
    {"format",
     "return { ('%s|%d|%.1f|%.0f|%%|%s'):format('x', 7, 0.25, 2.5, true), string.format('%.2f', "
     "1e15) }",
     "{\"x|7|0.3|3|%|true\",\"1000000000000000.00\"}"},
    {"conversions",
     "return { tonumber('12'), tonumber(' 1.5 '), tonumber('x') == nil, tonumber('0x10') == nil, "
     "tostring(12), tostring(1.5), tostring(nil), type({}) }",
     "{12,1.5,true,true,\"12\",\"1.5\",\"nil\",\"table\"}"},
    {"signs without blanks", "local x=3\nreturn{x-1,-x-1,x- -1,x*x-x/2,2-x,x..x,not(x==2)}",
     "{2,-4,4,7.5,-1,\"33\",true}"},
    {"nested calls in operands",
     "local function f(a) return a end\nreturn { f(1 + f(2 * f(3))) - f{ 4 }[1], f'x' .. f[[y]] }",
     "{3,\"xy\"}"},
    {"shared tables", "local t = { 1 }\nreturn { t, t }", "{{1},{1}}"},
    {"keys with operators",
     "local t, i = {}, 2\nt[i + 1] = 'a' t[i - 1] = 'b' t['x' .. i] = 'c'\nreturn { t[3], t[i - "
     "1], t.x2, ({ [1 + 0] = 5 })[1] }",
     "{\"a\",\"b\",\"c\",5}"},
};

START_TEST(trees_come_out) {
    jln_str out = {0};
    jln_err err = {0};
    jln_status status = run_tree(trees[_i].text, NULL, &out, &err);
    ck_assert_msg(status == JLN_OK, "%s: %s: %s", trees[_i].name, err.where, err.message);
    ck_assert_msg(strcmp(jln_str_c(&out), trees[_i].tree) == 0, "%s: %s", trees[_i].name,
                  jln_str_c(&out));
    jln_str_free(&out);
}
END_TEST

static const struct {
    const char *name, *text, *where, *message;
    jln_status status;
} errors[] = {
    {"a slip in a name", "local x = 1\nreturn secton{}", "f.lua:2",
     "vouliez-vous dire « section » ?", JLN_ESCRIPT},
    {"nothing near", "return abracadabra", "f.lua:1", "« abracadabra » n'est pas défini",
     JLN_ESCRIPT},
    {"no clock", "return os.time()", "f.lua:1", "ni à l'heure", JLN_ESCRIPT},
    {"no print", "print('x')\nreturn {}", "f.lua:1", "renvoyez le résultat", JLN_ESCRIPT},
    {"unknown method of a text", "return ('x'):uper()", "f.lua:1", "vouliez-vous dire « upper » ?",
     JLN_ESCRIPT},
    {"list of names", "return math.random()", "f.lua:1", "noms admis : abs, ceil, floor, max, min",
     JLN_ESCRIPT},
    {"a global", "\ntotal = 1\nreturn {}", "f.lua:2", "écrivez « local total = ... »", JLN_ESCRIPT},
    {"a global function", "function total() end\nreturn {}", "f.lua:1",
     "écrivez « local function total »", JLN_ESCRIPT},
    {"no return", "section{}\n", "f.lua:2", "il manque « return »", JLN_ESCRIPT},
    {"empty file", "", "f.lua:1", "il manque « return »", JLN_ESCRIPT},
    {"two results", "return 1, 2", "f.lua:1", "renvoie 2 valeurs", JLN_ESCRIPT},
    {"missing end", "local function f()\n  return 1\n\nreturn {}", "f.lua:4",
     "« return » doit être la dernière", JLN_ESCRIPT},
    {"missing end at the end", "if true then\n  local x = 1\n", "f.lua:3",
     "pour fermer « if » de la ligne 1", JLN_ESCRIPT},
    {"missing then", "if true\n  return 1\nend", "f.lua:2", "il manque « then » près de « return »",
     JLN_ESCRIPT},
    {"missing comma", "return {\n  a = 1\n  b = 2 }", "f.lua:3",
     "il manque « , » ou « } » près de « b »", JLN_ESCRIPT},
    {"missing comma between constructors", "return section{\n section{}\n { 1 } }", "f.lua:2",
     "manque-t-il une virgule", JLN_ESCRIPT},
    {"an end too many", "return {}\nend", "f.lua:2", "« end » en trop", JLN_ESCRIPT},
    {"unfinished text", "return {\n 'abc\n }", "f.lua:2", "guillemet", JLN_ESCRIPT},
    {"French quotation marks", "return { « x » }", "f.lua:1", "caractère « « » inattendu",
     JLN_ESCRIPT},
    {"accent in a name", "local réel = 1", "f.lua:1", "caractère « é » inattendu", JLN_ESCRIPT},
    {"decimal comma in a field", "return { seuil = 0,5 }", "f.lua:1", "0.5 et non 0,5",
     JLN_ESCRIPT},
    {"decimal comma in a variable", "local x = 0,5\nreturn x", "f.lua:1", "0.5 et non 0,5",
     JLN_ESCRIPT},
    {"decimal comma in a result", "return 0,5", "f.lua:1", "0.5 et non 0,5", JLN_ESCRIPT},
    {"decimal comma after a calculation", "local x = 2\nreturn x * 0,5", "f.lua:2",
     "0.5 et non 0,5", JLN_ESCRIPT},
    {"decimal comma after one in a variable", "local x = 2\nlocal y = x / 1,5\nreturn y", "f.lua:2",
     "0.5 et non 0,5", JLN_ESCRIPT},
    {"decimal comma in an assignment", "local x = 2\nx = x * 1,5\nreturn x", "f.lua:2",
     "0.5 et non 0,5", JLN_ESCRIPT},
    {"a calculation alone", "local f = math.abs\nf(1) / f(2)\nreturn 1", "f.lua:2",
     "il manque « return »", JLN_ESCRIPT},
    {"end forgotten before a brace", "return { v = function(n)\n  return 1\n}", "f.lua:3",
     "il manque « end » près de « } »", JLN_ESCRIPT},
    {"decimal comma in an argument", "return math.floor(0,5) + nil", "f.lua:1", "0.5 et non 0,5",
     JLN_ESCRIPT},
    {"sum with nothing", "local t = {}\nreturn 1 + t.x", "f.lua:2",
     "« + » attend deux nombres et reçoit un nombre et rien (nil)", JLN_ESCRIPT},
    {"call of nothing", "local t = {}\nreturn t.go()", "f.lua:2", "« go » est rien (nil)",
     JLN_ESCRIPT},
    {"field of nothing", "local t = {}\nreturn t.a.b", "f.lua:2",
     "n'est pas une table : « a » est rien (nil)", JLN_ESCRIPT},
    {"text plus nothing", "return 'x' .. nil", "f.lua:1", "n'assemble que", JLN_ESCRIPT},
    {"order of a text and a number", "return 1 < 'x'", "f.lua:1",
     "« < » attend deux nombres ou deux textes", JLN_ESCRIPT},
    {"division by zero", "return 1 / 0", "f.lua:1", "division par zéro", JLN_ESCRIPT},
    {"overflow", "local x = 1\nreturn 9223372036854775807 + x", "f.lua:2",
     "dépasse le plus grand nombre entier", JLN_ESCRIPT},
    {"infinite", "return 1e308 * 10", "f.lua:1", "sans limite", JLN_ESCRIPT},
    {"huge", "return section{\n\n a = 1e40 }", "f.lua:1", "« a » : ce nombre est infini",
     JLN_ESCRIPT},
    {"error", "\nerror('seuil absent')", "f.lua:2", "seuil absent", JLN_ESCRIPT},
    {"assert", "assert(1 == 2, 'pas égal')", "f.lua:1", "pas égal", JLN_ESCRIPT},
    {"error without words", "error('')", "f.lua:1", "erreur sans message", JLN_ESCRIPT},
    {"function in a tree", "return section{\n section{ a = math.abs } }", "f.lua:2",
     "« a » : une fonction", JLN_ESCRIPT},
    {"cycle", "local t = section{}\nt.x = t\nreturn t", "f.lua:1", "se contient elle-même",
     JLN_ESCRIPT},
    {"hole", "return { 1, nil, 2 }", "f.lua:1", "la liste a un trou", JLN_ESCRIPT},
    {"constructor without table", "return section 'x'", "f.lua:1", "section{ ... }", JLN_ESCRIPT},
    {"table without table", "return table 'x'", "f.lua:1", "table{ ... }", JLN_ESCRIPT},
    {"a library as a table", "return section(math)", "f.lua:1", "section{ ... }", JLN_ESCRIPT},
    {"vararg outside", "return ...", "f.lua:1", "« ... » n'existe que", JLN_ESCRIPT},
    {"goto nowhere", "goto x\nreturn 1", "f.lua:1", "étiquette", JLN_ESCRIPT},
    {"const assigned", "local x <const> = 1\nx = 2\nreturn x", "f.lua:2", "<const>", JLN_ESCRIPT},
    {"wrong escape", "return '\\q'", "f.lua:1", "dans un texte", JLN_ESCRIPT},
    {"endless", "while true do end", "f.lua:1", "20 millions d'instructions", JLN_ELIMIT},
    {"memory", "local t = {}\nfor i = 1, 1e9 do\n  t[i] = { i } end", "f.lua:3", "mémoire",
     JLN_ELIMIT},
    {"too deep", "local t = 1\nfor i = 1, 40 do t = { t } end\nreturn t", "f.lua:1",
     "plus de 32 tables", JLN_ELIMIT},
    {"too many nodes", "local t = {}\nfor i = 1, 100001 do t[i] = i end\nreturn t", "f.lua:1",
     "100 000", JLN_ELIMIT},
};

START_TEST(errors_have_place_and_words) {
    jln_str out = {0};
    jln_err err = {0};
    const char *name = errors[_i].name;
    jln_status status = run_tree(errors[_i].text, NULL, &out, &err);
    ck_assert_msg(status == errors[_i].status, "%s: status %d: %s %s", name, status, err.message,
                  jln_str_c(&out));
    ck_assert_msg(strcmp(err.where, errors[_i].where) == 0, "%s: %s: %s", name, err.where,
                  err.message);
    ck_assert_msg(strstr(err.message, errors[_i].message), "%s: %s", name, err.message);
    ck_assert(jln_utf8_valid(err.message, strlen(err.message), NULL));
    jln_str_free(&out);
}
END_TEST

START_TEST(a_missing_file_is_eio) {
    jln_arena *arena = jln_arena_new();
    const jln_tree *tree;
    jln_err err = {0};
    ck_assert_int_eq(
        jln_script_tree("/nonexistent/f.lua", "f.lua", constructors, NULL, arena, &tree, &err),
        JLN_EIO);
    ck_assert_str_eq(err.where, "f.lua");
    jln_err_clear(&err);
    ck_assert_int_eq(jln_script_tree("/", "f.lua", constructors, NULL, arena, &tree, &err),
                     JLN_EIO);
    jln_arena_free(arena);
}
END_TEST

START_TEST(a_field_is_found_by_name) {
    jln_arena *arena = jln_arena_new();
    const jln_tree *tree;
    jln_err err = {0};
    const char *text = "return { b = 2, a = 1, c = { d = 4 } }";
    write_file(text, strlen(text));
    ck_assert_int_eq(jln_script_tree(file_path, "f.lua", NULL, NULL, arena, &tree, &err), JLN_OK);
    ck_assert(jln_tree_field(tree, "b")->number.num == 2);
    ck_assert(jln_tree_field(jln_tree_field(tree, "c"), "d")->number.num == 4);
    ck_assert_ptr_null(jln_tree_field(tree, "x"));
    ck_assert_ptr_null(jln_tree_field(jln_tree_field(tree, "a"), "x"));
    ck_assert_ptr_null(jln_tree_field(NULL, "x"));
    jln_arena_free(arena);
}
END_TEST

/* ---- indicators ---- */

static fake_host fake;

/* Opens the text as an indicator and calls value(n) `calls` times; the last result is written as a
 * number or "ND". */
static jln_status run_indicator(const char *path, const jln_script_limits *limits, int calls,
                                jln_str *declared, char result[JLN_NUM_MAX], jln_err *err) {
    memset(&fake, 0, sizeof fake);
    fake.spent = 30;
    jln_script_host host = fake_script_host(&fake);
    jln_arena *arena = jln_arena_new();
    jln_script *script = NULL;
    const jln_tree *tree = NULL;
    jln_handle handle = 0;
    jln_status status =
        arena ? jln_script_open(path, "f.lua", limits, &host, arena, &script, &tree, err)
              : jln_err_nomem(err);
    if (status == JLN_OK && declared) describe(tree, declared);
    for (int i = 0; i < calls && status == JLN_OK; i++)
        status = jln_script_value(script, &handle, err);
    if (status == JLN_OK && result && handle) {
        if (!fake.known[handle - 1]) strcpy(result, "ND");
        else ck_assert(jln_rat_text(fake.values[handle - 1], 6, true, result));
    }
    jln_script_close(script);
    jln_arena_free(arena);
    return status;
}

#define INDICATOR(body) "return indicator{ id = 'x', value = function(n)\n" body "\nend }"

static const struct {
    const char *name, *text, *result, *log;
} values[] = {
    {"a rate", INDICATOR("return n:spent{ stage = 'paid', year = 2013 } / n:planned()"), "0.75",
     "planned"},
    {"named arguments are sorted",
     INDICATOR("return n:spent{ stage = 'paid', base = 'plan', all = true, k = 1.5 }"), "30",
     "spent all=true base=plan k=1.5 stage=paid"},
    {"positional arguments", INDICATOR("return n:spent('paid', 2013, n:planned(), { x = 1 })"),
     "30", "spent paid 2013 (value) x=1"},
    {"literals", INDICATOR("return 100 * n:spent() - 2.5 + 1 / n:planned()"), "2997.525", NULL},
    {"minus", INDICATOR("return -n:spent()"), "-30", NULL},
    {"a number", INDICATOR("return 12.5"), "12.5", NULL},
    {"comparison",
     INDICATOR("if n:spent() < n:planned() and n:spent() >= 30 then return 1 end return 2"), "1",
     NULL},
    {"queries",
     INDICATOR("local t = n:target()\nif not t:known() then return n:spent():is_zero() and 1 or 2 "
               "end return t"),
     "2", NULL},
    {"unknown values go through", INDICATOR("return n:target() + 1"), "ND", NULL},
    {"a value in a table", INDICATOR("local t = { s = n:spent() }\nreturn t.s"), "30", NULL},
    {"a variable given something else",
     INDICATOR("local v = n:spent()\nv = v:known()\nif v then return 1 end return 2"), "1", NULL},
    {"types", INDICATOR("assert(type(n) == 'place' and type(n:spent()) == 'value')\nreturn 1"), "1",
     NULL},
    {"a helper function",
     "local function share(a, b) if b:known() and b > 0 then return a / b end return 0 end\n"
     "return indicator{ id = 'x', value = function(n) return share(n:spent(), n:planned()) end }",
     "0.75", NULL},
};

START_TEST(values_are_computed) {
    char result[JLN_NUM_MAX] = "";
    jln_err err = {0};
    write_file(values[_i].text, strlen(values[_i].text));
    jln_status status = run_indicator(file_path, NULL, 2, NULL, result, &err);
    ck_assert_msg(status == JLN_OK, "%s: %s: %s", values[_i].name, err.where, err.message);
    ck_assert_msg(strcmp(result, values[_i].result) == 0, "%s: %s", values[_i].name, result);
    if (values[_i].log) ck_assert_str_eq(fake.log, values[_i].log);
}
END_TEST

static const struct {
    const char *name, *text, *where, *message;
    bool at_open;
} value_errors[] = {
    {"condition", INDICATOR("if n:spent() then return 1 end return 2"), "f.lua:2",
     "ni vraie ni fausse", true},
    {"condition of a variable", INDICATOR("local v = n:spent() * 2\nwhile v do end return 2"),
     "f.lua:3", "ni vraie ni fausse", true},
    {"and", INDICATOR("return n:spent() and 1"), "f.lua:2", "ni vraie ni fausse", true},
    {"or", INDICATOR("local x = n:spent() or 0\nreturn x"), "f.lua:2", "ni vraie ni fausse", true},
    {"not", INDICATOR("if not n:spent() then return 1 end return 2"), "f.lua:2",
     "ni vraie ni fausse", true},
    {"equal", INDICATOR("\nif n:spent() == 0 then return 1 end return 2"), "f.lua:3", "is_zero()",
     true},
    {"unequal", INDICATOR("local a = n:spent()\nreturn 1 ~= a and 1 or 2"), "f.lua:3", "is_zero()",
     true},
    {"end of a chain", INDICATOR("local ok = true\nif ok and n:spent() then return 1 end return 2"),
     "f.lua:3", "ni vraie ni fausse", true},
    {"hidden condition", INDICATOR("local t = { n:spent() }\nif t[1] then return 1 end return 2"),
     "f.lua:3", "ni vraie ni fausse", false},
    {"hidden in a chain",
     INDICATOR("local t = { n:spent() }\nlocal x = false or t[1] or 2\nreturn x"), "f.lua:3",
     "ni vraie ni fausse", false},
    {"hidden equality",
     INDICATOR("local t = { n:spent() }\nif t[1] == 0 then return 1 end return 2"), "f.lua:3",
     "is_zero()", false},
    {"hidden by a loop",
     INDICATOR(
         "local x = nil\nfor i = 1, 2 do\nif x then return 1 end\nx = n:spent() end return 2"),
     "f.lua:4", "ni vraie ni fausse", false},
    {"unknown method", INDICATOR("return n:spend()"), "f.lua:2",
     "« spend » : vouliez-vous dire « spent » ?", false},
    {"methods are listed", INDICATOR("return n:quelconque()"), "f.lua:2",
     "noms admis : spent, planned, target", false},
    {"unknown question", INDICATOR("return n:spent():zzzzzzzz()"), "f.lua:2",
     "noms admis : known, is_zero", false},
    {"an error of the host", INDICATOR("\n\nreturn n:spent{ stage = 'wrong' }"), "f.lua:4",
     "stade inconnu", false},
    {"comparison with ND", INDICATOR("if n:target() < 1 then return 1 end return 2"), "f.lua:2",
     "non disponible", false},
    {"value plus text", INDICATOR("return n:spent() + 'x'"), "f.lua:2",
     "« + » attend des valeurs ou des nombres et reçoit un texte", false},
    {"value plus nothing", INDICATOR("local t = {}\nreturn n:spent() + t.x"), "f.lua:3",
     "rien (nil)", false},
    {"modulo", INDICATOR("return n:spent() % 2"), "f.lua:2", "« % » n'existe pas entre des valeurs",
     false},
    {"concatenation", INDICATOR("return 'x' .. n:spent()"), "f.lua:2", "n'assemble que", false},
    {"no return", INDICATOR("local x = 1"), "f.lua:1", "il manque « return »", false},
    {"a text", INDICATOR("return 'x'"), "f.lua:1", "value(n) attend des valeurs", false},
    {"a dot", INDICATOR("return n.spent()"), "f.lua:2", "deux points : n:spent(...)", false},
    {"an unnamed argument", INDICATOR("return n:spent{ 'paid' }"), "f.lua:2",
     "chaque argument a un nom", false},
    {"a missing argument", INDICATOR("return n:spent(nil)"), "f.lua:2", "un argument est rien",
     false},
    {"no value", "return indicator{ id = 'x' }", "f.lua:1", "« value » doit être une fonction",
     true},
    {"no indicator", "return { id = 'x' }", "f.lua:1", "return indicator", true},
    {"another function",
     "return indicator{ id = 'x',\n value = function(n) end, f = function() end }", "f.lua:1",
     "« f » : une fonction", true},
};

START_TEST(value_errors_are_told) {
    jln_err err = {0};
    const char *name = value_errors[_i].name;
    write_file(value_errors[_i].text, strlen(value_errors[_i].text));
    jln_status opened = run_indicator(file_path, NULL, 0, NULL, NULL, &err);
    ck_assert_msg((opened != JLN_OK) == value_errors[_i].at_open, "%s: %s", name, err.message);
    if (opened == JLN_OK) opened = run_indicator(file_path, NULL, 1, NULL, NULL, &err);
    ck_assert_msg(opened == JLN_ESCRIPT, "%s: %d %s", name, opened, err.message);
    ck_assert_msg(strcmp(err.where, value_errors[_i].where) == 0, "%s: %s: %s", name, err.where,
                  err.message);
    ck_assert_msg(strstr(err.message, value_errors[_i].message), "%s: %s", name, err.message);
}
END_TEST

START_TEST(a_declaration_has_no_function) {
    const char *text = "return indicator{\n id = 'x', unit = 'ratio', levels = { 'activity' },\n "
                       "value = function(n) return 1 end }";
    jln_str out = {0};
    jln_err err = {0};
    write_file(text, strlen(text));
    ck_assert_int_eq(run_indicator(file_path, NULL, 1, &out, NULL, &err), JLN_OK);
    ck_assert_str_eq(jln_str_c(&out), "indicator@1{id=\"x\",levels={\"activity\"},unit=\"ratio\"}");
    jln_str_free(&out);
}
END_TEST

START_TEST(each_call_has_its_own_budget) {
    const char *text = INDICATOR("local s = 0 for i = 1, 2000 do s = s + i end return s");
    jln_script_limits limits = {.instructions = 60000};
    char result[JLN_NUM_MAX];
    jln_err err = {0};
    write_file(text, strlen(text));
    ck_assert_int_eq(run_indicator(file_path, &limits, 50, NULL, result, &err), JLN_OK);
    ck_assert_str_eq(result, "2001000");
}
END_TEST

START_TEST(a_script_lives_on_after_an_error) {
    const char *text =
        "local calls = 0\nreturn indicator{ id = 'x', value = function(n) calls = calls + 1\n"
        "if calls == 1 then while true do end end\nreturn calls end }";
    jln_script_host host = fake_script_host(&fake);
    jln_arena *arena = jln_arena_new();
    jln_script_limits limits = {.instructions = 50000};
    jln_script *script = NULL;
    const jln_tree *tree;
    jln_handle handle = 0;
    jln_err err = {0};
    write_file(text, strlen(text));
    ck_assert_int_eq(
        jln_script_open(file_path, "f.lua", &limits, &host, arena, &script, &tree, &err), JLN_OK);
    ck_assert_int_eq(jln_script_value(script, &handle, &err), JLN_ELIMIT);
    ck_assert_str_eq(err.where, "f.lua:3");
    jln_err_clear(&err);
    ck_assert_int_eq(jln_script_value(script, &handle, &err), JLN_OK);
    jln_script_close(script);
    jln_arena_free(arena);
}
END_TEST

/* ---- attacks ---- */

static int by_name(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *attacks[400];
static int attack_count;

static void list_attacks(void) {
    DIR *folder = opendir("tests/lua-attacks");
    for (struct dirent *e; folder && (e = readdir(folder)) && attack_count < (int)COUNT(attacks);) {
        const char *dot = strrchr(e->d_name, '.');
        if (dot && strcmp(dot, ".lua") == 0) attacks[attack_count++] = strdup(e->d_name);
    }
    if (folder) closedir(folder);
    qsort(attacks, (size_t)attack_count, sizeof *attacks, by_name);
}

START_TEST(attacks_end_in_an_error) {
    char path[512];
    jln_script_limits limits = {.instructions = 2000000, .memory = 8 << 20};
    jln_err err = {0};
    jln_status status;
    snprintf(path, sizeof path, "tests/lua-attacks/%s", attacks[_i]);
    if (strncmp(attacks[_i], "value-", 6) == 0) {
        status = run_indicator(path, &limits, 2, NULL, NULL, &err);
    } else {
        jln_arena *arena = jln_arena_new();
        const jln_tree *tree;
        status = jln_script_tree(path, "f.lua", constructors, &limits, arena, &tree, &err);
        jln_arena_free(arena);
    }
    ck_assert_msg(status == JLN_ESCRIPT || status == JLN_ELIMIT, "%s: %d %s", attacks[_i], status,
                  err.message);
    ck_assert_msg(err.status == status && strncmp(err.where, "f.lua", 5) == 0 && err.message[0],
                  "%s: %s %s", attacks[_i], err.where, err.message);
    ck_assert_msg(jln_utf8_valid(err.message, strlen(err.message), NULL), "%s", attacks[_i]);
    if (getenv("SHOW")) printf("%-28s %s: %s\n", attacks[_i], err.where, err.message);
}
END_TEST

START_TEST(there_are_attacks) {
    ck_assert_int_ge(attack_count, 25);
}
END_TEST

/* ---- names ---- */

START_TEST(reachable_names_are_the_golden_ones) {
    const char *golden = "tests/golden/lua-names.txt";
    jln_box box;
    jln_str names = {0};
    jln_err err = {0};
    char expected[8192] = "";
    ck_assert_int_eq(jln_box_open(&box, "f.lua", NULL, &err), JLN_OK);
    ck_assert_int_eq(jln_box_names(&box, &names, &err), JLN_OK);
    jln_box_close(&box);
    if (getenv("JLN_GOLDEN")) {
        FILE *file = fopen(golden, "wb");
        ck_assert_ptr_nonnull(file);
        fputs(jln_str_c(&names), file);
        fclose(file);
    }
    FILE *file = fopen(golden, "rb");
    ck_assert_ptr_nonnull(file);
    expected[fread(expected, 1, sizeof expected - 1, file)] = '\0';
    fclose(file);
    ck_assert_str_eq(jln_str_c(&names), expected);
    jln_str_free(&names);
}
END_TEST

/* ---- memory ---- */

static const char busy[] =
    "local t = {}\nfor i = 1, 20 do t[i] = section{ title = 'n° ' .. i, ('a;b'):split(';') } end\n"
    "for k, v in pairs{ b = 1, a = 2 } do t[#t + 1] = k:upper() .. ('%.1f'):format(v) end\n"
    "table.sort(t, function(a, b) return false end)\nreturn cards{ table(t), note = table.concat({ "
    "'x', 'y' }, ',') }";
static const char busy_indicator[] =
    "return indicator{ id = 'x', value = function(n)\n local t = {}\n"
    "for i = 1, 10 do t[i] = n:spent{ stage = 'paid' .. i } / (n:planned() + i) end\n"
    "if t[1] < t[2] and t[3]:known() then return t[4] end return t[5] end }";

/* Every size of the cap: each allocation of Lua is refused in turn. */
START_TEST(any_cap_is_a_limit) {
    write_file(busy, sizeof busy - 1);
    bool done = false;
    for (size_t cap = 64; cap < (1 << 20) && !done; cap += cap / 97 + 40) {
        jln_script_limits limits = {.memory = cap};
        jln_arena *arena = jln_arena_new();
        const jln_tree *tree;
        jln_err err = {0};
        jln_status status =
            jln_script_tree(file_path, "f.lua", constructors, &limits, arena, &tree, &err);
        ck_assert_msg(status == JLN_OK || status == JLN_ELIMIT, "%zu: %d %s", cap, status,
                      err.message);
        done = status == JLN_OK;
        jln_arena_free(arena);
    }
    ck_assert(done);
    write_file(busy_indicator, sizeof busy_indicator - 1);
    for (size_t cap = 64, ok = 0; !ok; cap += cap / 97 + 40) {
        jln_script_limits limits = {.memory = cap};
        jln_err err = {0};
        jln_status status = run_indicator(file_path, &limits, 2, NULL, NULL, &err);
        ck_assert_msg(status == JLN_OK || status == JLN_ELIMIT, "%zu: %d %s", cap, status,
                      err.message);
        ok = status == JLN_OK;
    }
}
END_TEST

#ifdef CAN_FAIL_ALLOCATIONS
START_TEST(any_failed_allocation_is_enomem) {
    write_file(_i ? busy_indicator : busy, (_i ? sizeof busy_indicator : sizeof busy) - 1);
    bool done = false;
    for (long n = 0; n < 100000 && !done; n += 1 + n / 200) {
        jln_err err = {0};
        jln_arena *arena = jln_arena_new();
        const jln_tree *tree;
        ck_assert_ptr_nonnull(arena);
        allocation_refused = false;
        allocations_left = n;
        jln_status status =
            _i ? run_indicator(file_path, NULL, 2, NULL, NULL, &err)
               : jln_script_tree(file_path, "f.lua", constructors, NULL, arena, &tree, &err);
        allocations_left = -1;
        ck_assert_msg(status == JLN_OK || status == JLN_ENOMEM, "%ld: %d %s", n, status,
                      err.message);
        ck_assert_msg(status != JLN_OK || err.status == JLN_OK, "%ld", n);
        done = !allocation_refused;
        jln_arena_free(arena);
    }
    ck_assert(done);
}
END_TEST
#endif

static Suite *script_suite(void) {
    Suite *suite = suite_create("script");
    TCase *c = tcase_create("script");
    tcase_set_timeout(c, 0);
    tcase_add_loop_test(c, trees_come_out, 0, (int)COUNT(trees));
    tcase_add_loop_test(c, errors_have_place_and_words, 0, (int)COUNT(errors));
    tcase_add_test(c, a_missing_file_is_eio);
    tcase_add_test(c, a_field_is_found_by_name);
    tcase_add_loop_test(c, values_are_computed, 0, (int)COUNT(values));
    tcase_add_loop_test(c, value_errors_are_told, 0, (int)COUNT(value_errors));
    tcase_add_test(c, a_declaration_has_no_function);
    tcase_add_test(c, each_call_has_its_own_budget);
    tcase_add_test(c, a_script_lives_on_after_an_error);
    tcase_add_test(c, there_are_attacks);
    tcase_add_loop_test(c, attacks_end_in_an_error, 0, attack_count);
    tcase_add_test(c, reachable_names_are_the_golden_ones);
    tcase_add_test(c, any_cap_is_a_limit);
#ifdef CAN_FAIL_ALLOCATIONS
    tcase_add_loop_test(c, any_failed_allocation_is_enomem, 0, 2);
#endif
    suite_add_tcase(suite, c);
    return suite;
}

int main(void) {
    int fd = mkstemp(file_path);
    if (fd >= 0) close(fd);
    list_attacks();
    SRunner *runner = srunner_create(script_suite());
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    for (int i = 0; i < attack_count; i++) free(attacks[i]);
    unlink(file_path);
    return failed != 0;
}
