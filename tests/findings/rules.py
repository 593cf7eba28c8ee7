"""All rules over one package."""
from findings.chain import chain_rules
from findings.coverage import Coverage, coverage_rules
from findings.facts import (Series, derived, fact_printings, facts_of, indicator_printings,
                            parts_sum)
from findings.framework import framework_rules, indicators_of
from findings.lines import line_rules
from findings.package import Plan, make_unique
from findings.periods import period_rules
from findings.sums import Cube, Matrix, matrix_rules, table_rules, two_tables
from findings.texts import (Tables, bad_grouping, claim_amount, claim_count, percentages,
                            shares_sum, two_printings, words_figures)


def audit(folder):
    """(plan, findings): each a row of the columns of `jalon check`, without causes and message."""
    plan = Plan(folder)
    matrix, cube, coverage = Matrix(plan), Cube(plan), Coverage(plan)
    matrix_rules(plan, matrix)
    table_rules(plan, cube)
    two_tables(plan, matrix, cube)
    claim_amount(plan, matrix, cube)
    claim_count(plan)
    words_figures(plan, matrix, cube)
    bad_grouping(plan, matrix, cube)
    percentages(plan, matrix, cube)
    two_printings(plan)
    coverage_rules(plan, coverage)
    shares_sum(plan, Tables(matrix, cube, coverage))
    series, indicators = Series(facts_of(plan)), indicators_of(plan)
    derived(plan, series)
    parts_sum(plan, series)
    fact_printings(plan, series)
    indicator_printings(plan, series, indicators)
    framework_rules(plan, indicators)
    chain_rules(plan)
    line_rules(plan)
    period_rules(plan, series.facts, indicators)
    make_unique(plan.findings)
    return plan, plan.findings
