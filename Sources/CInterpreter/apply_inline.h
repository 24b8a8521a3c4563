// One operation on many numbers side by side, written once for all that does it: the compiler turns each
// loop into the widest instructions of the machine that its caller is compiled for.

#pragma once

#include "apply.h"
#include "operations.h"

#pragma STDC FP_CONTRACT OFF

// What is compiled for several kinds of machine is chosen when the program starts.
#if defined(__x86_64__) && defined(__gnu_linux__)
#define FOR_EACH_MACHINE __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define FOR_EACH_MACHINE
#endif

/// Numbers are apart or the same, so that what stands before a number never waits for it.
#define EACH                                     \
  _Pragma("clang loop vectorize(assume_safety)") \
  for (intptr_t k = 0; k < count; k++)

#define CASE(name, result, ...) \
  case interpreter_##name:      \
    EACH {                      \
      __VA_ARGS__               \
      t[k] = result;            \
    }                           \
    break;

#define NUMBER(n, at) const double n = at[k];
#define UNARY_CASE(name, result) CASE(name, result, NUMBER(x, a))
#define BINARY_CASE(name, result) CASE(name, result, NUMBER(x, a) NUMBER(y, b))
#define TERNARY_CASE(name, result) CASE(name, result, NUMBER(x, a) NUMBER(y, b) NUMBER(z, c))

typedef double eight __attribute__((vector_size(64)));

/// The sum of a block: of fewer than 16 numbers from the first to the last; of more, every eighth goes
/// to one of eight sums, which are added in pairs, and what is left over follows.
#define SUM_CASE(name, result, eights, numbers)                                \
  case interpreter_##name: {                                                   \
    double sum = 0;                                                            \
    intptr_t k = 0;                                                            \
    if (count >= 16) {                                                         \
      eight s = {0};                                                           \
      for (; k + 8 <= count; k += 8) {                                         \
        eights                                                                 \
        s = k == 0 ? result : s + result;                                      \
      }                                                                        \
      sum = ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7])); \
    }                                                                          \
    for (; k < count; k++) {                                                   \
      numbers                                                                  \
      sum = k == 0 ? result : sum + result;                                    \
    }                                                                          \
    *t = sum;                                                                  \
    break;                                                                     \
  }

#define EIGHT(n, at) \
  eight n;           \
  memcpy(&n, at + k, sizeof n);

/// See `interpreter_apply`. A count that the compiler knows takes no loop.
static inline __attribute__((always_inline)) void apply(
    interpreter_operation operation, double *t, const double *a, const double *b, const double *c,
    intptr_t count
) {
  switch (operation) {
    UNARY(UNARY_CASE)
    BINARY(BINARY_CASE)
    TERNARY(TERNARY_CASE)
    SUM_CASE(sum, x, EIGHT(x, a), NUMBER(x, a))
    SUM_CASE(multiply_sum, x * y, EIGHT(x, a) EIGHT(y, b), NUMBER(x, a) NUMBER(y, b))
    case interpreter_call:
    case interpreter_end:
    case interpreter_operation_count:
      break;
  }
}
