// Signals as flags: noted when they come, dealt with where it is safe.

#pragma once

#include <stdbool.h>

#pragma clang assume_nonnull begin

/// Notes an interrupt from now on instead of ending the program.
void downhill_note_interrupts(void);

/// Notes every signal a line editor has to deal with; undone by `downhill_stop_noting`.
void downhill_start_noting(void);

/// Puts the signals back as they were before `downhill_start_noting`.
void downhill_stop_noting(void);

/// Whether a signal has come since it was last taken.
bool downhill_is_noted(int signal);

/// Whether a signal has come; if so it counts as dealt with.
bool downhill_take_noted(int signal);

/// Lets a signal have its default effect on this program, now.
void downhill_raise_default(int signal);

/// What ended a wait for input.
typedef enum downhill_wake {
  downhill_wake_input,
  downhill_wake_timeout,
  downhill_wake_signal,
  downhill_wake_failure,
} downhill_wake;

/// Waits until a descriptor has input or a noted signal comes, missing neither.
///
/// A negative number of milliseconds waits for ever.
downhill_wake downhill_wait(int descriptor, int milliseconds);

#pragma clang assume_nonnull end
