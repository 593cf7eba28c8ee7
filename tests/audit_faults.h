/* Faults planted in tests/audit/plan: the texts replaced, and the findings that must stand on top. */
#define CLAIM(old, new)  {"claims.csv", old, new}
#define BUDGET(old, new) {"budgets.csv", old, new}
#define SHARE(old, new)  {"financing.csv", old, new}
#define RESULT(old, new) {"results.csv", old, new}

/* ---- nothing wrong ---- */
{"nothing", {{0}}, ""},
{"a line not received is compared with nothing",
 {BUDGET("1.1.2.1,2011,50", "1.1.2.1,2011,ND")},
 ""},
{"a pm total where nothing is a number, a number total where all is pm",
 {CLAIM("1.1.2.2,,,amount,PM", "1.1.2.2,,,amount,0")},
 ""},

/* ---- rows and sub-totals of the matrix ---- */
{"a row's total", {CLAIM("1.1.1.2,,,amount,550", "1.1.1.2,,,amount,505")}, "row-total/1.1.1.2/total\n"},
{"a total of pm over numbers",
 {CLAIM("1.1.2.1,,,amount,180", "1.1.2.1,,,amount,PM")},
 "row-total/1.1.2.1/total\n"},
{"a cell of the matrix: row and column tell which",
 {BUDGET("1.1.1.2,2012,300", "1.1.1.2,2012,30")},
 "row-total/1.1.1.2/total\n"},
{"an output in a year", {CLAIM("1.1.1,,2011,amount,650", "1.1.1,,2011,amount,605")}, "subtotal-lines/1.1.1/2011\n"},
{"an output's total", {CLAIM("1.1.1,,,amount,1050", "1.1.1,,,amount,1500")}, "subtotal-lines/1.1.1/total\n"},
{"an outcome in a year", {CLAIM("2.1,,2013,amount,1640", "2.1,,2013,amount,1460")}, "subtotal-lines/2.1/2013\n"},
{"the plan in a year", {CLAIM(",,2012,amount,1605,TOTAL", ",,2012,amount,605,TOTAL")}, "subtotal-lines/plan/2012\n"},
{"the plan's total", {CLAIM(",,,amount,5265,TOTAL", ",,,amount,5256,TOTAL")}, "subtotal-lines/plan/total\n"},
{"a wrong sub-total carried up to the top",
 {CLAIM("1.1.2,,2012,amount,60", "1.1.2,,2012,amount,160"), CLAIM("1.1,,2012,amount,360", "1.1,,2012,amount,460"),
  CLAIM("1,,2012,amount,360,Sous-total r", "1,,2012,amount,460,Sous-total r"),
  CLAIM(",,2012,amount,1605,TOTAL", ",,2012,amount,1705,TOTAL")},
 "subtotal-lines/1.1.2/2012\n"},
{"a wrong year carried into its own total",
 {CLAIM("2.1.2,,2012,amount,45", "2.1.2,,2012,amount,54"), CLAIM("2.1.2,,,amount,135", "2.1.2,,,amount,144")},
 "subtotal-lines/2.1.2/2012\n"},
{"two faults, far from each other",
 {CLAIM("1.1.1.1,,,amount,500", "1.1.1.1,,,amount,5000"), CLAIM("2,,2011,amount,1150,Sous", "2,,2011,amount,1510,Sous")},
 "row-total/1.1.1.1/total\nsubtotal-lines/2/2011\n"},
{"a unit over several lines is rounding",
 {CLAIM("2.1.1,,2011,amount,1120", "2.1.1,,2011,amount,1121")},
 "subtotal-lines/2.1.1/2011\n"},
{"a unit over one line is none",
 {CLAIM("2.1.2,,2011,amount,30", "2.1.2,,2011,amount,31")},
 "subtotal-lines/2.1.2/2011\n"},

{"rounding that adds up from level to level",
 {CLAIM("1.1.1,,2011,amount,650", "1.1.1,,2011,amount,651"), CLAIM("1.1,,2011,amount,700", "1.1,,2011,amount,702"),
  CLAIM("1,,2011,amount,700,Sous-total r", "1,,2011,amount,702,Sous-total r"),
  CLAIM("2.1.1,,2011,amount,1120", "2.1.1,,2011,amount,1121"), CLAIM("2.1,,2011,amount,1150", "2.1,,2011,amount,1152"),
  CLAIM("2,,2011,amount,1150,Sous-total r", "2,,2011,amount,1152,Sous-total r"),
  CLAIM(",,2011,amount,1850,TOTAL", ",,2011,amount,1855,TOTAL")},
 "subtotal-lines/1.1/2011\nsubtotal-lines/1.1.1/2011\nsubtotal-lines/2.1/2011\nsubtotal-lines/2.1.1/2011\n"
 "subtotal-lines/plan/2011\n"},

/* ---- the financing table ---- */
{"a row's total of the table", {CLAIM("etat,2012,amount,950", "etat,2012,amount,590")}, "table-total/etat/2012\n"},
{"an axis in a year", {CLAIM("1,,2011,amount,700,Total", "1,,2011,amount,770,Total")}, "table-total/1/2011\n"},
{"an axis", {CLAIM("2,,,amount,4035,Total", "2,,,amount,4350,Total")}, "table-total/2/total\n"},
{"a year", {CLAIM(",,2013,amount,1810,Total", ",,2013,amount,1180,Total")}, "table-total/plan/2013\n"},
{"a funder", {CLAIM("ptf,,amount,2125", "ptf,,amount,2152")}, "table-total/ptf/total\n"},
{"the table's total", {CLAIM(",,,amount,5265,Total", ",,,amount,6525,Total")}, "table-total/plan/total\n"},
{"the table's total printed again", {CLAIM(",,,amount,5265,,900,450", ",,,amount,5365,,900,450")}, "table-total/plan/total\n"},
{"a cell of the table: row and column tell which",
 {SHARE("2,etat,2012,740", "2,etat,2012,470")},
 "table-total/etat/2012\n"},
{"two tables: an amount moved from one axis to the other",
 {SHARE("1,etat,2012,210", "1,etat,2012,200"), SHARE("2,etat,2012,740", "2,etat,2012,750"),
  CLAIM("1,,2012,amount,360,Total", "1,,2012,amount,350,Total"),
  CLAIM("2,,2012,amount,1245,Total", "2,,2012,amount,1255,Total"), CLAIM("1,,,amount,1230,Total", "1,,,amount,1220,Total"),
  CLAIM("2,,,amount,4035,Total", "2,,,amount,4045,Total"), CLAIM("23,36", "23,17"), CLAIM("76,64", "76,83")},
 "two-tables/1/2012\ntwo-tables/2/2012\n"},

/* ---- shares ---- */
{"a share cut off instead of rounded", {CLAIM("35,14", "35,13")}, "percentage/plan/2011\n"},
{"a share with its digits turned round", {CLAIM("35,14", "31,54")}, "percentage/plan/2011\n"},
{"a share of a funder", {CLAIM("percent,60", "percent,66")}, "percentage/etat/total\n"},
{"a share of an axis", {CLAIM("76,64", "74,66")}, "percentage/2/total\n"},
{"the printed total of shares", {CLAIM("ptf/part,financing-funder-share,,ptf,,percent,40,,900,451\nt/source/total,financing-total,,,,amount,5265,,900,450\nt/source/part,financing-funder-share,,,,percent,100",
        "ptf/part,financing-funder-share,,ptf,,percent,40,,900,451\nt/source/total,financing-total,,,,amount,5265,,900,450\nt/source/part,financing-funder-share,,,,percent,110")},
 "shares-sum/t/source/part\n"},

/* ---- labels, headers, codes ---- */
{"a label that names another output",
 {CLAIM("60,Sous-total extrant 1.1.2", "60,Sous-total extrant 1.1.1")},
 "label-code/1.1.2\n"},
{"a label that names an axis by its number",
 {CLAIM("700,Sous-total résultat stratégique 1", "700,Sous-total résultat stratégique 2")},
 "label-code/1\n"},
{"years in the plan's label", {CLAIM("TOTAL GENERAL 2011-2013", "TOTAL GENERAL 2010-2012")}, "label-code/plan\n"},
{"years in a header", {CLAIM("2011 2012 2013 Total,,900,190", "2010 2011 2012 Total,,900,190")}, "header-years/m/header/190\n"},
{"a leading dot", {RESULT("1,1.1.2.1,Act", "1,.1.1.2.1,Act")}, "misplaced-code/1.1.2.1\n"},
{"a code below another output", {RESULT("1,1.1.2.1,Act", "1,1.1.3.1,Act")}, "misplaced-code/1.1.2.1\n"},
{"a code printed twice", {RESULT("2,1.1.1.2,Act", "2,1.1.1.1,Act")}, "misplaced-code/1.1.1.2\n"},
{"a code and those made of it",
 {RESULT("2,1.1.2,Extrant", "2,1.1.5,Extrant"), RESULT("1,1.1.2.1,Act", "1,1.1.5.1,Act"), RESULT("2,1.1.2.2,Act", "2,1.1.5.2,Act")},
 "misplaced-code/1.1.2\n"},

#undef CLAIM
#undef BUDGET
#undef SHARE
#undef RESULT
