/* Inside core/audit: the words of a title, and in what two titles differ: in words that bear
 * meaning, in spelling, or in nothing but case, punctuation and spacing. */
#ifndef JLN_AUDIT_WORDS_H
#define JLN_AUDIT_WORDS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { JLN_AUDIT_WORD_MAX = 64 }; /* bytes of a folded word, NUL included; longer words are cut */

/* The next word from `*at`, in lower case without accents or ligatures; letters and digits only.
 * False at the end. */
bool jln_audit_word_next(const char **at, char word[JLN_AUDIT_WORD_MAX]);

typedef enum {
    JLN_AUDIT_ALIKE,    /* but for case, punctuation, spacing, ligatures */
    JLN_AUDIT_SPELLING, /* accents, agreement, small grammatical words, abbreviations */
    JLN_AUDIT_WORDING   /* words that bear meaning */
} jln_audit_likeness;

/* What `other` says otherwise than `text`. Both are words as printed, groups parted by " … "; ""
 * when there are none. */
typedef struct {
    jln_audit_likeness likeness;
    const char *gone; /* words of `text` that `other` leaves out or replaces */
    const char *come; /* words of `other` in their place or added */
} jln_audit_contrast;

/* The words of the texts that were compared, so that each text is read once. It and what it gives
 * live in the arena. NULL when out of memory. */
typedef struct jln_audit_vocabulary jln_audit_vocabulary;
jln_audit_vocabulary *jln_audit_vocabulary_new(jln_arena *arena);

/* Compares two titles, which must stay where they are and as they are as long as the vocabulary.
 * False when out of memory. Cost: product of their numbers of words. */
bool jln_audit_words_compare(jln_audit_vocabulary *vocabulary, const char *text, const char *other,
                             jln_audit_contrast *out);

#endif
