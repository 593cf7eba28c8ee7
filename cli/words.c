#include "cli/words.h"

#include "doc/format.h"
#include "model/value.h"

#include <string.h>

static const struct {
    const char *name, *words;
} columns[] = {
    {"about", N_("au sujet de")},
    {"activities", N_("activités")},
    {"activity_id", N_("activité")},
    {"actual_value", N_("réalisé")},
    {"amount", N_("montant")},
    {"base", N_("base")},
    {"baseline_text", N_("référence (mots)")},
    {"baseline_value", N_("référence")},
    {"baseline_year", N_("année de référence")},
    {"closed", N_("close")},
    {"code", N_("code")},
    {"code_printed", N_("code imprimé")},
    {"comment", N_("commentaire")},
    {"currency", N_("monnaie")},
    {"date", N_("date")},
    {"decided_on", N_("décidé le")},
    {"decision", N_("décision")},
    {"direction", N_("sens")},
    {"doc", N_("document")},
    {"document", N_("pièce")},
    {"due_on", N_("attendue le")},
    {"first_day", N_("premier jour")},
    {"funder", N_("source de financement")},
    {"id", N_("identifiant")},
    {"indicator", N_("indicateur")},
    {"key", N_("réglage")},
    {"kind", N_("genre")},
    {"label", N_("libellé")},
    {"label_printed", N_("libellé imprimé")},
    {"last_day", N_("dernier jour")},
    {"lead", N_("structure pilote")},
    {"level", N_("niveau")},
    {"line", N_("ligne")},
    {"missing", N_("ND")},
    {"name", N_("nom")},
    {"name_en", N_("nom anglais")},
    {"nature", N_("nature")},
    {"notified_on", N_("notifié le")},
    {"number", N_("numéro")},
    {"outcome", N_("effet")},
    {"output", N_("extrant")},
    {"package", N_("paquet")},
    {"parent", N_("parent")},
    {"parent_id", N_("parent")},
    {"period", N_("période")},
    {"physical", N_("avancement (%)")},
    {"plan", N_("plan")},
    {"pm", N_("PM")},
    {"position", N_("rang")},
    {"printed", N_("imprimé")},
    {"printed_text", N_("texte imprimé")},
    {"printed_value", N_("valeur imprimée")},
    {"quantity_done", N_("quantité réalisée")},
    {"quantity_planned", N_("quantité prévue")},
    {"received_on", N_("reçue le")},
    {"result_id", N_("résultat")},
    {"return_id", N_("fiche")},
    {"role", N_("rôle")},
    {"sender", N_("expéditeur")},
    {"source", N_("origine")},
    {"stage", N_("stade")},
    {"state", N_("état")},
    {"status", N_("statut")},
    {"structure", N_("structure")},
    {"target_text", N_("cible (mots)")},
    {"target_value", N_("cible")},
    {"target_year", N_("année de la cible")},
    {"title", N_("intitulé")},
    {"unit", N_("unité")},
    {"value", N_("valeur")},
    {"verification", N_("source de vérification")},
    {"assumptions", N_("hypothèses")},
    {"year", N_("année")},
};

const char *jln_words_column(const char *name) {
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (strcmp(columns[i].name, name) == 0) return _(columns[i].words);
    return name;
}

const char *jln_words_state(const char *code) {
    jln_state state;
    if (!code || !jln_state_of(code, &state)) return code;
    return state == JLN_BLANK ? "" : jln_state_words(state);
}

const char *jln_words_take(jln_arena *arena, jln_str *text) {
    const char *kept = text->failed ? NULL : jln_arena_str(arena, jln_str_c(text));
    jln_str_free(text);
    return kept;
}

static jln_rat whole_units(int64_t minor, int decimals) {
    jln_i128 unit = 1;
    while (decimals-- > 0) unit *= 10;
    jln_rat out = {0, 1};
    jln_rat_make(minor, unit, &out); /* 64 bits over at most 10^4 always fit */
    return out;
}

const char *jln_words_plain(jln_arena *arena, int64_t minor, int decimals) {
    char text[JLN_NUM_MAX];
    jln_rat_text(whole_units(minor, decimals), decimals, false, text);
    return jln_arena_str(arena, text);
}

const char *jln_words_amount(jln_arena *arena, int64_t minor, int decimals, jln_lang lang) {
    jln_str text = {0};
    jln_format_number(&text, whole_units(minor, decimals), decimals, lang);
    return jln_words_take(arena, &text);
}

void jln_words_add_day(jln_str *text, const char *day, jln_lang lang) {
    int32_t days;
    if (day && jln_date_parse(day, strlen(day), &days)) jln_format_date(text, days, lang);
}

const char *jln_words_int(jln_arena *arena, int64_t value) {
    return jln_arena_fmt(arena, "%lld", (long long)value);
}
