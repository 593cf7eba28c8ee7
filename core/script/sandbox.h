/* One Lua state that cannot hurt: capped memory, counted instructions, a closed list of names.
 * Private to script/. */
#ifndef JLN_SCRIPT_SANDBOX_H
#define JLN_SCRIPT_SANDBOX_H

#include "base/str.h"
#include "script/guard.h"
#include "script/script.h"

#include <lauxlib.h>
#include <lua.h>

enum {
    JLN_BOX_SOURCE_MAX = 128 * 1024, /* bytes of a file */
    JLN_BOX_TEXT_MAX = 256 * 1024    /* bytes of one Lua string */
};

/* Why the allocator last said no. */
typedef enum {
    JLN_REFUSED_NONE,
    JLN_REFUSED_CAP,
    JLN_REFUSED_TEXT,
    JLN_REFUSED_SYSTEM
} jln_refused;

typedef struct jln_box jln_box;
struct jln_box {
    lua_State *L;
    char *shown;
    jln_str source;  /* the file as read: errors quote its lines */
    jln_str guarded; /* what Lua compiles */

    size_t used, cap; /* bytes */
    jln_refused refused;

    int64_t budget, left; /* instructions */
    int step;             /* instructions between two calls of the hook */
    size_t fresh;         /* bytes allocated since its last call */

    jln_err failure; /* recorded without allocation where the error is raised */
    int line;        /* of the script, where it was raised; 0 when unknown */

    /* Operators on values of the host, stack: code a b; NULL when the file has no host. */
    int (*value_operator)(lua_State *L);
    bool (*is_value)(lua_State *L, int index);
    void *owner; /* what value_operator belongs to */
};

/* A new state with the environment of lib.c and strings.c. On an error the box is closed. */
jln_status jln_box_open(jln_box *box, const char *shown, const jln_script_limits *limits,
                        jln_err *err);

/* Frees all. Never runs script code: no finaliser of a script can exist. A zeroed box is allowed.
 */
void jln_box_close(jln_box *box);

/* Runs body(L) with `arg` as a light userdata at index 1, with a full budget. Every error it raises
 * comes back here: "shown:line" and a message in French. Results of the body are dropped. */
jln_status jln_box_run(jln_box *box, lua_CFunction body, void *arg, jln_err *err);

/* Reads the file and guards it (`methods`: see guard.h): JLN_EIO, JLN_ELIMIT beyond
 * JLN_BOX_SOURCE_MAX, JLN_ESCRIPT when it is not UTF-8 text or not written as Lua. */
jln_status jln_box_read(jln_box *box, const char *path, const char *const *methods, jln_err *err);

/* Inside a body: compiles and calls the file, leaving the one value it returned on the stack.
 * Raises what goes wrong, no result and several results included. */
void jln_box_chunk(lua_State *L);

/* ---- for functions called by Lua ---- */

jln_box *jln_box_of(lua_State *L);

/* Records the error (the first one wins) and raises it: `return jln_box_fail(...)`. Allocates
 * nothing. */
int jln_box_fail(lua_State *L, jln_status status, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Takes `cost` instructions from the budget; raises JLN_ELIMIT when it is spent. */
void jln_box_charge(lua_State *L, size_t cost);

/* Pushes the environment of scripts, empty itself: its metatable's __index is the table of the
 * names that exist. */
void jln_box_environment(lua_State *L);

/* Adds the function on the top as a global name (popped). A library of that name stays, and the
 * function is what calling it does, with the library as a first argument: table.insert(...) beside
 * table{...}. */
void jln_box_global(lua_State *L, const char *name);

/* The number at `index` as an exact fraction; false when it is no number, not finite or does not
 * fit. */
bool jln_box_number(lua_State *L, int index, jln_rat *out);

/* Appends every name a script can reach, one a line, sorted: the golden file of the tests. */
jln_status jln_box_names(jln_box *box, jln_str *out, jln_err *err);

/* ---- the parts of the environment ---- */

/* Makes the environment: `names` holds what exists, `env` is the read-only front that scripts see.
 */
void jln_lib_open(lua_State *L); /* stack: -- names env */

/* Pushes __o __v __k __n __f. */
void jln_operators_push(lua_State *L);

/* How a table of Lua becomes a tree. */
typedef struct {
    jln_arena *arena;
    const char *const *constructors; /* the names given to jln_tree_constructors */
    int marks;                       /* index of the table it pushed */
    const char *without;             /* field of the root that is left out; NULL for none */
} jln_conversion;

/* Pushes the table of marks, and adds each constructor as a global that records its name and line
 * there. */
void jln_tree_constructors(lua_State *L, const char *const *names); /* stack: -- marks */

/* Turns the value on the top into a tree and raises what a tree cannot hold. -- stack: value --
 * value */
const jln_tree *jln_tree_convert(lua_State *L, const jln_conversion *how);

#endif
