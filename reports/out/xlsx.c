#include "out/xlsx.h"

#include "out/atomic.h"
#include "out/book.h"
#include "out/workbook.h"

static jln_status write_book(const jln_doc *doc, const char *temporary, const char *path,
                             jln_arena *arena, jln_err *err) {
    jln_book *book = jln_book_open(temporary, path, arena, err);
    if (!book) return JLN_ENOMEM;
    jln_book_fail(book, jln_workbook_fill(book, doc, arena, err));
    return jln_book_close(book);
}

jln_status jln_xlsx_write(const jln_doc *doc, const char *path, jln_err *err) {
    jln_err own = {0};
    jln_atomic file;
    if (!err) err = &own;
    jln_status status = jln_doc_check(doc, err);
    if (!status) status = jln_atomic_begin(&file, path, err);
    if (status) return status;
    jln_arena *arena = jln_arena_new();
    status = arena ? write_book(doc, file.temporary, path, arena, err) : jln_err_nomem(err);
    if (!status) status = jln_atomic_commit(&file, err);
    jln_atomic_abort(&file);
    jln_arena_free(arena);
    return status;
}
