/* The look of a report: sizes in points, colours that stay apart on a black-and-white copy. */
#ifndef JLN_LAYOUT_STYLE_H
#define JLN_LAYOUT_STYLE_H

#define JLN_A4_SHORT 595.28f
#define JLN_A4_LONG  841.89f

#define JLN_MARGIN_SIDE   54.0f
#define JLN_MARGIN_WIDE   42.0f /* sides of a landscape page */
#define JLN_MARGIN_TOP    66.0f
#define JLN_MARGIN_BOTTOM 58.0f

#define JLN_SIZE_BODY        9.5f
#define JLN_SIZE_LEAD        10.5f
#define JLN_SIZE_NOTE        8.0f
#define JLN_SIZE_TABLE       8.0f
#define JLN_SIZE_TABLE_BRIEF 7.5f /* on a fixed page */
#define JLN_SIZE_TABLE_MIN   6.5f
#define JLN_SIZE_FOOTNOTE    7.0f
#define JLN_SIZE_DECOR       7.5f
#define JLN_SIZE_FINGERPRINT 6.5f
#define JLN_LEADING          1.42f /* body text */
#define JLN_LEADING_TIGHT    1.24f /* tables, captions */

#define JLN_WHITE_MOST 0.25f /* of a page, left empty to keep together what would rather stay so */

#define JLN_INK  0x1F2933u
#define JLN_HEAD 0x1F3A54u /* dark blue-grey: titles, heavy rules, the first series of a chart */
#define JLN_ACCENT                                                                                 \
    0x1F3A55u /* rules of titles; told apart from JLN_HEAD because a plan may change either */
#define JLN_MUTED      0x52606Du
#define JLN_RULE       0x8895A3u
#define JLN_HAIR       0xCBD2D9u
#define JLN_FILL_HEAD  0xE3E8EEu
#define JLN_FILL_TOTAL 0xEDF0F3u
#define JLN_FILL_SUB   0xF5F7F9u
#define JLN_AMBER      0xFFC93Cu
#define JLN_AMBER_DARK 0x7A4B00u
#define JLN_AMBER_PALE 0xFFF6DDu
#define JLN_WHITE      0xFFFFFFu

#endif
