#include "script/sandbox.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "script/message.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MIB = 1024 * 1024,
    STEP = 1000,                /* any count hook costs about x2; this one as little as any */
    BYTES_PER_INSTRUCTION = 16, /* fresh memory is paid for: copying it takes time too */
    FRESH_MAX = 1024 * 1024,    /* bytes after which the hook is called at once */
    COLLECT_SHARE = 4 /* a refused block made Lua walk all its memory: a quarter of it is paid */
};

static const char environment_key = 'e', names_key = 'n'; /* of the registry */

jln_box *jln_box_of(lua_State *L) {
    jln_box *box;
    memcpy(&box, lua_getextraspace(L), sizeof box);
    return box;
}

/* ---- errors ---- */

static void note_line(jln_box *box) {
    lua_Debug ar;
    for (int level = 0; box->L && level < 16 && lua_getstack(box->L, level, &ar); level++) {
        if (!lua_getinfo(box->L, "l", &ar) || ar.currentline <= 0) continue;
        box->line = ar.currentline;
        return;
    }
}

int jln_box_fail(lua_State *L, jln_status status, const char *fmt, ...) {
    jln_box *box = jln_box_of(L);
    if (box->failure.status == JLN_OK) {
        va_list args;
        va_start(args, fmt);
        vsnprintf(box->failure.message, sizeof box->failure.message, fmt, args);
        va_end(args);
        box->failure.status = status;
    }
    lua_checkstack(L, 1);
    lua_pushlightuserdata(L, box);
    return lua_error(L);
}

static void record_spent(jln_box *box) {
    if (box->budget >= 1000000 && box->budget % 1000000 == 0)
        jln_err_set(&box->failure, JLN_ELIMIT, NULL,
                    _("le fichier a dépassé %lld millions d'instructions : une boucle sans fin ?"),
                    (long long)(box->budget / 1000000));
    else
        jln_err_set(&box->failure, JLN_ELIMIT, NULL,
                    _("le fichier a dépassé %lld instructions : une boucle sans fin ?"),
                    (long long)box->budget);
}

static void record_memory(jln_box *box) {
    if (box->refused == JLN_REFUSED_SYSTEM) jln_err_nomem(&box->failure);
    else if (box->refused == JLN_REFUSED_TEXT)
        jln_err_set(&box->failure, JLN_ELIMIT, NULL, _("texte de plus de %d Kio"),
                    JLN_BOX_TEXT_MAX / 1024);
    else
        jln_err_set(&box->failure, JLN_ELIMIT, NULL,
                    box->cap < MIB
                        ? _("le fichier demande plus de %zu Kio de mémoire : une table ou un "
                            "texte qui grandit sans fin ?")
                        : _("le fichier demande plus de %zu Mio de mémoire : une table ou un "
                            "texte qui grandit sans fin ?"),
                    box->cap / (box->cap < MIB ? 1024 : MIB));
}

/* "lua:12: text": gives the line and moves `*text` past the place. */
static void strip_place(const char **text, int *line) {
    if (strncmp(*text, "lua:", 4) != 0) return;
    char *end;
    long n = strtol(*text + 4, &end, 10);
    if (end[0] != ':' || end[1] != ' ' || n <= 0) return;
    *line = (int)n;
    *text = end + 2;
}

/* Runs where the error is raised, while the stack still tells the line. -- stack: error -- error */
static int handle_error(lua_State *L) {
    jln_box *box = jln_box_of(L);
    note_line(box);
    if (box->failure.status != JLN_OK) return 1;
    const char *text = lua_type(L, 1) == LUA_TSTRING ? lua_tostring(L, 1) : "";
    strip_place(&text, &box->line);
    const char *at = strstr(text, "> at line "); /* of a goto: better than the end of its block */
    if (at) box->line = atoi(at + 10);
    if (strstr(text, "not enough memory")) {
        record_memory(box);
        return 1;
    }
    char message[600];
    jln_message_translate(text, message, sizeof message);
    bool deep =
        strstr(text, "stack overflow") || strstr(text, "too many") || strstr(text, "(limit");
    jln_err_set(&box->failure, deep ? JLN_ELIMIT : JLN_ESCRIPT, NULL, "%s", message);
    return 1;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* "f(0,5)": a comma between two short numbers, which Lua takes for two arguments. */
static bool has_decimal_comma(const char *s) {
    for (const char *comma = strchr(s, ','); comma; comma = strchr(comma + 1, ',')) {
        const char *a = comma, *b = comma + 1;
        while (a > s && is_digit(a[-1])) a--;
        while (is_digit(*b)) b++;
        bool inside = (a > s && strchr(".,_", a[-1])) || *b == ',' || *b == '.';
        if (!inside && comma - a >= 1 && comma - a <= 3 && b - comma - 1 >= 1 && b - comma - 1 <= 2)
            return true;
    }
    return false;
}

static jln_status finish(jln_box *box, int code, jln_err *err) {
    if (box->failure.status == JLN_OK) {
        if (code == LUA_ERRMEM) record_memory(box);
        else
            jln_err_set(&box->failure, JLN_ELIMIT, NULL, "%s",
                        _("appels trop profonds : une fonction qui s'appelle sans fin ?"));
    }
    char where[320], line[200];
    snprintf(where, sizeof where, box->line > 0 ? "%s:%d" : "%s", box->shown, box->line);
    jln_message_line(box->source.text, box->source.length, box->line, line, sizeof line);
    bool comma = box->failure.status == JLN_ESCRIPT && has_decimal_comma(line);
    return jln_err_set(err, box->failure.status, where, "%s%s", box->failure.message,
                       comma ? _(" (un nombre décimal s'écrit avec un point : 0.5 et non 0,5)")
                             : "");
}

/* ---- instructions ---- */

static void count(lua_State *L, lua_Debug *ar);

static void arm(jln_box *box, int step) {
    box->step = step;
    lua_sethook(box->L, count, LUA_MASKCOUNT, step);
}

static void take(lua_State *L, int64_t cost) {
    jln_box *box = jln_box_of(L);
    box->left -= cost + (int64_t)(box->fresh / BYTES_PER_INSTRUCTION);
    box->fresh = 0;
    if (box->left >= 0) return;
    arm(box, 1); /* spent is spent: whatever caught this error would meet it again at once */
    note_line(box);
    record_spent(box);
    jln_box_fail(L, JLN_ELIMIT, "%s", "");
}

static int usual_step(const jln_box *box) {
    return box->budget < STEP ? (int)box->budget : STEP;
}

static void count(lua_State *L, lua_Debug *ar) {
    (void)ar;
    jln_box *box = jln_box_of(L);
    take(L, usual_step(box));
    if (box->step != usual_step(box)) arm(box, usual_step(box));
}

void jln_box_charge(lua_State *L, size_t cost) {
    take(L, cost > INT32_MAX ? INT32_MAX : (int64_t)cost);
}

/* ---- memory ---- */

static void *refuse(jln_box *box, jln_refused reason) {
    box->refused = reason;
    box->fresh += box->used / COLLECT_SHARE;
    note_line(box);
    return NULL;
}

/* Lua's contract: size 0 frees; a block never fails to shrink; for a new block `old` is the type of
 * the object. */
static void *allocate(void *ud, void *block, size_t old, size_t size) {
    jln_box *box = ud;
    bool is_text = !block && old == LUA_TSTRING;
    if (!block) old = 0;
    if (size == 0) {
        box->used -= old;
        free(block);
        return NULL;
    }
    if (is_text && size > JLN_BOX_TEXT_MAX) return refuse(box, JLN_REFUSED_TEXT);
    if (size > old && (size - old > box->cap || box->used > box->cap - (size - old)))
        return refuse(box, JLN_REFUSED_CAP);
    void *grown = realloc(block, size);
    if (!grown && size <= old) return block;
    if (!grown) return refuse(box, JLN_REFUSED_SYSTEM);
    box->used = box->used - old + size;
    if (size > old) box->fresh += size;
    if (box->fresh > FRESH_MAX && box->L && box->step > 1) arm(box, 1);
    return grown;
}

/* ---- life ---- */

static int set_up(lua_State *L) {
    lua_settop(L, 0);
    jln_lib_open(L);                                     /* -- names env */
    lua_rawsetp(L, LUA_REGISTRYINDEX, &environment_key); /* -- names */
    lua_rawsetp(L, LUA_REGISTRYINDEX, &names_key);       /* -- */
    return 0;
}

jln_status jln_box_open(jln_box *box, const char *shown, const jln_script_limits *limits,
                        jln_err *err) {
    static const jln_script_limits none = {0};
    if (!limits) limits = &none;
    memset(box, 0, sizeof *box);
    box->budget = limits->instructions > 0 ? limits->instructions : 20000000;
    box->cap = limits->memory ? limits->memory : 32u * 1024 * 1024;
    box->shown = strdup(shown);
    if (!box->shown) return jln_err_nomem(err);
    lua_State *L = lua_newstate(allocate, box);
    if (!L) {
        jln_status status = finish(box, LUA_ERRMEM, err);
        jln_box_close(box);
        return status;
    }
    memcpy(lua_getextraspace(L), &box, sizeof box);
    box->L = L;
    jln_status status = jln_box_run(box, set_up, NULL, err);
    if (status != JLN_OK) jln_box_close(box);
    return status;
}

void jln_box_close(jln_box *box) {
    if (box->L) {
        lua_sethook(box->L, NULL, 0, 0);
        lua_State *L = box->L;
        box->L = NULL; /* the allocator must not look at a state that goes */
        lua_close(L);
    }
    free(box->shown);
    jln_str_free(&box->source);
    jln_str_free(&box->guarded);
    memset(box, 0, sizeof *box);
}

jln_status jln_box_run(jln_box *box, lua_CFunction body, void *arg, jln_err *err) {
    lua_State *L = box->L;
    box->left = box->budget;
    box->fresh = 0;
    box->line = 0;
    box->refused = JLN_REFUSED_NONE;
    jln_err_clear(&box->failure);
    arm(box, usual_step(box));
    lua_settop(L, 0);
    lua_pushcfunction(L, handle_error); /* -- handler */
    lua_pushcfunction(L, body);         /* -- handler body */
    lua_pushlightuserdata(L, arg);      /* -- handler body arg */
    int code = lua_pcall(L, 1, 0, 1);
    lua_settop(L, 0);
    return code == LUA_OK ? JLN_OK : finish(box, code, err);
}

void jln_box_environment(lua_State *L) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &environment_key);
}

void jln_box_global(lua_State *L, const char *name) {
    luaL_checkstack(L, 4, NULL);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &names_key); /* -- f names */
    lua_pushstring(L, name);                       /* -- f names name */
    if (lua_rawget(L, -2) == LUA_TTABLE) {         /* -- f names library */
        lua_getmetatable(L, -1);                   /* -- f names library mt */
        lua_pushvalue(L, -4);                      /* -- f names library mt f */
        lua_setfield(L, -2, "__call");
        lua_pop(L, 4);
        return;
    }
    lua_pop(L, 1);           /* -- f names */
    lua_pushstring(L, name); /* -- f names name */
    lua_pushvalue(L, -3);    /* -- f names name f */
    lua_rawset(L, -3);       /* -- f names */
    lua_pop(L, 2);
}

/* ---- the file ---- */

static jln_status read_all(const char *path, const char *shown, jln_str *out, jln_err *err) {
    FILE *file = fopen(path, "rb");
    if (!file && errno == ENOMEM) return jln_err_nomem(err);
    if (!file)
        return jln_err_set(err, JLN_EIO, shown, _("lecture impossible : %s"), strerror(errno));
    char chunk[4096];
    size_t n;
    while (out->length <= JLN_BOX_SOURCE_MAX && (n = fread(chunk, 1, sizeof chunk, file)) > 0)
        jln_str_addn(out, chunk, n);
    jln_status status = JLN_OK;
    if (ferror(file))
        status = jln_err_set(err, JLN_EIO, shown, _("lecture impossible : %s"), strerror(errno));
    fclose(file);
    if (status == JLN_OK && out->failed) status = jln_err_nomem(err);
    return status;
}

static int line_of(const char *text, size_t at) {
    int line = 1;
    for (size_t i = 0; i < at; i++) line += text[i] == '\n';
    return line;
}

static jln_status check_text(const jln_box *box, jln_err *err) {
    const char *text = jln_str_c(&box->source);
    size_t length = box->source.length, bad = length;
    char where[320];
    if (length > JLN_BOX_SOURCE_MAX)
        return jln_err_set(err, JLN_ELIMIT, box->shown, _("fichier de plus de %d Kio"),
                           JLN_BOX_SOURCE_MAX / 1024);
    if (length > 0 && text[0] == '\x1b')
        return jln_err_set(
            err, JLN_ESCRIPT, box->shown, "%s",
            _("ce fichier est un programme Lua compilé : seul le texte est accepté"));
    const char *nul = length ? memchr(text, 0, length) : NULL;
    if (nul) bad = (size_t)(nul - text);
    else if (jln_utf8_valid(text, length, &bad)) return JLN_OK;
    snprintf(where, sizeof where, "%s:%d", box->shown, line_of(text, bad));
    return jln_err_set(err, JLN_ESCRIPT, where, "%s",
                       _("ce n'est pas du texte UTF-8 : enregistrez le fichier en « UTF-8 »"));
}

jln_status jln_box_read(jln_box *box, const char *path, const char *const *methods, jln_err *err) {
    jln_status status = read_all(path, box->shown, &box->source, err);
    if (status == JLN_OK) status = check_text(box, err);
    if (status != JLN_OK) return status;
    const char *text = jln_str_c(&box->source);
    size_t skip = strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0; /* the mark some editors write */
    return jln_guard_rewrite(text + skip, box->source.length - skip, box->shown, methods,
                             &box->guarded, err);
}

void jln_box_chunk(lua_State *L) {
    jln_box *box = jln_box_of(L);
    int base = lua_gettop(L);
    if (luaL_loadbufferx(L, jln_str_c(&box->guarded), box->guarded.length, "=lua", "t") != LUA_OK)
        lua_error(L);         /* the handler translates it */
    jln_box_environment(L);   /* -- chunk env */
    lua_setupvalue(L, -2, 1); /* -- chunk */
    jln_operators_push(L);    /* -- chunk __o __v __k __n __f */
    lua_call(L, 5, LUA_MULTRET);
    int results = lua_gettop(L) - base;
    if (results == 1) return;
    box->line = line_of(jln_str_c(&box->source), box->source.length);
    if (results == 0)
        jln_box_fail(
            L, JLN_ESCRIPT, "%s",
            _("le fichier ne renvoie rien : il manque « return » devant sa dernière construction"));
    jln_box_fail(L, JLN_ESCRIPT, _("le fichier renvoie %d valeurs au lieu d'une"), results);
}
