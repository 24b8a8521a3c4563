// Work shared out over the processor's cores.

#pragma once

#include <stddef.h>

#pragma clang assume_nonnull begin

/// How many cores this program may use, at least one.
size_t downhill_core_count(void);

/// Calls a function once for each number below `count`, on as many cores as there are, and returns
/// when all calls have. Any thread may share work out, also from within such a call.
void downhill_share(
    size_t count, void (*work)(void *_Nullable context, size_t index), void *_Nullable context);

#pragma clang assume_nonnull end
