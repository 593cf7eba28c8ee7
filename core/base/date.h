/* Calendar dates as days since 1970-01-01 (proleptic Gregorian), from and to "YYYY-MM-DD". */
#ifndef JLN_BASE_DATE_H
#define JLN_BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { JLN_DATE_MAX = 11 }; /* "YYYY-MM-DD" and its NUL */

/* Reads exactly YYYY-MM-DD with a day that exists, years 1 to 9999. */
bool jln_date_parse(const char *text, size_t length, int32_t *days);

void jln_date_split(int32_t days, int *year, int *month, int *day);
int32_t jln_date_join(int year, int month, int day);
void jln_date_text(int32_t days, char out[JLN_DATE_MAX]);

#endif
