// One walk at a time: every instruction jumps to the code of the next, so that the processor can
// foresee each jump by where it stands.

#include "interpreter.h"
#include "operations.h"

#pragma STDC FP_CONTRACT OFF

typedef interpreter_instruction instruction;
typedef interpreter_program program;

/// Carries an instruction out. What the one before came to is handed on in a register, so that a
/// chain of operations needn't wait for memory.
typedef double handler(const instruction *i, double *f, const program *p, double last);

#define HANDLER(name) \
  static double name(const instruction *i, double *f, const program *p, double last)
#define NEXT(result) \
  __attribute__((musttail)) return ((handler *)i[1].handler)(i + 1, f, p, result)

// Of each operation the code for one element, with its operands in the frame or one of them the
// result of the instruction before, and for any number of elements.

#define ONE(name, form, result, ...)  \
  HANDLER(name##_##form) {            \
    __VA_ARGS__                       \
    (void)last;                       \
    const double number = result;     \
    f[i->target] = number;            \
    NEXT(number);                     \
  }

#define MANY(name, result, ...)                                        \
  HANDLER(name##_many) {                                               \
    double *t = f + i->target;                                         \
    const double *a = f + i->a, *b = f + i->b, *c = f + i->c;          \
    const intptr_t a_on = i->stride_a, b_on = i->stride_b, c_on = i->stride_c; \
    (void)b, (void)c, (void)b_on, (void)c_on;                          \
    for (intptr_t k = 0; k < i->count; k++) {                          \
      __VA_ARGS__                                                      \
      t[k] = result;                                                   \
    }                                                                  \
    NEXT(last);                                                        \
  }

#define FRAME(n, at) const double n = f[i->at];
#define LAST(n) const double n = last;
#define ELEMENT(n, at) const double n = at[k * at##_on];

#define UNARY_HANDLERS(name, result)                                    \
  ONE(name, none, result, FRAME(x, a))                                  \
  ONE(name, first, result, LAST(x))                                     \
  MANY(name, result, ELEMENT(x, a))
#define BINARY_HANDLERS(name, result)                                   \
  ONE(name, none, result, FRAME(x, a) FRAME(y, b))                      \
  ONE(name, first, result, LAST(x) FRAME(y, b))                         \
  ONE(name, second, result, FRAME(x, a) LAST(y))                        \
  ONE(name, both, result, LAST(x) LAST(y))                              \
  MANY(name, result, ELEMENT(x, a) ELEMENT(y, b))
#define TERNARY_HANDLERS(name, result)                                  \
  ONE(name, none, result, FRAME(x, a) FRAME(y, b) FRAME(z, c))          \
  ONE(name, first, result, LAST(x) FRAME(y, b) FRAME(z, c))             \
  ONE(name, second, result, FRAME(x, a) LAST(y) FRAME(z, c))            \
  ONE(name, both, result, LAST(x) LAST(y) FRAME(z, c))                  \
  ONE(name, third, result, FRAME(x, a) FRAME(y, b) LAST(z))             \
  MANY(name, result, ELEMENT(x, a) ELEMENT(y, b) ELEMENT(z, c))

UNARY(UNARY_HANDLERS)
BINARY(BINARY_HANDLERS)
TERNARY(TERNARY_HANDLERS)

HANDLER(call) {
  p->call(p->context, i->target, f, 1, 1);
  NEXT(last);
}

static double end(const instruction *i, double *f, const program *p, double last) {
  (void)i, (void)f, (void)p;
  return last;
}

// MARK: - Linking

enum { form_none, form_first, form_second, form_both, form_third, form_many, form_count };

#define UNARY_FORMS(name, result) \
  [interpreter_##name] = {[form_none] = name##_none, name##_first, [form_many] = name##_many},
#define BINARY_FORMS(name, result)                                               \
  [interpreter_##name] = {                                                       \
      [form_none] = name##_none, name##_first, name##_second, name##_both,       \
      [form_many] = name##_many},
#define TERNARY_FORMS(name, result)                                              \
  [interpreter_##name] = {                                                       \
      [form_none] = name##_none, name##_first, name##_second, name##_both,       \
      name##_third, name##_many},

static handler *const handlers[interpreter_operation_count][form_count] = {
    [interpreter_end] = {end},
    [interpreter_call] = {call},
    UNARY(UNARY_FORMS) BINARY(BINARY_FORMS) TERNARY(TERNARY_FORMS)};

/// How an instruction reads its operands, given the place of the number that is at hand.
static int form_of(const instruction *i, int32_t last) {
  if (i->operation == interpreter_call || i->operation == interpreter_end) return form_none;
  if (i->count > 1) return form_many;
  handler *const *forms = handlers[i->operation];
  if (i->a == last && i->b == last && forms[form_both]) return form_both;
  if (i->a == last) return form_first;
  if (i->b == last && forms[form_second]) return form_second;
  if (i->c == last && forms[form_third]) return form_third;
  return form_none;
}

void interpreter_link(instruction *instructions, intptr_t count) {
  int32_t last = -1;
  for (instruction *i = instructions; i < instructions + count; i++) {
    i->handler = (uintptr_t)handlers[i->operation][form_of(i, last)];
    const bool is_one = i->operation != interpreter_call && i->count == 1;
    last = is_one ? i->target : -1;
  }
}

// MARK: - Running

void interpreter_run(const program *p, double *frame) {
  ((handler *)p->instructions->handler)(p->instructions, frame, p, 0);
}

/// Whether numbers are all finite: 0 times one that is gives 0, and else what isn't a number.
static inline bool is_finite(const double *numbers, intptr_t count) {
  double marks[4] = {0, 0, 0, 0};
  intptr_t k = 0;
  for (; k + 4 <= count; k += 4) {
    for (intptr_t j = 0; j < 4; j++) marks[j] += numbers[k + j] * 0;
  }
  for (; k < count; k++) marks[0] += numbers[k] * 0;
  return (marks[0] + marks[1]) + (marks[2] + marks[3]) == 0;
}

intptr_t interpreter_run_while_finite(
    const program *p, double *frame, intptr_t times, intptr_t first_checked, intptr_t checked_count
) {
  for (intptr_t made = 1; made <= times; made++) {
    interpreter_run(p, frame);
    if (!is_finite(frame + first_checked, checked_count)) return made;
  }
  return times;
}
