// Numbers as C writes them, whose call is variadic.

#pragma once

#include <stddef.h>

#pragma clang assume_nonnull begin

/// Writes a number with at most so many significant digits, as `%g` does, ended by 0.
void downhill_write_number(char *text, size_t capacity, int digits, double number);

#pragma clang assume_nonnull end
