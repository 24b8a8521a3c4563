// What lanes and rows are done with.

#pragma once

#include "interpreter.h"

/// Does one operation on numbers that stand side by side.
///
/// The operands and the target are apart or the same; an operand that the operation doesn't have is not
/// looked at. A sum has one number for a target.
void interpreter_apply(
    interpreter_operation operation, double *target, const double *a, const double *b,
    const double *c, intptr_t count);
