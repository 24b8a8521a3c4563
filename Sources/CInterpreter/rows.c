// Long vectors, a block of rows after the other: all instructions go through a block before the next
// one comes, so that what they hand on stays in the processor's nearest memory.

#include "apply.h"

void interpreter_run_rows(
    const interpreter_instruction *instructions, interpreter_place *places, intptr_t place_count,
    intptr_t rows
) {
  for (; rows > 0; rows -= interpreter_block) {
    const intptr_t count = rows < interpreter_block ? rows : interpreter_block;
    for (const interpreter_instruction *i = instructions; i->operation != interpreter_end; i++) {
      interpreter_apply(
          (interpreter_operation)i->operation, places[i->target].numbers, places[i->a].numbers,
          places[i->b].numbers, places[i->c].numbers, count);
    }
    for (intptr_t k = 0; k < place_count; k++) places[k].numbers += places[k].step;
  }
}
