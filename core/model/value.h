/* A value is a number or a reason for not being one: small, fixed in size, passed by copy. */
#ifndef JLN_MODEL_VALUE_H
#define JLN_MODEL_VALUE_H

#include "base/i18n.h"
#include "base/num.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum {
    JLN_MISSING = 0, /* ND: asked for and not received; what zeroed memory means */
    JLN_NUMBER,      /* reported, zero included */
    JLN_DASH,        /* plan's matrix: printed as a dash, nothing planned */
    JLN_BLANK,       /* plan's matrix: an empty cell, nothing planned */
    JLN_PM,          /* pour mémoire: planned without a line of credit of its own */
    JLN_PARTIAL,     /* a sum or rate over a base of which some are missing */
    JLN_NA,          /* s.o.: not asked for */
    JLN_NC,          /* n.c.: asked for and impossible; `reason` says why */
    JLN_TEXT         /* words of the document */
} jln_state;

typedef enum {
    JLN_REASON_NONE = 0,
    JLN_REASON_NO_RETURN,          /* nothing was received for it */
    JLN_REASON_NOT_PLANNED,        /* nothing planned and nothing spent */
    JLN_REASON_NO_STAGE,           /* the funder has no such stage */
    JLN_REASON_ZERO_BASE,          /* the denominator is zero */
    JLN_REASON_NO_ALLOCATION,      /* spending without allocation */
    JLN_REASON_ONLY_PM,            /* all that is planned is pour mémoire */
    JLN_REASON_NO_PREVIOUS,        /* no earlier year to compare with */
    JLN_REASON_NOT_SPLIT,          /* the document does not split the amount that way */
    JLN_REASON_OVERFLOW,           /* the exact result does not fit */
    JLN_REASON_NO_TARGET,          /* no target is stated for that year */
    JLN_REASON_ZERO_TARGET,        /* the target is zero */
    JLN_REASON_TARGET_IS_BASELINE, /* the target asks for no change */
    JLN_REASON_NO_BASELINE,        /* the baseline is not known */
    JLN_REASON_NO_DIRECTION,       /* neither rising nor falling is good */
    JLN_REASON_NO_POPULATION,      /* no reference population */
    JLN_REASON_NOT_MEASURED,       /* not measured that year */
    JLN_REASON_NO_BOUND,           /* the target is not a bound (at most, at least) */
    JLN_REASON_WORDS,              /* words of the document, not a number */
    JLN_REASON_SOME_MISSING,       /* the value stands on what is known */
    JLN_REASON_NOT_ASKED,          /* no return is expected for that year */
    JLN_REASON_CANCELLED,          /* cancelled by a dated decision */
    JLN_REASON_NOT_SUMMED,         /* a rate is never summed */
    JLN_REASON_MIXED_UNITS,        /* quantities of several units are never added */
    JLN_REASON_NO_FIGURE,          /* a dash, an empty cell: no number is given */
    JLN_REASON_NO_SCHEME,          /* the scheme has no organisation there */
    JLN_REASON_NEGATIVE_BASE,      /* the denominator is below zero */
    JLN_REASON_COUNT
} jln_reason;

typedef struct {
    jln_state state;
    jln_reason reason;
    jln_rat number;    /* meaningful for NUMBER and PARTIAL */
    uint32_t known;    /* n of "n/N": items of the base that are known */
    uint32_t expected; /* N; 0 when the value is not over a base */
    uint32_t pm;       /* items that are pour mémoire: counted, never added */
    uint32_t origin;   /* entry of the expression log, 0 when none is kept */
} jln_value;

jln_value jln_value_number(jln_rat number);
jln_value jln_value_integer(int64_t number);
jln_value jln_value_none(jln_state state, jln_reason reason);

/* True for NUMBER and PARTIAL: `number` may be read. */
bool jln_value_known(const jln_value *v);

/* The fixed code of exports ("number", "pm", "na"...); never translated. */
const char *jln_state_code(jln_state state);

/* The state of a code; false when there is none of that name. */
bool jln_state_of(const char *code, jln_state *out);

/* What a person reads in place of a number ("PM", "ND", "s.o.", "n.c.", "–"), in the current
 * language. */
const char *jln_state_words(jln_state state);

/* The fixed code of a reason ("no-return"...), "" for none, and its sentence in the current
 * language. */
const char *jln_reason_code(jln_reason reason);
const char *jln_reason_words(jln_reason reason);

/* The reason of a code; false when there is none of that name. */
bool jln_reason_of(const char *code, jln_reason *out);

typedef enum {
    JLN_LIGHT_NONE = 0,
    JLN_LIGHT_GREEN,
    JLN_LIGHT_YELLOW,
    JLN_LIGHT_ORANGE,
    JLN_LIGHT_RED,
    JLN_LIGHT_GREY,
    JLN_LIGHT_COUNT
} jln_light;

/* "green"... in exports, "" for none; the letter printed with the colour (V, J, O, R, G in French).
 */
const char *jln_light_code(jln_light light);
const char *jln_light_letter(jln_light light);
const char *jln_light_words(jln_light light);

#endif
