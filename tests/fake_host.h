/* A small host for scripts: values are fractions in an array, methods answer fixed figures. */
#ifndef JLN_TESTS_FAKE_HOST_H
#define JLN_TESTS_FAKE_HOST_H

#include "script/script.h"

#include <stdio.h>
#include <string.h>

enum { FAKE_VALUES = 4096 };

typedef struct {
    jln_rat values[FAKE_VALUES]; /* handle - 1 */
    bool known[FAKE_VALUES];
    jln_handle count;
    char log[400]; /* the last call, written out */
    int64_t spent;
} fake_host;

static const char *const fake_methods[] = {"spent", "planned", "target", NULL};
static const char *const fake_queries[] = {"known", "is_zero", NULL};

static jln_status fake_put(fake_host *h, jln_rat number, bool known, jln_handle *out,
                           jln_err *err) {
    if (h->count == FAKE_VALUES) return jln_err_set(err, JLN_ELIMIT, NULL, "trop de valeurs");
    h->values[h->count] = number;
    h->known[h->count] = known;
    *out = ++h->count;
    return JLN_OK;
}

static void fake_log(fake_host *h, const char *method, const jln_arg *args, size_t count) {
    size_t n = (size_t)snprintf(h->log, sizeof h->log, "%s", method);
    for (size_t i = 0; i < count && n < sizeof h->log; i++) {
        char number[JLN_NUM_MAX] = "";
        if (args[i].kind == JLN_ARG_NUMBER) jln_rat_text(args[i].number, 6, true, number);
        const char *text = args[i].kind == JLN_ARG_TEXT     ? args[i].text
                           : args[i].kind == JLN_ARG_NUMBER ? number
                           : args[i].kind == JLN_ARG_VALUE  ? "(value)"
                           : args[i].boolean                ? "true"
                                                            : "false";
        n += (size_t)snprintf(h->log + n, sizeof h->log - n, " %s%s%s",
                              args[i].name ? args[i].name : "", args[i].name ? "=" : "", text);
    }
}

static jln_status fake_call(void *ctx, const char *method, const jln_arg *args, size_t count,
                            jln_handle *out, jln_err *err) {
    fake_host *h = ctx;
    fake_log(h, method, args, count);
    for (size_t i = 0; i < count; i++)
        if (args[i].kind == JLN_ARG_TEXT && strcmp(args[i].text, "wrong") == 0)
            return jln_err_set(err, JLN_ESCRIPT, NULL, "stade inconnu : « wrong »");
    if (strcmp(method, "spent") == 0) return fake_put(h, jln_rat_of(h->spent), true, out, err);
    if (strcmp(method, "planned") == 0) return fake_put(h, jln_rat_of(40), true, out, err);
    return fake_put(h, jln_rat_of(0), false, out, err);
}

static jln_status fake_literal(void *ctx, jln_rat number, jln_handle *out, jln_err *err) {
    return fake_put(ctx, number, true, out, err);
}

static jln_status fake_arith(void *ctx, jln_op op, jln_handle a, jln_handle b, jln_handle *out,
                             jln_err *err) {
    fake_host *h = ctx;
    jln_rat x = h->values[a - 1], y = b ? h->values[b - 1] : jln_rat_of(0), r = {0, 1};
    bool fits = op == JLN_OP_ADD   ? jln_rat_add(x, y, &r)
                : op == JLN_OP_SUB ? jln_rat_sub(x, y, &r)
                : op == JLN_OP_MUL ? jln_rat_mul(x, y, &r)
                : op == JLN_OP_DIV ? jln_rat_div(x, y, &r)
                                   : jln_rat_sub(jln_rat_of(0), x, &r);
    bool known = h->known[a - 1] && (!b || h->known[b - 1]);
    return fake_put(h, r, fits && known, out, err);
}

static jln_status fake_compare(void *ctx, jln_handle a, jln_handle b, int *order, jln_err *err) {
    fake_host *h = ctx;
    if (!h->known[a - 1] || !h->known[b - 1])
        return jln_err_set(err, JLN_ESCRIPT, NULL, "comparaison avec une valeur non disponible");
    *order = jln_rat_cmp(h->values[a - 1], h->values[b - 1]);
    return JLN_OK;
}

static jln_status fake_query(void *ctx, const char *question, jln_handle value, bool *answer,
                             jln_err *err) {
    fake_host *h = ctx;
    (void)err;
    *answer = h->known[value - 1];
    if (strcmp(question, "is_zero") == 0) *answer = *answer && h->values[value - 1].num == 0;
    return JLN_OK;
}

static inline jln_script_host fake_script_host(fake_host *h) {
    return (jln_script_host){.ctx = h,
                             .methods = fake_methods,
                             .call = fake_call,
                             .literal = fake_literal,
                             .arith = fake_arith,
                             .compare = fake_compare,
                             .queries = fake_queries,
                             .query = fake_query};
}

#endif
