/* The schema's steps, made from core/store/sql/ at build time. Step i brings user_version to i + 1.
 */
#ifndef JLN_STORE_MIGRATIONS_H
#define JLN_STORE_MIGRATIONS_H

extern const char *const jln_migrations[];
extern const int jln_migration_count;

#endif
