/* Common nouns that data packages write in French, the language of their documents: units,
 * measures, schemes. */
#ifndef JLN_COMPUTE_SAID_H
#define JLN_COMPUTE_SAID_H

/* The words in the current language when they are known, else as they are: a proper noun stays.
 * NULL stays NULL. */
const char *jln_said(const char *words);

#endif
