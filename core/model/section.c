#include "model/section.h"

const char *const jln_section_codes[] = {
    "preface",  "summary",  "activities", "spending",        "funders", "gaps",      "difficulties",
    "measures", "coverage", "indicators", "recommendations", "outlook", "decisions", 0};

static const struct {
    const char *fr, *en;
} titles[JLN_SECTION_COUNT] = {
    {"Préface", "Preface"},
    {"L'essentiel", "In short"},
    {"Activités", "Activities"},
    {"Exécution financière", "Financial execution"},
    {"Sources de financement", "Funders"},
    {"Écarts", "Gaps"},
    {"Difficultés", "Difficulties"},
    {"Mesures correctives", "Corrective measures"},
    {"Couverture", "Coverage"},
    {"Indicateurs", "Indicators"},
    {"Recommandations", "Recommendations"},
    {"Perspectives", "Outlook"},
    {"Décisions demandées", "Decisions requested"},
};

const char *jln_section_title(int section, jln_lang lang) {
    return lang == JLN_LANG_EN ? titles[section].en : titles[section].fr;
}

const char *const jln_text_roles[] = {"heading", "paragraph", "item", "number", 0};
