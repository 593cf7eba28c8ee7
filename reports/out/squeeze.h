/* Compression of a stream that is written in parts, long apart: each part is compressed when it
 * comes, by one compressor for all streams. The bytes are those of zlib's format. */
#ifndef JLN_OUT_SQUEEZE_H
#define JLN_OUT_SQUEEZE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct jln_squeezer jln_squeezer;

/* A stream so far; zeroed to begin with, `bytes` to be freed in the end. */
typedef struct {
    unsigned char *bytes;
    size_t length;
    uint32_t check;
} jln_squeezed;

jln_squeezer *jln_squeezer_new(void); /* NULL when out of memory */
void jln_squeezer_free(jln_squeezer *s);

/* Adds a part; `last` ends the stream. False when out of memory: the stream is as it was. */
bool jln_squeeze(jln_squeezer *s, jln_squeezed *to, const char *text, size_t length, bool last);

#endif
