"""The workbook of bench_import read from Python: how many times longer it takes. Usage: import.py BUILD."""
import os
import subprocess
import sys
import tempfile
import time

ROUNDS = 3


def elapsed(call):
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def with_openpyxl(path):
    """Read-only mode, its fastest; the time to import the module is left out."""
    import openpyxl
    cells = 0

    def read():
        nonlocal cells
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(values_only=True):
            cells += sum(cell is not None for cell in row)
        book.close()

    seconds = elapsed(read)
    assert cells == 500000, cells
    return seconds


def main(build):
    bench = os.path.join(build, "bench", "bench_import")
    label = "a workbook of 50000 rows x 10 read: openpyxl, read-only / ours"
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "t.xlsx")
        subprocess.run([bench, "-w", path], check=True)
        try:  # in turn: on a busy machine both are slow together
            ratios = sorted(with_openpyxl(path) / elapsed(lambda: subprocess.run([bench, "-r", path], check=True))
                            for _ in range(ROUNDS))
        except ImportError:
            print(f"{label:<66} skipped: not installed")
            return
        print(f"{label:<66} x {ratios[ROUNDS // 2]:.2f}")


main(sys.argv[1])
