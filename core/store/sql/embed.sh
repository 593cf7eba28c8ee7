#!/bin/sh
# Writes the migrations given on the command line as C strings, in their order.
echo '/* Made by core/store/sql/embed.sh from core/store/sql/NNN_name.sql. */'
echo '#include "store/migrations.h"'
echo 'const char *const jln_migrations[] = {'
for file in "$@"; do
    sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/"/' -e 's/$/\\n"/' "$file"
    echo ','
done
echo '0};'
echo "const int jln_migration_count = $#;"
