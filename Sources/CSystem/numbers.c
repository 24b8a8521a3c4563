#include "downhill_numbers.h"

#include <stdio.h>

void downhill_write_number(char *text, size_t capacity, int digits, double number) {
  snprintf(text, capacity, "%.*g", digits, number);
}
