// A program in a terminal of its own, for tests.

#pragma once

#include "image.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#pragma clang assume_nonnull begin

typedef struct downhill_pty {
  /// The side a terminal emulator would hold; -1 when nothing could be started.
  int descriptor;
  pid_t process;
} downhill_pty;

/// Starts a program in a new terminal. Both lists end with a null pointer.
///
/// `folder` is where the program starts, or null for the folder of the caller.
downhill_pty downhill_pty_start(
    const char *path, char *_Nullable const *_Nonnull arguments,
    char *_Nullable const *_Nonnull environment, const char *_Nullable folder, int columns,
    int rows);

/// Reads what the program has written: the number of bytes, 0 when the time is over, and -1 when
/// the program has gone.
ssize_t downhill_pty_read(int descriptor, void *buffer, size_t size, int milliseconds);

/// Writes everything, as if it were typed.
bool downhill_pty_write(int descriptor, const void *bytes, size_t size);

/// Changes the window's size; the program is told by a signal.
void downhill_pty_resize(int descriptor, int columns, int rows);

/// Waits for the program to end; its exit status, 128 and its signal, or -1 when the time is
/// over.
int downhill_pty_wait(pid_t process, int milliseconds);

#pragma clang assume_nonnull end
