#include "base/date.h"

#include <stdio.h>

/* Howard Hinnant's public-domain civil calendar algorithms: exact, without tables. */
int32_t jln_date_join(int year, int month, int day) {
    year -= month <= 2;
    int era = (year >= 0 ? year : year - 399) / 400;
    unsigned of_era = (unsigned)(year - era * 400);
    unsigned of_year = (unsigned)(153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + (unsigned)day - 1;
    unsigned days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return era * 146097 + (int32_t)days - 719468;
}

void jln_date_split(int32_t days, int *year, int *month, int *day) {
    days += 719468;
    int era = (days >= 0 ? days : days - 146096) / 146097;
    unsigned of_era = (unsigned)(days - era * 146097);
    unsigned y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    unsigned of_year = of_era - (365 * y + y / 4 - y / 100);
    unsigned m = (5 * of_year + 2) / 153;
    *day = (int)(of_year - (153 * m + 2) / 5 + 1);
    *month = (int)(m < 10 ? m + 3 : m - 9);
    *year = (int)y + era * 400 + (*month <= 2);
}

bool jln_date_parse(const char *text, size_t length, int32_t *days) {
    if (length != 10 || text[4] != '-' || text[7] != '-') return false;
    int part[3] = {0, 0, 0};
    static const int start[] = {0, 5, 8}, width[] = {4, 2, 2};
    for (int p = 0; p < 3; p++)
        for (int i = 0; i < width[p]; i++) {
            char c = text[start[p] + i];
            if (c < '0' || c > '9') return false;
            part[p] = part[p] * 10 + (c - '0');
        }
    if (part[0] < 1 || part[1] < 1 || part[1] > 12 || part[2] < 1 || part[2] > 31) return false;
    int32_t joined = jln_date_join(part[0], part[1], part[2]);
    int year, month, day;
    jln_date_split(joined, &year, &month, &day);
    if (day != part[2]) return false;
    *days = joined;
    return true;
}

void jln_date_text(int32_t days, char out[JLN_DATE_MAX]) {
    int year, month, day;
    jln_date_split(days, &year, &month, &day);
    snprintf(out, JLN_DATE_MAX, "%04u-%02u-%02u", (unsigned)year % 10000u, (unsigned)month % 100u,
             (unsigned)day % 100u);
}
