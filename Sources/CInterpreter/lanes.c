// Many walks at once: a slot holds a number a lane, and an instruction goes through all lanes before
// the next one comes.

#include "apply.h"

void interpreter_run_lanes(
    const interpreter_program *p, double *frame, intptr_t stride, intptr_t lanes
) {
  for (const interpreter_instruction *i = p->instructions; i->operation != interpreter_end; i++) {
    if (i->operation == interpreter_call) {
      p->call(p->context, i->target, frame, stride, lanes);
      continue;
    }
    for (intptr_t e = 0; e < i->count; e++) {
      interpreter_apply(
          (interpreter_operation)i->operation, frame + (i->target + e) * stride,
          frame + (i->a + e * i->stride_a) * stride, frame + (i->b + e * i->stride_b) * stride,
          frame + (i->c + e * i->stride_c) * stride, lanes);
    }
  }
}

void interpreter_mark_lanes(
    const double *frame, intptr_t stride, intptr_t lanes, intptr_t first, intptr_t count,
    double *marks
) {
  for (intptr_t k = 0; k < lanes; k++) marks[k] = 0;
  for (intptr_t slot = first; slot < first + count; slot++) {
    interpreter_mark(marks, frame + slot * stride, lanes);
  }
}
