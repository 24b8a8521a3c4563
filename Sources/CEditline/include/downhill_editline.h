// libedit as Swift can call it.
//
// libedit's own calls are variadic and its streams are C globals, neither of which Swift can
// name. Text crosses this border as Unicode scalars, so that offsets never depend on how a locale
// encodes them.

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

typedef struct downhill_editline downhill_editline;

/// What the editor should do after a completion.
typedef enum downhill_outcome {
  downhill_outcome_nothing,
  downhill_outcome_refresh,
  downhill_outcome_beep,
} downhill_outcome;

/// What the editor asks of its owner.
typedef struct downhill_callbacks {
  void *context;
  /// Fetches the next character: 1 for one, 0 at the end of the input, -1 to give the line up.
  int (*read_character)(void *context, uint32_t *character);
  /// Completes the line before the cursor.
  downhill_outcome (*complete)(void *context);
} downhill_callbacks;

/// Opens an editor on the standard streams, with default keys and then the user's own.
downhill_editline *_Nullable downhill_editline_open(
    const char *program, int history_size, downhill_callbacks callbacks);

void downhill_editline_close(downhill_editline *editor);

/// Sets the prompt, ended by 0. Escape sequences stand between two characters of value 1.
void downhill_editline_set_prompt(downhill_editline *editor, const uint32_t *prompt);

/// Reads a line; the result lasts until the next call.
///
/// A null result has `count` 0 when the cursor was left at the place of the last key, and 1 when
/// the editor has already moved it to a fresh line.
const uint32_t *_Nullable downhill_editline_read_line(downhill_editline *editor, int *count);

/// The line being edited, and where in it the cursor stands.
const uint32_t *downhill_editline_current_line(
    downhill_editline *editor, int *count, int *cursor);

/// Moves the cursor by a number of characters.
void downhill_editline_move(downhill_editline *editor, int distance);

/// Deletes characters before the cursor.
void downhill_editline_delete(downhill_editline *editor, int count);

/// Inserts text, ended by 0, at the cursor.
void downhill_editline_insert(downhill_editline *editor, const uint32_t *text);

/// Draws prompt and line afresh, taking the cursor to be at the left edge of an empty row.
void downhill_editline_redraw(downhill_editline *editor);

/// Takes in the window's new size.
void downhill_editline_resize(downhill_editline *editor);

/// Gives the terminal back its ordinary mode, or takes it again for editing.
void downhill_editline_set_raw(downhill_editline *editor, bool raw);

/// Adds a line, in the locale's encoding, to what the arrow keys and searches find.
void downhill_editline_add_history(downhill_editline *editor, const char *line);

#pragma clang assume_nonnull end
