#!/bin/sh
# Any bytes into each reader: with libFuzzer when clang has it, SECONDS for each target; else every seed once, under the
# sanitizers of the compiler there is. Usage: fuzz/run.sh [SECONDS]; run from the root of the repository.
set -eu
seconds=${1:-30}
build=build-fuzz
probe='int LLVMFuzzerTestOneInput(const unsigned char *d, unsigned long n) { return d && n > 1 ? 0 : 0; }'

seeds() { # FOLDER: what each target starts from
    mkdir -p "$1/fuzz_csv" "$1/fuzz_form" "$1/fuzz_image" "$1/fuzz_package" "$1/fuzz_prose" "$1/fuzz_script" "$1/fuzz_xlsx"
    for file in data/*/*.csv tests/hostile/*/*.csv tests/data/*/*/*.csv; do
        head -c 4000 "$file" > "$1/fuzz_csv/$(echo "$file" | tr / _)"
    done
    for folder in tests/hostile/*/ tests/data/*/*/; do
        name=$1/fuzz_package/$(echo "$folder" | tr / _)
        [ -f "$folder/datapackage.json" ] || continue
        cat "$folder/datapackage.json" > "$name"
        printf '\0' >> "$name"
        cat "$folder"/*.csv >> "$name" 2> /dev/null || true
    done
    head='plan;period;sender;sheet;code;position;state;physical;decided_on;activity_id;funder;committed;paid;result_id;title;amount;value;source;nature;received;number;done_on;scheme;region;sex;measure;unit;confirmed'
    printf '%s\np;2014;CANAM;activities;1.1.1.1;;En cours;62,5 %%;30/06/2014;;;;;;;;;;;;;;;;;;;\np;2014;CANAM;spending;;;;;;1.1.1.1;État;12 600 000;ND;;;;;;;;;;;;;;;oui\np;2014;CANAM;extra;;;;;;;;;;1.1.1;Mission;5;;;;;;;;;;;;\n' "$head" > "$1/fuzz_form/return"
    printf '%s\np;2014;CPS;indicators;1;1;;;;;;;;;;;17,5;r;;;;;;;;;;\np;2014;CPS;coverage;;;;;;;;;;;;;5;r;;;;;AMO;Gao;F;b;personnes;\np;2014;CPS;funding;;;;;;;etat;;;1;;;;r;en nature;7;;;;;;;;\np;2014;CPS;recommendations;;;prévue;;;;;;;;;;;;;;1;;;;;;;\n' "$head" > "$1/fuzz_form/follow-up"
    echo '<w><row r="2" hidden="1"><c r="B2" s="1"><f>1</f><v>41639.5</v></c><c t="s"><v>0</v></c></row><mergeCell ref="A1:B2"/></w>' > "$1/fuzz_xlsx/sheet"
    echo '<sst><si><t>a</t></si><si><r><t>b</t></r><rPh><t>c</t></rPh></si></sst>' > "$1/fuzz_xlsx/strings"
    echo '<s><numFmt numFmtId="164" formatCode="[$-40C]&quot;d&quot;0.0 %"/><cellXfs><xf numFmtId="164"/></cellXfs></s>' > "$1/fuzz_xlsx/styles"
    echo 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAIBAMAAAA2IaO4AAAAGFBMVEX/AADaACS2AEiRAG1tAJFIALYkANoAAP/uZVV5AAAAI0lEQVQI12NgAAFBIGBQAgIGYyBgcAEChlAgYEgDAoZyIAAAXSAHceKVEd4AAAAASUVORK5CYII=' | base64 -d > "$1/fuzz_image/png"
    echo '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAMABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAABP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AJwAoZ//2Q==' | base64 -d > "$1/fuzz_image/jpeg"
    cp data/*/*.md "$1/fuzz_prose"
    printf '# 2013\n## Outlook\n- a **b**\n  c\n\n1. d\n2) e\n### f\n> g\n*h* [i](j)\n' > "$1/fuzz_prose/signs"
    cp lua-indicators/*.lua templates/*.lua tests/lua-attacks/*.lua "$1/fuzz_script"
}

if command -v clang > /dev/null && echo "$probe" | clang -fsanitize=fuzzer,address -x c - -o /dev/null 2> /dev/null; then
    fuzzer=yes
    ${MAKE:-make} --no-print-directory -j"$(nproc)" BUILD=$build CC=clang SAN=address,undefined CFLAGS='-O1 -g -fsanitize=fuzzer-no-link' \
        FUZZ_MAIN= FUZZ_LINK=-fsanitize=fuzzer fuzzers
else
    fuzzer=no
    echo "Pas de clang avec libFuzzer : les exemples sont rejoués, sans en chercher d'autres."
    ${MAKE:-make} --no-print-directory -j"$(nproc)" BUILD=$build SAN=address,undefined CFLAGS='-O1 -g' fuzzers
fi
seeds $build/seeds
for target in "$build"/fuzz/fuzz_*; do
    case $target in *.d) continue ;; esac
    name=$(basename "$target")
    mkdir -p "$build/seeds/$name"
    if [ $fuzzer = yes ]; then
        mkdir -p "$build/corpus/$name" "$build/found"
        "$target" -max_total_time="$seconds" -max_len=8192 -timeout=10 -rss_limit_mb=2048 -print_final_stats=0 -verbosity=0 \
            -artifact_prefix="$build/found/$name-" "$build/corpus/$name" "$build/seeds/$name"
    else
        "$target" "$build/seeds/$name"/*
    fi > "$build/$name.log" 2>&1 || { tail -60 "$build/$name.log"; exit 1; }
    echo "$name : rien trouvé"
done
