// The operations that the interpreter does itself, each written once: X(name, result), where the
// result is a formula of the operands x, y and z.

#pragma once

#include "elementary_inline.h"

#define UNARY(X)                         \
  X(copy, x)                             \
  X(negate, -x)                          \
  X(not, x == 0 ? 1.0 : 0.0)             \
  X(sqrt, __builtin_elementwise_sqrt(x)) \
  X(abs, __builtin_elementwise_abs(x))   \
  X(sign, x > 0 ? 1 : x < 0 ? -1 : x)    \
  X(relu, x != x ? x : x > 0 ? x : 0)    \
  X(exp, exp_of(x))                      \
  X(expm1, expm1_of(x))                  \
  X(log, log_of(x))                      \
  X(log1p, log1p_of(x))                  \
  X(sigmoid, sigmoid_of(x))              \
  X(softplus, softplus_of(x))            \
  X(tanh, tanh_of(x))                    \
  X(small, small_of(x))

#define BINARY(X)                                  \
  X(add, x + y)                                    \
  X(subtract, x - y)                               \
  X(multiply, x * y)                               \
  X(divide, x / y)                                 \
  X(add_sqrt, __builtin_elementwise_sqrt(x + y))   \
  X(minimum, x != x ? x : y < x || y != y ? y : x) \
  X(maximum, x != x ? x : y > x || y != y ? y : x) \
  X(chain, x == 0 || y == 0 ? 0 : x * y)           \
  X(less, x < y ? 1.0 : 0.0)                       \
  X(less_or_equal, x <= y ? 1.0 : 0.0)             \
  X(greater, x > y ? 1.0 : 0.0)                    \
  X(greater_or_equal, x >= y ? 1.0 : 0.0)          \
  X(equal, x == y ? 1.0 : 0.0)                     \
  X(not_equal, x != y ? 1.0 : 0.0)                 \
  X(and, x != 0 && y != 0 ? 1.0 : 0.0)             \
  X(or, x != 0 || y != 0 ? 1.0 : 0.0)              \
  X(sigmoid_with, sigmoid_with(x, y))              \
  X(softplus_with, softplus_with(x, y))

// Two operations in one, of which each still rounds: what is between needs no place in the frame.
#define TERNARY_OF(X, inner, result)     \
  X(inner##_add, (result) + z)           \
  X(inner##_subtract, (result) - z)      \
  X(inner##_subtract_from, z - (result)) \
  X(inner##_multiply, (result) * z)      \
  X(inner##_divide, (result) / z)        \
  X(inner##_divide_into, z / (result))

#define TERNARY(X)               \
  TERNARY_OF(X, add, x + y)      \
  TERNARY_OF(X, subtract, x - y) \
  TERNARY_OF(X, multiply, x * y) \
  TERNARY_OF(X, divide, x / y)   \
  X(select, x != 0 ? y : z)
