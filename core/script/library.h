/* What lib.c and strings.c share. Private to script/. */
#ifndef JLN_SCRIPT_LIBRARY_H
#define JLN_SCRIPT_LIBRARY_H

#include "script/sandbox.h"

#include <stdio.h>

/* Arguments of a function of the environment, named in the error they raise when the type is
 * another. */
const char *jln_lib_text(lua_State *L, const char *function, int index, size_t *length);
lua_Integer jln_lib_integer(lua_State *L, const char *function, int index);

/* The number of elements of the list at `index`. */
lua_Integer jln_lib_table(lua_State *L, const char *function, int index);

/* The name of a type, with "value" and "place" for the objects of the host. */
const char *jln_lib_type(lua_State *L, int index);

/* Raises "function : l'argument n° index doit être wanted, c'est ...". */
int jln_lib_wrong(lua_State *L, const char *function, int index, const char *wanted);

/* Adds a library to the names of the environment: an unknown name of it is an error that lists
 * those it has, and writing to it is one too. Leaves the table of its functions. -- stack: names --
 * names functions */
void jln_lib_add(lua_State *L, const char *name, const luaL_Reg *functions);

/* Pushes the list of the keys of the table at index `table` (absolute): numbers, then texts in byte
 * order. Raises on other keys. */
void jln_lib_sorted_keys(lua_State *L, int table);

/* Bits of n: the price of sorting, per element. */
size_t jln_lib_log2(size_t n);

void jln_tables_open(lua_State *L);  /* stack: names -- names */
void jln_strings_open(lua_State *L); /* stack: names -- names */

/* Order of two (const char *) for qsort. */
int jln_lib_by_bytes(const void *a, const void *b);

#endif
