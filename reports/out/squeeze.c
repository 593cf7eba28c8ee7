#include "out/squeeze.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { HEADER = 2, CHECK = 4, MARGIN = 64, LEVEL = 4 };

struct jln_squeezer {
    z_stream z;
    unsigned char *room; /* for one part */
    size_t size;
};

jln_squeezer *jln_squeezer_new(void) {
    jln_squeezer *s = calloc(1, sizeof *s);
    if (s && deflateInit2(&s->z, LEVEL, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) == Z_OK) return s;
    free(s);
    return NULL;
}

void jln_squeezer_free(jln_squeezer *s) {
    if (!s) return;
    deflateEnd(&s->z);
    free(s->room);
    free(s);
}

static bool make_room(jln_squeezer *s, size_t length) {
    size_t need = deflateBound(&s->z, length) + MARGIN;
    if (need <= s->size) return true;
    unsigned char *room = realloc(s->room, need);
    if (!room) return false;
    s->room = room;
    s->size = need;
    return true;
}

/* A part ends on a whole byte and leans on nothing before it: parts can follow one another. */
static size_t squeeze_part(jln_squeezer *s, const char *text, size_t length, bool last) {
    deflateReset(&s->z);
    s->z.next_in = (Bytef *)(uintptr_t)text;
    s->z.avail_in = (uInt)length;
    s->z.next_out = s->room;
    s->z.avail_out = (uInt)s->size;
    int status = deflate(&s->z, last ? Z_FINISH : Z_FULL_FLUSH);
    bool good = (last ? status == Z_STREAM_END : status == Z_OK) && s->z.avail_in == 0;
    return good ? s->size - s->z.avail_out : 0;
}

static size_t add(jln_squeezed *to, const unsigned char *bytes, size_t count) {
    memcpy(to->bytes + to->length, bytes, count);
    return to->length += count;
}

bool jln_squeeze(jln_squeezer *s, jln_squeezed *to, const char *text, size_t length, bool last) {
    static const unsigned char header[HEADER] = {0x78, 0x9C};
    size_t count = make_room(s, length) ? squeeze_part(s, text, length, last) : 0;
    size_t extra = (to->length ? 0 : HEADER) + (last ? CHECK : 0);
    unsigned char *bytes = count ? realloc(to->bytes, to->length + extra + count) : NULL;
    if (!bytes) return false;
    to->bytes = bytes;
    uLong check = to->length ? to->check : adler32(0, NULL, 0);
    if (!to->length) add(to, header, HEADER);
    add(to, s->room, count);
    to->check = (uint32_t)adler32(check, (const Bytef *)text, (uInt)length);
    const unsigned char end[CHECK] = {(unsigned char)(to->check >> 24),
                                      (unsigned char)(to->check >> 16),
                                      (unsigned char)(to->check >> 8), (unsigned char)to->check};
    if (last) add(to, end, CHECK);
    return true;
}
