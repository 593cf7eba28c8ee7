#include "model/colour.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

bool jln_colour_parse(const char *text, uint32_t *out) {
    if (strlen(text) != 7 || text[0] != '#') return false;
    for (int i = 1; i < 7; i++)
        if (!isxdigit((unsigned char)text[i])) return false;
    *out = (uint32_t)strtoul(text + 1, NULL, 16);
    return true;
}

static double channel(uint32_t byte) {
    double v = (double)(byte & 255) / 255;
    return v <= 0.03928 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t colour) {
    return 0.2126 * channel(colour >> 16) + 0.7152 * channel(colour >> 8) +
           0.0722 * channel(colour);
}

double jln_colour_contrast(uint32_t a, uint32_t b) {
    double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}
