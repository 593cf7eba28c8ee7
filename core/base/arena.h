/* Memory that is freed all at once: one arena per command, a scratch arena per page. */
#ifndef JLN_BASE_ARENA_H
#define JLN_BASE_ARENA_H

#include <stddef.h>

typedef struct jln_arena jln_arena;

/* A new, empty arena; NULL when out of memory. */
jln_arena *jln_arena_new(void);

/* Frees the arena and all that was taken from it. NULL is allowed. */
void jln_arena_free(jln_arena *arena);

/* Forgets all that was taken, keeping the largest block for the next use. */
void jln_arena_reset(jln_arena *arena);

/* `size` zeroed bytes, aligned for any type; NULL when out of memory. Lives as long as the arena.
 */
void *jln_arena_alloc(jln_arena *arena, size_t size);

/* `count * size` zeroed bytes; NULL on overflow or out of memory. */
void *jln_arena_array(jln_arena *arena, size_t count, size_t size);

/* A copy of `length` bytes with a final NUL; NULL when out of memory. */
char *jln_arena_strn(jln_arena *arena, const char *text, size_t length);

/* A copy of a NUL-terminated text; NULL stays NULL. */
char *jln_arena_str(jln_arena *arena, const char *text);

/* A formatted text; NULL when out of memory. */
char *jln_arena_fmt(jln_arena *arena, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Grows the array `items` of `*capacity` elements of `size` bytes so that it holds at least `need`:
 * the old content is copied, `*capacity` doubled. Returns the array, or NULL when out of memory
 * (the old one stays valid). */
void *jln_arena_grow(jln_arena *arena, void *items, size_t *capacity, size_t need, size_t size);

/* Bytes asked of the system so far: for the limits of tests and benchmarks. */
size_t jln_arena_bytes(const jln_arena *arena);

#endif
