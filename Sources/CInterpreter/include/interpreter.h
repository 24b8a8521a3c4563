// Straight-line programs on frames of doubles: one walk at a time, or many in lanes.
//
// What must hold of a program and a frame, and is seen to by the one who makes them:
//
// - Every slot that an instruction names, and as many after it as it has elements, lies in the frame.
// - A target is the operand itself, element for element, or shares no number with it.
// - The last instruction is `interpreter_end`.
// - A frame of lanes holds `stride` numbers a slot, of which the first `lanes` are at work.
//
// Every operation is the one of IEEE 754 on doubles, rounded once, in the order written, or a function
// of elementary.h, which is made of such: the bits are the same one walk at a time, in lanes of any
// width, in rows, and in Swift.

#pragma once

#include <stdbool.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// What an instruction does; the rest of the operations is done by whoever runs the program.
typedef enum interpreter_operation {
  interpreter_end,
  interpreter_call,
  interpreter_copy,
  interpreter_negate,
  interpreter_not,
  interpreter_sqrt,
  interpreter_abs,
  interpreter_sign,
  interpreter_relu,
  interpreter_exp,
  interpreter_expm1,
  interpreter_log,
  interpreter_log1p,
  interpreter_sigmoid,
  interpreter_softplus,
  interpreter_tanh,
  interpreter_add,
  interpreter_subtract,
  interpreter_multiply,
  interpreter_divide,
  interpreter_minimum,
  interpreter_maximum,
  interpreter_chain,
  interpreter_less,
  interpreter_less_or_equal,
  interpreter_greater,
  interpreter_greater_or_equal,
  interpreter_equal,
  interpreter_not_equal,
  interpreter_and,
  interpreter_or,
  interpreter_select,

  // √(x + y)
  interpreter_add_sqrt,

  // exp(−|x|), and sigmoid and softplus of x given that as y: one power does for both.
  interpreter_small,
  interpreter_sigmoid_with,
  interpreter_softplus_with,

  // Of x, y and z, where the first operation is add, subtract, multiply or divide of x and y:
  // (x · y) + z, (x · y) − z, z − (x · y), (x · y)·z, (x · y)/z, z/(x · y). In this order.
  interpreter_add_add,
  interpreter_add_subtract,
  interpreter_add_subtract_from,
  interpreter_add_multiply,
  interpreter_add_divide,
  interpreter_add_divide_into,
  interpreter_subtract_add,
  interpreter_subtract_subtract,
  interpreter_subtract_subtract_from,
  interpreter_subtract_multiply,
  interpreter_subtract_divide,
  interpreter_subtract_divide_into,
  interpreter_multiply_add,
  interpreter_multiply_subtract,
  interpreter_multiply_subtract_from,
  interpreter_multiply_multiply,
  interpreter_multiply_divide,
  interpreter_multiply_divide_into,
  interpreter_divide_add,
  interpreter_divide_subtract,
  interpreter_divide_subtract_from,
  interpreter_divide_multiply,
  interpreter_divide_divide,
  interpreter_divide_divide_into,

  // Of a block of rows: Σ x, and Σ x · y.
  interpreter_sum,
  interpreter_multiply_sum,

  interpreter_operation_count,
} interpreter_operation;

/// One operation on slots.
typedef struct interpreter_instruction {
  /// Set by `interpreter_link`.
  uintptr_t handler;
  uint8_t operation;
  /// 1 where an operand moves on with the elements, 0 where it is one number for all.
  uint8_t stride_a, stride_b, stride_c;
  /// How many elements the result has.
  int32_t count;
  /// For a call, the target is the number by which the caller knows it.
  int32_t target, a, b, c;
} interpreter_instruction;

/// A program, and who does what it can't.
typedef struct interpreter_program {
  const interpreter_instruction *instructions;
  const void *context;
  /// Does an instruction, given by its number, on so many lanes of a frame.
  void (*call)(const void *context, int32_t number, double *frame, intptr_t stride, intptr_t lanes);
} interpreter_program;

/// Finds for each instruction the code that carries it out.
void interpreter_link(interpreter_instruction *instructions, intptr_t count);

/// Runs a program once.
void interpreter_run(const interpreter_program *program, double *frame);

/// Runs a program so many times, or until one of some numbers is not finite after it.
///
/// Returns how often it ran.
intptr_t interpreter_run_while_finite(
    const interpreter_program *program, double *frame, intptr_t times, intptr_t first_checked,
    intptr_t checked_count);

/// Runs a program once on all lanes.
void interpreter_run_lanes(
    const interpreter_program *program, double *frame, intptr_t stride, intptr_t lanes);

/// Puts 0 into `marks` for each lane in which some slots' numbers are all finite, and what is not a
/// number for the others.
///
/// Returns whether all are in all lanes.
bool interpreter_mark_lanes(
    const double *frame, intptr_t stride, intptr_t lanes, intptr_t first, intptr_t count,
    double *marks);

// MARK: - Rows

/// How many rows go through all instructions before the next ones come: of twenty places, what they
/// hold has room in the processor's nearest memory.
enum { interpreter_block = 256 };

/// Where numbers of a block stand, and how far on those of the next block do: a block's length for
/// what stands in a row of its own, 1 for a block's sum, 0 for what is read and written by the block
/// alone, and for a number that is the same in all rows, which stands there as often as a block is
/// long.
typedef struct interpreter_place {
  double *numbers;
  intptr_t step;
} interpreter_place;

/// Runs instructions whose operands and targets are places, which move on.
void interpreter_run_rows(
    const interpreter_instruction *instructions, interpreter_place *places, intptr_t place_count,
    intptr_t rows);

#pragma clang assume_nonnull end
