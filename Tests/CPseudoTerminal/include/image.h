// Where the code that runs was loaded from.

#pragma once

#pragma clang assume_nonnull begin

/// The path of the program or bundle that these tests are a part of; null when it can't be told.
const char *_Nullable downhill_image_path(void);

#pragma clang assume_nonnull end
