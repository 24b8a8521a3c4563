// Many walks at once: a slot holds a number a lane, and an instruction goes through all lanes before
// the next one comes. The compiler turns each loop into the widest instructions of the machine.

#include "interpreter.h"
#include "operations.h"

#pragma STDC FP_CONTRACT OFF

// What is compiled for several kinds of machine is chosen when the program starts.
#if defined(__x86_64__) && defined(__gnu_linux__)
#define FOR_EACH_MACHINE __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define FOR_EACH_MACHINE
#endif

/// Lanes are apart or the same, so that what stands before a number never waits for it.
#define EACH_LANE                                         \
  _Pragma("clang loop vectorize(assume_safety)")          \
  for (intptr_t k = 0; k < lanes; k++)

#define CASE(name, result, ...)                                            \
  case interpreter_##name:                                                 \
    for (intptr_t e = 0; e < i->count; e++) {                              \
      double *t = frame + (i->target + e) * stride;                        \
      const double *a = frame + (i->a + e * i->stride_a) * stride;         \
      const double *b = frame + (i->b + e * i->stride_b) * stride;         \
      const double *c = frame + (i->c + e * i->stride_c) * stride;         \
      (void)b, (void)c;                                                    \
      EACH_LANE {                                                          \
        __VA_ARGS__                                                        \
        t[k] = result;                                                     \
      }                                                                    \
    }                                                                      \
    break;

#define LANE(n, at) const double n = at[k];
#define UNARY_CASE(name, result) CASE(name, result, LANE(x, a))
#define BINARY_CASE(name, result) CASE(name, result, LANE(x, a) LANE(y, b))
#define TERNARY_CASE(name, result) CASE(name, result, LANE(x, a) LANE(y, b) LANE(z, c))

FOR_EACH_MACHINE
void interpreter_run_lanes(
    const interpreter_program *p, double *frame, intptr_t stride, intptr_t lanes
) {
  for (const interpreter_instruction *i = p->instructions;; i++) {
    switch ((interpreter_operation)i->operation) {
      UNARY(UNARY_CASE)
      BINARY(BINARY_CASE)
      TERNARY(TERNARY_CASE)
      case interpreter_call:
        p->call(p->context, i->target, frame, stride, lanes);
        break;
      case interpreter_end:
      case interpreter_operation_count:
        return;
    }
  }
}

FOR_EACH_MACHINE
void interpreter_mark_lanes(
    const double *frame, intptr_t stride, intptr_t lanes, intptr_t first, intptr_t count,
    double *marks
) {
  for (intptr_t k = 0; k < lanes; k++) marks[k] = 0;
  for (intptr_t slot = first; slot < first + count; slot++) {
    const double *numbers = frame + slot * stride;
    EACH_LANE { marks[k] += numbers[k] * 0; }
  }
}
