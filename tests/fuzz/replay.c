/* Replays files through a fuzz target where there is no libFuzzer: `fuzz_csv FILE...`. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path) {
    enum { MOST = 1 << 20 };
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return 1;
    }
    uint8_t *data = malloc(MOST);
    size_t size = data ? fread(data, 1, MOST, file) : 0;
    if (data) LLVMFuzzerTestOneInput(data, size);
    free(data);
    fclose(file);
    return 0;
}

int main(int argc, char **argv) {
    int failed = 0;
    for (int i = 1; i < argc; i++) failed |= replay(argv[i]);
    return failed;
}
