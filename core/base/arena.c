#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 16 * 1024, ALIGN = 16 };

typedef struct block {
    struct block *next;
    size_t size; /* usable bytes */
    size_t used;
    _Alignas(ALIGN) unsigned char bytes[];
} block;

struct jln_arena {
    block *head; /* the block being filled; older ones follow */
    size_t total;
};

jln_arena *jln_arena_new(void) {
    return calloc(1, sizeof(jln_arena));
}

static void free_blocks(block *b) {
    while (b) {
        block *next = b->next;
        free(b);
        b = next;
    }
}

void jln_arena_free(jln_arena *arena) {
    if (!arena) return;
    free_blocks(arena->head);
    free(arena);
}

void jln_arena_reset(jln_arena *arena) {
    if (!arena->head) return;
    free_blocks(arena->head->next); /* blocks only grow: the head is the largest */
    arena->head->next = NULL;
    arena->head->used = 0;
    arena->total = arena->head->size;
}

static block *add_block(jln_arena *arena, size_t need) {
    size_t size = arena->head ? arena->head->size : FIRST_BLOCK / 2;
    if (size <= SIZE_MAX / 4) size *= 2;
    if (size < need) size = need;
    if (size > SIZE_MAX - sizeof(block)) return NULL;
    block *b = malloc(sizeof(block) + size);
    if (!b) return NULL;
    b->size = size;
    b->used = 0;
    b->next = arena->head;
    arena->head = b;
    arena->total += size;
    return b;
}

void *jln_arena_alloc(jln_arena *arena, size_t size) {
    if (size > SIZE_MAX - ALIGN) return NULL;
    size_t rounded = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (rounded == 0) rounded = ALIGN;
    block *b = arena->head;
    if (!b || b->size - b->used < rounded) b = add_block(arena, rounded);
    if (!b) return NULL;
    void *p = b->bytes + b->used;
    b->used += rounded;
    return memset(p, 0, rounded);
}

void *jln_arena_array(jln_arena *arena, size_t count, size_t size) {
    assert(size > 0);
    if (count > SIZE_MAX / size) return NULL;
    return jln_arena_alloc(arena, count * size);
}

char *jln_arena_strn(jln_arena *arena, const char *text, size_t length) {
    char *copy = length < SIZE_MAX ? jln_arena_alloc(arena, length + 1) : NULL;
    if (copy && length) memcpy(copy, text, length);
    return copy;
}

char *jln_arena_str(jln_arena *arena, const char *text) {
    return text ? jln_arena_strn(arena, text, strlen(text)) : NULL;
}

char *jln_arena_fmt(jln_arena *arena, const char *fmt, ...) {
    char brief[256];
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int n = vsnprintf(brief, sizeof brief, fmt, args);
    va_end(args);
    char *text = n < 0 ? NULL : jln_arena_alloc(arena, (size_t)n + 1);
    if (text && (size_t)n < sizeof brief) memcpy(text, brief, (size_t)n);
    else if (text) vsnprintf(text, (size_t)n + 1, fmt, again);
    va_end(again);
    return text;
}

void *jln_arena_grow(jln_arena *arena, void *items, size_t *capacity, size_t need, size_t size) {
    if (need <= *capacity) return items;
    size_t wanted = *capacity ? *capacity : 8;
    while (wanted < need) {
        if (wanted > SIZE_MAX / 2) return NULL;
        wanted *= 2;
    }
    void *grown = jln_arena_array(arena, wanted, size);
    if (!grown) return NULL;
    if (*capacity) memcpy(grown, items, *capacity * size);
    *capacity = wanted;
    return grown;
}

size_t jln_arena_bytes(const jln_arena *arena) {
    return arena->total;
}
