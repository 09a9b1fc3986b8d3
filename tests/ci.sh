#!/bin/sh
# Everything that CI asks for, in order; the last line counts.
cd "$(dirname "$0")/.." || exit 1
strict='-O2 -g -Werror -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fcf-protection'
exec tests/run.sh \
    'make test-built' \
    'tests/lint.sh build $(make -s list-c-files)' \
    "make test-built BUILD=build/gcc CC=gcc CFLAGS='$strict'" \
    "make test-built BUILD=build/clang CC=clang-14 CFLAGS='$strict'" \
    'make san' \
    'make fuzz FUZZ_SECONDS=20' \
    'make e2e'
