#include "downhill_editline.h"

#include <histedit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

// Both are 32 bits wide on Linux and macOS, so arrays of them are the same bytes.
_Static_assert(sizeof(wchar_t) == sizeof(uint32_t), "a wide character is a Unicode scalar");

struct downhill_editline {
  EditLine *editline;
  History *history;
  downhill_callbacks callbacks;
  wchar_t *prompt;
  // Whether libedit took the end of the line for an end of input, after which it has already
  // moved to a fresh row.
  bool gave_up;
};

static downhill_editline *editor_of(EditLine *editline) {
  void *editor = NULL;
  el_wget(editline, EL_CLIENTDATA, &editor);
  return editor;
}

// MARK: - What libedit calls

static wchar_t *prompt(EditLine *editline) {
  return editor_of(editline)->prompt;
}

static int read_character(EditLine *editline, wchar_t *character) {
  downhill_editline *editor = editor_of(editline);
  uint32_t scalar = 0;
  int result = editor->callbacks.read_character(editor->callbacks.context, &scalar);
  *character = (wchar_t)scalar;
  editor->gave_up = result < 0;
  return result;
}

static unsigned char complete(EditLine *editline, int key) {
  (void)key;
  downhill_editline *editor = editor_of(editline);
  switch (editor->callbacks.complete(editor->callbacks.context)) {
  case downhill_outcome_nothing: return CC_NORM;
  case downhill_outcome_refresh: return CC_REFRESH;
  case downhill_outcome_beep: return CC_REFRESH_BEEP;
  }
  return CC_NORM;
}

// MARK: - Keys

// Keys people know from other shells and libedit leaves unbound. Only for emacs keys: in vi's,
// a sequence that starts with Escape would make Escape itself wait for more.
static void bind_familiar_keys(EditLine *editline) {
  el_set(editline, EL_BIND, "^W", "ed-delete-prev-word", NULL);
  el_set(editline, EL_BIND, "\\e[1~", "ed-move-to-beg", NULL);
  el_set(editline, EL_BIND, "\\e[4~", "ed-move-to-end", NULL);
  el_set(editline, EL_BIND, "\\e[3~", "ed-delete-next-char", NULL);
  el_set(editline, EL_BIND, "\\e[1;5C", "em-next-word", NULL);
  el_set(editline, EL_BIND, "\\e[1;5D", "ed-prev-word", NULL);
  el_set(editline, EL_BIND, "\\e[1;3C", "em-next-word", NULL);
  el_set(editline, EL_BIND, "\\e[1;3D", "ed-prev-word", NULL);
}

// Bound after the user's file too, since choosing emacs or vi keys there clears every binding.
static void bind_own_keys(EditLine *editline) {
  el_set(editline, EL_BIND, "^R", "em-inc-search-prev", NULL);
  el_set(editline, EL_BIND, "^I", "downhill-complete", NULL);
}

// MARK: - Opening and closing

downhill_editline *downhill_editline_open(
    const char *program, int history_size, downhill_callbacks callbacks) {
  downhill_editline *editor = calloc(1, sizeof *editor);
  if (!editor) return NULL;
  editor->callbacks = callbacks;
  editor->prompt = wcsdup(L"");
  editor->history = history_init();
  editor->editline = el_init(program, stdin, stdout, stderr);
  if (!editor->editline || !editor->history || !editor->prompt) {
    downhill_editline_close(editor);
    return NULL;
  }

  HistEvent event;
  history(editor->history, &event, H_SETSIZE, history_size);

  EditLine *editline = editor->editline;
  el_wset(editline, EL_CLIENTDATA, editor);
  el_wset(editline, EL_PROMPT_ESC, prompt, L'\1');
  el_wset(editline, EL_GETCFN, read_character);
  el_set(editline, EL_HIST, history, editor->history);
  el_set(editline, EL_EDITOR, "emacs");
  el_set(editline, EL_ADDFN, "downhill-complete", "Complete the word", complete);
  bind_familiar_keys(editline);
  bind_own_keys(editline);
  el_source(editline, NULL);
  bind_own_keys(editline);
  return editor;
}

void downhill_editline_close(downhill_editline *editor) {
  if (editor->editline) el_end(editor->editline);
  if (editor->history) history_end(editor->history);
  free(editor->prompt);
  free(editor);
}

// MARK: - Lines

void downhill_editline_set_prompt(downhill_editline *editor, const uint32_t *prompt) {
  wchar_t *copy = wcsdup((const wchar_t *)prompt);
  if (!copy) return;
  free(editor->prompt);
  editor->prompt = copy;
}

const uint32_t *downhill_editline_read_line(downhill_editline *editor, int *count) {
  editor->gave_up = false;
  // libedit shows the prompt first and sets the terminal's mode after it; a ^D that somebody typed
  // in between would be lost.
  el_wset(editor->editline, EL_PREP_TERM, 1);
  const wchar_t *line = el_wgets(editor->editline, count);
  // libedit answers -1 when reading failed and 0 when a key or a search ended the input.
  if (!line) *count = *count == 0 && editor->gave_up;
  return (const uint32_t *)line;
}

const uint32_t *downhill_editline_current_line(
    downhill_editline *editor, int *count, int *cursor) {
  const LineInfoW *line = el_wline(editor->editline);
  *count = (int)(line->lastchar - line->buffer);
  *cursor = (int)(line->cursor - line->buffer);
  return (const uint32_t *)line->buffer;
}

void downhill_editline_move(downhill_editline *editor, int distance) {
  el_cursor(editor->editline, distance);
}

void downhill_editline_delete(downhill_editline *editor, int count) {
  if (count > 0) el_wdeletestr(editor->editline, count);
}

void downhill_editline_insert(downhill_editline *editor, const uint32_t *text) {
  el_winsertstr(editor->editline, (const wchar_t *)text);
}

void downhill_editline_redraw(downhill_editline *editor) {
  el_wset(editor->editline, EL_REFRESH);
}

void downhill_editline_resize(downhill_editline *editor) {
  el_resize(editor->editline);
}

void downhill_editline_set_raw(downhill_editline *editor, bool raw) {
  el_wset(editor->editline, EL_PREP_TERM, (int)raw);
}

void downhill_editline_add_history(downhill_editline *editor, const char *line) {
  HistEvent event;
  history(editor->history, &event, H_ENTER, line);
}
