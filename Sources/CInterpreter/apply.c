#include "apply_inline.h"

FOR_EACH_MACHINE
void interpreter_apply(
    interpreter_operation operation, double *target, const double *a, const double *b,
    const double *c, intptr_t count
) {
  apply(operation, target, a, b, c, count);
}
