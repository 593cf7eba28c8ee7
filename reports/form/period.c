#include "form/form.h"

#include "base/date.h"

#include <stdio.h>
#include <string.h>

/* "2014", "2014-S2", "2014-T3" to their months; false for anything else. */
static bool months_of(int year, const char *code, int *first, int *last) {
    char prefix[8];
    snprintf(prefix, sizeof prefix, "%04d", year % 10000);
    if (strncmp(code, prefix, 4) != 0) return false;
    *first = 1;
    *last = 12;
    if (code[4] == '\0') return true;
    if (code[4] != '-' || !code[5] || !code[6] || code[7]) return false;
    int length = code[5] == 'S' ? 6 : code[5] == 'T' ? 3 : 0, rank = code[6] - '0';
    if (length == 0 || rank < 1 || rank * length > 12) return false;
    *first = (rank - 1) * length + 1;
    *last = rank * length;
    return true;
}

static const char *day_text(int32_t days, jln_arena *arena) {
    char text[JLN_DATE_MAX];
    jln_date_text(days, text);
    return jln_arena_str(arena, text);
}

static int32_t month_end(int year, int month) {
    return (month == 12 ? jln_date_join(year + 1, 1, 1) : jln_date_join(year, month + 1, 1)) - 1;
}

jln_status jln_form_period_find(const jln_facts *facts, int year, const char *code,
                                jln_arena *arena, jln_form_period *out, jln_err *err) {
    int first, last;
    char whole[8];
    snprintf(whole, sizeof whole, "%04d", year % 10000);
    if (!code) code = whole;
    for (int i = 0; i < facts->period_count; i++) {
        const jln_period *p = &facts->periods[i];
        if (p->year != year || strcmp(p->code, code) != 0) continue;
        *out = (jln_form_period){p->code, year, p->first_day, p->last_day, true, p->closed};
        return JLN_OK;
    }
    if (!months_of(year, code, &first, &last))
        return jln_err_set(
            err, JLN_EUSAGE, NULL,
            _("--period : « %.60s » n'est pas une période de %d ; attendu %d, %d-S1, %d-T1..."),
            code, year, year, year, year);
    *out = (jln_form_period){jln_arena_str(arena, code),
                             year,
                             day_text(jln_date_join(year, first, 1), arena),
                             day_text(month_end(year, last), arena),
                             false,
                             false};
    return out->code && out->first_day && out->last_day ? JLN_OK : jln_err_nomem(err);
}

const char *jln_form_due(const jln_form_period *period, jln_arena *arena) {
    int32_t days;
    int year, month, day;
    if (!jln_date_parse(period->last_day, strlen(period->last_day), &days)) return NULL;
    jln_date_split(days, &year, &month, &day);
    return day_text(month == 12 ? month_end(year + 1, 1) : month_end(year, month + 1), arena);
}
