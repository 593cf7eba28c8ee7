return section "x"
