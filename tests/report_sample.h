/* A report with one of everything, for the suites of layout and PDF. All its figures are made up.
 */
#ifndef JLN_TESTS_REPORT_SAMPLE_H
#define JLN_TESTS_REPORT_SAMPLE_H

#include "doc/doc.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static inline void sample_text(jln_doc *doc, jln_text_role role, const char *text) {
    jln_block *b = jln_doc_add(doc, JLN_BLOCK_TEXT, JLN_FOR_ALL);
    b->text.role = role;
    b->text.text = text;
}

static inline void sample_heading(jln_doc *doc, int level, const char *text) {
    jln_block *b = jln_doc_add(doc, JLN_BLOCK_HEADING, JLN_FOR_ALL);
    b->heading.level = level;
    b->heading.text = text;
    b->heading.id = text;
}

static inline void sample_page(jln_doc *doc, bool landscape) {
    jln_doc_add(doc, JLN_BLOCK_PAGE, JLN_FOR_PDF)->page.landscape = landscape;
}

static inline jln_value sample_rate(int64_t n, int64_t d) {
    jln_rat r;
    bool ok = jln_rat_make(n, d, &r);
    assert(ok);
    (void)ok;
    return jln_value_number(r);
}

static inline void sample_cover(jln_doc *doc) {
    static const char *lines[] = {"Exercice 2013",
                                  "Situation au 31/12/2013, données arrêtées au 15/02/2014",
                                  "Version provisoire, soumise au comité de pilotage"};
    jln_block *b = jln_doc_add(doc, JLN_BLOCK_COVER, JLN_FOR_ALL);
    b->cover.owner =
        "Ministère de la Solidarité, de l’Action humanitaire et de la Reconstruction du Nord";
    b->cover.title = "Plan d’action national d’extension de la protection sociale 2011-2015";
    b->cover.subtitle = "Rapport annuel d’exécution";
    b->cover.lines = lines;
    b->cover.line_count = 3;
}

static inline void sample_cards(jln_doc *doc) {
    static jln_doc_card cards[4];
    memset(cards, 0, sizeof cards);
    for (int i = 0; i < 4; i++) {
        cards[i].kind = JLN_KIND_RATE;
        cards[i].decimals = 1;
        cards[i].previous_label = "2012";
        cards[i].previous.value = sample_rate(613 - 20 * i, 1000);
        cards[i].change.value = sample_rate(i == 2 ? -31 : 42, 1000);
    }
    cards[0].label = "Taux d’exécution financière";
    cards[0].cell.value = sample_rate(655, 1000);
    cards[0].cell.light = JLN_LIGHT_YELLOW;
    cards[0].basis = "stade payé, base coût prévu (plan)";
    cards[0].coverage = "41/63 activités, 72 % de la base";
    cards[1].label = "Taux d’exécution physique";
    cards[1].cell.value = sample_rate(704, 1000);
    cards[1].cell.light = JLN_LIGHT_GREEN;
    cards[1].basis = "activités programmées en 2013, pondération égale";
    cards[1].coverage = "58/63 activités";
    cards[2].label = "Taux de mobilisation";
    cards[2].cell.value = sample_rate(402, 1000);
    cards[2].cell.light = JLN_LIGHT_RED;
    cards[2].basis = "reçu ÷ prévu, toutes sources";
    cards[3].label = "Dépenses payées";
    cards[3].kind = JLN_KIND_AMOUNT;
    cards[3].scale = 1000000;
    cards[3].decimals = 0;
    cards[3].cell.value = jln_value_integer(12845000000);
    cards[3].previous.value = jln_value_integer(10102000000);
    cards[3].change.value = jln_value_integer(2743000000);
    cards[3].basis = "en millions de FCFA";
    cards[3].coverage = "41/63 activités";
    jln_block *b = jln_doc_add(doc, JLN_BLOCK_CARDS, JLN_FOR_ALL);
    b->cards.cards = cards;
    b->cards.count = 4;
}

static inline jln_doc_column sample_column(const char *key, const char *title, jln_kind kind,
                                           float weight) {
    return (jln_doc_column){.key = key,
                            .title = title,
                            .kind = kind,
                            .weight = weight,
                            .scale = 1000,
                            .decimals = kind == JLN_KIND_RATE ? 1 : 0};
}

/* Execution by axis: few rows, many kinds, spanning headers, notes, a total and a memo. */
static inline void sample_axes(jln_doc *doc) {
    static const char *const names[] = {
        "Extension de l’assurance maladie obligatoire et du régime d’assistance médicale",
        "Développement des mutuelles de santé",
        "Renforcement de l’action sociale et des filets sociaux",
        "Pilotage, suivi et évaluation du plan"};
    jln_doc_column c[] = {sample_column("code", "Axe", JLN_KIND_CODE, 0),
                          sample_column("title", "Intitulé", JLN_KIND_TEXT, 1),
                          sample_column("planned", "Coût prévu", JLN_KIND_AMOUNT, 0),
                          sample_column("received", "Reçu", JLN_KIND_AMOUNT, 0),
                          sample_column("paid", "Payé", JLN_KIND_AMOUNT, 0),
                          sample_column("rate", "Taux", JLN_KIND_RATE, 0),
                          sample_column("n", "Fiches", JLN_KIND_COVER, 0),
                          sample_column("gap", "Écart physico-financier", JLN_KIND_POINTS, 0),
                          sample_column("light", "Feu", JLN_KIND_LIGHT, 0)};
    c[2].group = c[3].group = c[4].group = "Montants 2013";
    c[5].group = c[6].group = c[7].group = c[8].group = "Exécution";
    c[7].decimals = 1;
    jln_doc_table *t =
        jln_doc_table_add(doc, JLN_FOR_ALL, "axes", "Exécution par résultat stratégique", c, 9);
    t->caption = "En milliers de FCFA ; taux = payé ÷ coût prévu, sur les activités dont la "
                 "dépense est connue";
    t->numbered = true;
    uint16_t note = jln_doc_note(
        doc, t, "Le document imprime 4 125 000 à la page 61 ; la somme des lignes est retenue.");
    uint16_t second = jln_doc_note(
        doc, t,
        "Dont 12 activités pour mémoire (PM), sans ligne de crédit propre : elles n’ajoutent rien "
        "aux sommes, mais comptent dans l’exécution physique et sont suivies comme les autres.");
    static const char *const keys[] = {"1", "2", "3", "4"};
    for (int i = 0; i < 4; i++) {
        jln_doc_row *r = jln_doc_row_add(doc, t, keys[i], JLN_ROW_BODY, 0);
        r->cells[0].text = keys[i];
        r->cells[1].text = names[i];
        r->cells[2].value = jln_value_integer(4125000000 + INT64_C(1250000000) * i);
        r->cells[3].value = i == 3 ? jln_value_none(JLN_MISSING, JLN_REASON_NO_RETURN)
                                   : jln_value_integer(2900000000 + i * 77000);
        r->cells[4].value = jln_value_integer(2312500000 + 311000000 * i);
        r->cells[5].value = sample_rate(561 + 40 * i, 1000);
        r->cells[5].light = i == 1 ? JLN_LIGHT_ORANGE : JLN_LIGHT_NONE;
        r->cells[6].value = jln_value_none(JLN_PARTIAL, JLN_REASON_NONE);
        r->cells[6].value.known = 41;
        r->cells[6].value.expected = 63;
        r->cells[7].value = sample_rate(i % 2 ? -52 : 113, 1000);
        r->cells[8].light = (jln_light)(i + 1);
        if (i == 0) r->cells[2].note = note;
        if (i == 2) r->cells[1].note = second;
    }
    jln_doc_row *total = jln_doc_row_add(doc, t, "total", JLN_ROW_TOTAL, 0);
    total->cells[1].text = "Total du plan";
    total->cells[2].value = jln_value_integer(24000000000);
    total->cells[3].value = jln_value_integer(8700231000);
    total->cells[4].value = jln_value_integer(11116000000);
    total->cells[5].value = sample_rate(463, 1000);
    total->cells[8].light = JLN_LIGHT_RED;
    jln_doc_row *memo = jln_doc_row_add(doc, t, "memo", JLN_ROW_MEMO, 0);
    memo->cells[1].text = "Pour rappel, total par source de financement (tableau 10)";
    memo->cells[2].value = jln_value_integer(24000120000);
}

/* An activity matrix: groups, levels, wrapped texts. */
static inline void sample_matrix(jln_doc *doc, const char *key, int rows, bool numbered) {
    static const char *const titles[] = {
        "Organiser des sessions de formation à l’intention des gestionnaires des mutuelles de "
        "santé des régions de Kayes, Koulikoro, Sikasso et Ségou",
        "Réaliser l’étude actuarielle",
        "Élaborer et diffuser les textes d’application de la loi instituant le régime d’assurance "
        "maladie obligatoire (AMO)",
        "Immatriculer les bénéficiaires",
        "Mettre en place un système d’information et de gestion du registre social unifié, y "
        "compris l’équipement des services/directions régionales"};
    static const char *const who[] = {"MDSSPA/CANAM", "MSHP",
                                      "MDSSPA/ANAM/UTM/collectivités territoriales", "MEF"};
    jln_doc_column c[] = {sample_column("code", "Code", JLN_KIND_CODE, 0),
                          sample_column("title", "Activité", JLN_KIND_TEXT, 3),
                          sample_column("who", "Responsable", JLN_KIND_TEXT, 1.2f),
                          sample_column("planned", "Coût prévu 2013", JLN_KIND_AMOUNT, 0),
                          sample_column("paid", "Payé 2013", JLN_KIND_AMOUNT, 0),
                          sample_column("rate", "Taux", JLN_KIND_RATE, 0),
                          sample_column("state", "État", JLN_KIND_TEXT, 0)};
    jln_doc_table *t = jln_doc_table_add(doc, JLN_FOR_ALL, key, "Matrice des activités", c, 7);
    t->caption = "En milliers de FCFA";
    t->numbered = numbered;
    t->frozen_columns = 2;
    for (int i = 0; i < rows; i++) {
        char *id = jln_arena_fmt(doc->arena, "%d.%d.%d", 1 + i / 60, 1 + i / 12 % 5, 1 + i % 12);
        bool group = i % 12 == 0;
        jln_doc_row *r = jln_doc_row_add(doc, t, jln_arena_fmt(doc->arena, "r%d", i),
                                         group          ? JLN_ROW_GROUP
                                         : i % 12 == 11 ? JLN_ROW_SUBTOTAL
                                                        : JLN_ROW_BODY,
                                         group ? 0 : 1);
        if (group) {
            r->cells[1].text =
                jln_arena_fmt(doc->arena, "Effet %d.%d : les populations accèdent à une couverture",
                              1 + i / 60, 1 + i / 12 % 5);
            continue;
        }
        bool sub = r->role == JLN_ROW_SUBTOTAL;
        r->cells[0].text = sub ? NULL : id;
        r->cells[1].text = sub ? "Sous-total" : titles[i % 5];
        r->cells[2].text = sub ? NULL : who[i % 4];
        r->cells[3].value = i % 7 == 3 ? jln_value_none(JLN_PM, JLN_REASON_NONE)
                                       : jln_value_integer((int64_t)(i * 7919 % 90000) * 1000000);
        r->cells[4].value = i % 9 == 4 ? jln_value_none(JLN_MISSING, JLN_REASON_NO_RETURN)
                                       : jln_value_integer((int64_t)(i * 104729 % 50000) * 1000000);
        r->cells[5].value = i % 9 == 4 ? jln_value_none(JLN_NC, JLN_REASON_ZERO_BASE)
                                       : sample_rate(i * 37 % 1200, 1000);
        r->cells[6].text = sub ? NULL : i % 3 ? "en cours" : "réalisée";
    }
}

static inline void sample_chart(jln_doc *doc, const char *key, jln_chart_kind kind,
                                const char *title, bool rates) {
    static const char *const axis[] = {"1", "2", "3", "4"};
    static const char *const names[] = {"Extension de l’assurance maladie obligatoire et du RAMED",
                                        "Développement des mutuelles de santé", "Action sociale",
                                        "Pilotage et suivi"};
    static const char *const columns[] = {"planned", "received", "paid"};
    static const char *const labels[] = {"Coût prévu", "Reçu", "Payé"};
    jln_doc_chart *chart = jln_arena_alloc(doc->arena, sizeof *chart);
    chart->key = key;
    chart->title = title;
    chart->caption = rates ? "Payé ÷ coût prévu" : "En millions de FCFA, exercice 2013";
    chart->chart = kind;
    chart->kind = rates ? JLN_KIND_RATE : JLN_KIND_AMOUNT;
    chart->scale = 1000000;
    chart->decimals = rates ? 1 : 0;
    chart->categories = jln_arena_array(doc->arena, 4, sizeof *chart->categories);
    chart->category_count = 4;
    for (int i = 0; i < 4; i++) chart->categories[i] = names[i];
    chart->series_count = rates ? 1 : 3;
    chart->series = jln_arena_array(doc->arena, chart->series_count, sizeof *chart->series);
    for (size_t s = 0; s < chart->series_count; s++) {
        jln_cell_ref *cells = jln_arena_array(doc->arena, 4, sizeof *cells);
        for (int i = 0; i < 4; i++)
            cells[i] = (jln_cell_ref){"axes", axis[i], rates ? "rate" : columns[s]};
        chart->series[s] =
            (jln_chart_series){.name = rates ? "Taux d’exécution" : labels[s], .cells = cells};
    }
    jln_doc_add(doc, JLN_BLOCK_CHART, JLN_FOR_PDF)->chart = chart;
}

/* The whole report; `rows` of the activity matrix. */
static inline jln_doc *sample_report(int rows) {
    jln_doc *doc = jln_doc_new(JLN_LANG_FR);
    doc->title =
        "Plan d’action national d’extension de la protection sociale — rapport annuel 2013";
    doc->author = "Ministère de la Solidarité";
    doc->running = "PAN-EPS 2011-2015";
    doc->footer = "Situation au 31/12/2013 · données arrêtées au 15/02/2014 · provisoire";
    doc->band = "EXEMPLE FICTIF : les fiches d’exécution de ce rapport sont inventées pour la "
                "démonstration";
    doc->fingerprint = "3f2a91c07d55e86b";
    doc->date = 16116;
    sample_cover(doc);
    jln_doc_add(doc, JLN_BLOCK_CONTENTS, JLN_FOR_PDF);
    sample_page(doc, false);
    sample_heading(doc, 1, "Synthèse");
    sample_text(doc, JLN_TEXT_LEAD,
                "En 2013, **65,5 %** des crédits prévus ont été payés, contre 61,3 % en 2012 ; les "
                "fiches de **22 activités** manquent encore.");
    sample_cards(doc);
    sample_text(doc, JLN_TEXT_WARNING,
                "Le document du plan imprime un total de **87 765 600** milliers de FCFA ; la "
                "somme de ses lignes est de 87 765 620. Les rapports retiennent la somme des "
                "lignes et signalent chaque écart par une note.");
    sample_heading(doc, 2, "Points saillants");
    sample_text(
        doc, JLN_TEXT_BODY,
        "L’exécution de l’axe 1 a progressé grâce à la signature des conventions avec les régions "
        "de Kayes et de Sikasso. Les dépenses de l’axe 4 restent en deçà des prévisions : le "
        "recrutement de l’assistance technique, prévu au premier trimestre, n’a été notifié qu’en "
        "octobre, et les missions de supervision ont été reportées à l’exercice suivant.");
    sample_text(doc, JLN_TEXT_ITEM,
                "Accélérer la notification des dotations aux structures pilotes, en particulier "
                "pour les activités dont le financement extérieur est acquis ;");
    sample_text(doc, JLN_TEXT_ITEM,
                "Relancer les **22 structures** dont les fiches de collecte manquent ;");
    sample_text(doc, JLN_TEXT_ITEM, "Soumettre au comité la révision de l’effet 2.3.");
    sample_heading(doc, 1, "Exécution financière");
    sample_heading(doc, 2, "Exécution par axe");
    sample_axes(doc);
    sample_chart(doc, "bars", JLN_CHART_BARS, "Prévu, reçu et payé par axe", false);
    sample_chart(doc, "rates", JLN_CHART_BARS, "Taux d’exécution par axe", true);
    sample_heading(doc, 2, "Évolution");
    sample_chart(doc, "stack", JLN_CHART_STACKED, "Montants par axe, empilés", false);
    sample_chart(doc, "lines", JLN_CHART_LINES, "Montants par axe, en lignes", false);
    sample_page(doc, true);
    sample_heading(doc, 1, "Annexe : matrice des activités");
    sample_text(doc, JLN_TEXT_NOTE, "Les montants payés sont cumulés depuis le 1er janvier.");
    sample_matrix(doc, "matrix", rows, true);
    return doc;
}

#endif
