#include "downhill_terminal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>

bool downhill_window_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) == -1) return false;
  if (size.ws_col == 0 || size.ws_row == 0) return false;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}

bool downhill_adopt_character_encoding(void) {
  setlocale(LC_CTYPE, "");
  const char *encoding = nl_langinfo(CODESET);
  return strcmp(encoding, "UTF-8") == 0 || strcmp(encoding, "utf8") == 0;
}

void downhill_write_output(const char *text, int count) {
  fwrite(text, 1, (size_t)count, stdout);
  fflush(stdout);
}
