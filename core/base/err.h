/* Status codes and the one error record that travels up a call chain. */
#ifndef JLN_BASE_ERR_H
#define JLN_BASE_ERR_H

typedef enum {
    JLN_OK = 0,
    JLN_ROW = 1,        /* one more row, or "there is more" */
    JLN_ENOMEM = -1,    /* out of memory */
    JLN_EIO = -2,       /* the machine failed: file, disk, permission */
    JLN_EDB = -3,       /* the database is damaged, locked or newer than us */
    JLN_EDATA = -4,     /* the input is wrong: a person must correct it */
    JLN_ESCRIPT = -5,   /* an indicator or a template is wrong */
    JLN_ELIMIT = -6,    /* a bound was passed: size, depth, instructions */
    JLN_ENOTFOUND = -7, /* unknown plan, table, indicator, node */
    JLN_EUSAGE = -8     /* wrong call or command line */
} jln_status;

/* Filled by the first failure; later ones leave it as it is. `where` is "file:line:column",
 * a JSON pointer after the file's name, or empty. Both texts are UTF-8 and always terminated. */
typedef struct {
    jln_status status;
    char where[320];
    char message[1024];
} jln_err;

/* Records an error and returns `status`, so that `return jln_err_set(...)` reads well.
 * A NULL `err` is allowed; an error already recorded wins. */
jln_status jln_err_set(jln_err *err, jln_status status, const char *where, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* Out of memory, worded once. */
jln_status jln_err_nomem(jln_err *err);

/* Forgets a recorded error. */
void jln_err_clear(jln_err *err);

#endif
