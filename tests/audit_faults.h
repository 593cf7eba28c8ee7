/* Faults planted in tests/audit/plan: the texts replaced, and the findings that must stand on top. */
#define CLAIM(old, new)  {"claims.csv", old, new}
#define BUDGET(old, new) {"budgets.csv", old, new}
#define SHARE(old, new)  {"financing.csv", old, new}
#define RESULT(old, new) {"results.csv", old, new}
#define WORDING(old, new) {"wordings.csv", old, new}
#define INDICATOR(old, new) {"indicators.csv", old, new}
#define TARGET(old, new) {"targets.csv", old, new}
#define FIGURE(old, new) {"figures.csv", old, new}
#define COVERAGE(old, new) {"coverage.csv", old, new}

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
 "claim-amount/plan/2011/matrix\n"
 "subtotal-lines/1.1/2011\n"
 "subtotal-lines/1.1.1/2011\n"
 "subtotal-lines/2.1/2011\n"
 "subtotal-lines/2.1.1/2011\n"},

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
{"a share cut off instead of rounded", {CLAIM("35,14", "35,13")}, "two-printings/t/2011/part\n"},
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

/* ---- amounts in the text ---- */
{"an amount of the text against both tables",
 {CLAIM("currency,1.230.000", "currency,1.320.000")},
 "claim-amount/1/total/table\n"},
{"an amount that no table splits that way",
 {CLAIM("currency,3.140.000", "currency,3.410.000")},
 "claim-amount/etat/total/table\n"},
{"the text's total", {CLAIM("currency,5.265.000", "currency,5.625.000")}, "claim-amount/plan/total/table\n"},
{"the text follows the matrix where both tables differ",
 {SHARE("2,ptf,2013,660", "2,ptf,2013,670"), CLAIM("ptf,2013,amount,730", "ptf,2013,amount,740"),
  CLAIM("2,,2013,amount,1640,Total", "2,,2013,amount,1650,Total"), CLAIM(",,2013,amount,1810,Total", ",,2013,amount,1820,Total")},
 "two-tables/2/2013\n"
 "percentage/plan/2013\n"
 "table-total/2/total\n"
 "table-total/ptf/total\n"},
{"amounts in words", {CLAIM("cinq millions deux cent soixante-cinq mille", "cinq millions deux cent soixante-cinq")},
 "words-figures/plan/total\n"},
{"figures that their words and both tables contradict",
 {CLAIM("currency,4.035.000", "currency,4.350.000")},
 "claim-amount/2/total/table\n"},
{"words that make no number", {CLAIM("quatre millions trente-cinq mille", "quatre million trente cinq mil dix milles")},
 "words-figures/2/total\n"},
{"figures badly grouped beside their words",
 {CLAIM("currency,4.035.000", "currency,4 0350 000")},
 "words-figures/2/total\n"},
{"figures badly grouped beside words that no table agrees with",
 {CLAIM("currency,4.035.000", "currency,4 0350 000"), CLAIM("quatre millions trente-cinq mille francs", "quatre millions trente mille francs")},
 "words-figures/2/total\n"},
{"an amount of the text badly grouped", {CLAIM("currency,3.140.000", "currency,31.40.000")}, "bad-grouping/x/etat\n"},
{"a sub-total badly grouped",
 {CLAIM("1.1.1,,,amount,1050", "1.1.1,,,amount,10 50")},
 "bad-grouping/m/1.1.1/total\n"},
{"a share of the text", {CLAIM("percent,\"76,64%\",,900,313", "percent,\"74,66%\",,900,313")}, "percentage/2/total/text\n"},
{"a share printed again", {CLAIM("percent,40%,,900,323", "percent,41%,,900,323")}, "two-printings/x/ptf/part-2\n"},
{"a count of the chain", {CLAIM("count,02,axis", "count,03,axis")}, "claim-count/x/axes\n"},
{"a count below a node", {CLAIM("count,2,output", "count,4,output")}, "claim-count/x/extrants\n"},

/* ---- coverage ---- */
{"a total of the coverage table", {CLAIM("count,1 500", "count,1 501")}, "coverage-total/c/adherents/total\n"},
{"a total by kind", {CLAIM("count,15,mutuelles,900,513", "count,51,mutuelles,900,513")}, "coverage-total/c/kinds/total\n"},
{"a total that the text repeats", {CLAIM("count,15,mutuelles,900,520", "count,25,mutuelles,900,520")}, "two-printings/c/texte/total\n"},
{"a cell that the text repeats", {CLAIM("count,10,\"Nord", "count,11,\"Nord")}, "two-printings/c/texte/nord\n"},
{"a share of a region", {CLAIM("\"66,67%\"", "\"67,66%\"")}, "percentage/c/texte/nord/part\n"},
{"a rate over the population", {CLAIM("\"15,0%\"", "\"16,0%\"")}, "percentage/c/texte/taux\n"},

/* ---- figures printed twice ---- */
{"a figure of one series and year", {FIGURE("f/ecole/2,ecole,Taux de scolarisation,2009,%,\"60,9 %\",60.9", "f/ecole/2,ecole,Taux de scolarisation,2009,%,\"69,0 %\",69")},
 "two-printings/f/ecole/2\n"},
{"a baseline and the figure of the text",
 {INDICATOR("\"47,4 % en 2006\",47.4", "\"43,7 % en 2006\",43.7")},
 "two-printings/1/2/baseline\n"},
{"one indicator at two levels", {INDICATOR("35 %,35,2013,Rapport", "38 %,38,2013,Rapport")}, "two-printings/1.1/1/target\n"},

{"a growth", {FIGURE("\"15,03\",15.03", "\"13,05\",13.05")}, "percentage/f/accroissement\n"},
{"a part cut off instead of rounded", {FIGURE("\"7,95 %\",7.95", "\"7,94 %\",7.94")}, "percentage/f/part\n"},
{"a mean", {FIGURE("\"59,7\",59.7", "\"57,9\",57.9")}, "derived-value/f/ecole/moyenne\n"},
{"a change", {FIGURE("\"2,4 points\",2.4", "\"4,2 points\",4.2")}, "derived-value/f/ecole/gain\n"},

/* ---- years ---- */
{"another period for the plan", {CLAIM("2011-2013,,900,330", "2010-2012,,900,330")}, "plan-period/x/periode\n"},
{"a horizon beyond the plan", {CLAIM("horizon 2013", "horizon 2016")}, "plan-period/x/horizon\n"},
{"a period that overlaps the plan in a title",
 {RESULT("Activité 2.1.2.1", "Elaborer le Petit plan 2013-2015"), WORDING("Activité 2.1.2.1,900", "Elaborer le Petit plan 2013-2015,900")},
 "plan-period/2.1.2.1/2013-2015\n"},
{"the next plan, another programme and a law are no fault",
 {RESULT("Activité 2.1.2.1", "Elaborer le Petit plan 2014-2016 (CSCRP 2012-2017)"),
  WORDING("Activité 2.1.2.1,900", "Elaborer le Petit plan 2014-2016 (CSCRP 2012-2017),900"),
  RESULT("Activité 2.1.1.2", "Appliquer la loi de 1995"), WORDING("Activité 2.1.1.2,900", "Appliquer la loi de 1995,900")},
 ""},
{"a deadline before the plan", {RESULT("Extrant D", "Extrant D au plus tard le 31 mars 2010")},
 "plan-period/2.1.2/2010\n"
 "wording/corps/2.1.2\n"},
{"a period in an assumption", {INDICATOR("Le plan 2011-2013", "Le plan 2010-2012")}, "plan-period/1/1/2010-2012\n"},
{"a target after the plan", {INDICATOR("35 % en 2013,35,2013", "35 % en 2015,35,2015")}, "dated-value/1/1/target\n"},
{"a target of several years, one outside", {TARGET("1.1.2,1,2013", "1.1.2,1,2014")}, "dated-value/1.1.2/1/target\n"},
{"a target whose words name a year after the plan", {INDICATOR("60 % en 2012 et 70 % en 2013", "60 % en 2012 et 70 % en 2016")},
 "dated-value/1.1.2/1/target\n"},
{"a count that looks like a year", {INDICATOR("18,18,,55,55", "1800,1800,,2000 agences,2000")}, ""},
{"a baseline whose words name a year of the plan", {INDICATOR("47,4 % en 2006\",47.4,2006", "47,4 % en 2012\",47.4,")},
 "dated-value/1/2/baseline\n"},
{"a baseline within the plan", {INDICATOR("60,60,2010", "60,60,2012")}, "dated-value/1.1.2/2/baseline\n"},

{"a figure dated after the document", {FIGURE("Taux de scolarisation,2009,%,\"60,9 %\",60.9,900,426", "Taux de scolarisation,2012,%,\"60,9 %\",60.9,900,426")},
 "dated-value/f/ecole/2\n"},
{"a rate over the population of another year is compared with nothing",
 {CLAIM("\"15,0%\"", "\"16,0%\""), FIGURE("Population,2010", "Population,2009")},
 ""},

/* ---- the other sections ---- */
{"a code of another place", {WORDING("Extrant 2.1.2", "Extrant 2.1.3")}, "misplaced-code/corps/2.1.2\n"},
{"a code printed twice in a section", {WORDING("Extrant 2.1.2", "Extrant 2.1.1")}, "misplaced-code/corps/2.1.2\n"},
{"a short code of another place", {WORDING("Extrant 1-2", "Extrant 1-4")}, "misplaced-code/annexe-1/1.1.2\n"},
{"the chain's own codes out of order", {RESULT("1.1.1.1,1.1.1,activity,1", "1.1.1.1,1.1.1,activity,3")}, "code-order/1.1.1.1\n"},
{"codes out of order", {WORDING("Extrant 1.1.1,Extrant A,900,602", "Extrant 1.1.1,Extrant A,900,606")}, "code-order/corps/1.1.1\n"},
{"a result that a section leaves out",
 {WORDING("annexe-1/2.1.1,annexe-1,2.1.1,output", "annexe-1/2.1.1,annexe-1,2.1.1,autre")},
 "missing-result/annexe-1/2.1.1\n"},
{"a result of one section only",
 {WORDING("annexe-1/2,annexe-1,2,axis,Axe 2,Axe second,900,619",
          "annexe-1/2,annexe-1,2,axis,Axe 2,Axe second,900,619\nannexe-1/3,annexe-1,,axis,Axe 3,Axe troisième,900,624")},
 "missing-result/annexe-1/l624\n"},
{"another word", {WORDING("Extrant B,900,605", "Extrant Z,900,605")}, "wording/corps/1.1.2\n"},
{"words that both sections change", {RESULT("Extrant B", "Extrant fiable")}, "wording/corps/1.1.2\n"},
{"a spelling", {WORDING("Axe second,900,608", "Axes secondes,900,608")}, "wording/corps/2\n"},
{"case, punctuation and spacing are no fault", {WORDING("Axe second,900,608", "AXE  « second ».,900,608")}, ""},
{"another name of an axis", {WORDING("L’EXTENSION DES REGIMES", "LE RECUL DES REGIMES")}, "wording/corps/1\n"},
{"a label printed apart", {CLAIM("Sous-total effet 1.1,,900,345", "Sous-total effet 1.2,,900,345")}, "label-code/1.1\n"},

/* ---- the logical framework ---- */
{"no baseline", {INDICATOR("stock,18,18,", "stock,,,")}, "no-baseline/1.1.1/1\n"},
{"a baseline that is no value", {INDICATOR("stock,18,18,", "stock,ND,,")}, "no-baseline/1.1.1/1\n"},
{"no target for all of a result",
 {INDICATOR("55,55,,Procès", ",,,Procès"), INDICATOR("oui,,,Journal", ",,,Journal")},
 "no-target/1.1.1/1\n"},
{"no means of verification", {INDICATOR("Procès-verbaux", "-")}, "no-verification/1.1.1/1\n"},
{"a framework without targets",
 {INDICATOR("35 % en 2013,35,2013", ",,"), INDICATOR("32 %,32,2013", ",,"), INDICATOR("35 %,35,2013", ",,"),
  INDICATOR("55,55,,Procès", ",,,Procès"), INDICATOR("oui,,,Journal", ",,,Journal"), INDICATOR("60 % en 2012 et 70 % en 2013", ""),
  INDICATOR("30,30,2013", "PM,,")},
 "no-target/plan\n"},
{"a target that goes down", {INDICATOR("stock,18,18,,55,55", "stock,18,18,,15,15")}, "direction/1.1.1/1\n"},
{"a target that goes up", {INDICATOR("jours,rate,60,60,2010,30,30", "jours,rate,60,60,2010,90,90")}, "direction/1.1.2/2\n"},
{"a target of a year that goes down",
 {INDICATOR("rate,moins de 50 %,,", "rate,65 %,65,")},
 "direction/1.1.2/1\n"},

{"a count with a target in percent", {INDICATOR("18,18,,55,55", "18,18,,55 %,55")}, "indicator-unit/1.1.1/1\n"},
{"a share with a target in numbers", {INDICATOR("1.1.1,1,Nombre d’agences", "1.1.1,1,Proportion des agences")}, "indicator-unit/1.1.1/1\n"},
{"a growth that is the target's", {INDICATOR("18,18,,55,55", "18,18,,27 (+50%),27")}, ""},
{"a growth that is not the target's", {INDICATOR("18,18,,55,55", "18,18,,27 (+60%),27")}, "percentage/1.1.1/1/target\n"},

/* ---- quotations ---- */
{"two statements", {CLAIM("Le ministère pilote le plan.", "La primature pilote le plan.")}, "statement/x/dit/2\n"},
{"two statements that a count explains",
 {CLAIM("count,02,axis,900,325", "count,03,axis,900,325"), CLAIM("Le ministère pilote le plan.,pilotage,900,341", "Trois axes,pilotage,900,325")},
 "claim-count/x/axes\n"},

#undef CLAIM
#undef BUDGET
#undef SHARE
#undef RESULT
#undef WORDING
#undef INDICATOR
#undef TARGET
#undef FIGURE
#undef COVERAGE
