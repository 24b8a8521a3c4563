// Facts of the terminal and the locale that Swift can't ask for itself.

#pragma once

#include <stdbool.h>

#pragma clang assume_nonnull begin

/// The window's size; false when the descriptor has none.
bool downhill_window_size(int descriptor, int *columns, int *rows);

/// Adopts the user's character encoding, and that alone, and says whether it is UTF-8.
///
/// Numbers and messages stay as in the C locale.
bool downhill_adopt_character_encoding(void);

/// Writes everything, whatever is buffered first.
void downhill_write_output(const char *text, int count);

#pragma clang assume_nonnull end
