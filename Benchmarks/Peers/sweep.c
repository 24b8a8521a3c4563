// Many walks, one after the other, on one core: a search over learning rates.
//
//     sweep WALKS STEPS      prints nanoseconds a step, and of the processor's time of a walk

#include "peer.h"

int main(int count, char **arguments) {
  const long walks = argument(count, arguments, 1, 2400);
  const long steps = argument(count, arguments, 2, 500);
  double sum = 0;
  const double start = seconds(), processor_start = processor_seconds();
  for (long index = 0; index < walks; index++) {
    const point end = walk(1e-5 * (1 + (double)index / 8), steps);
    sum += end.x + end.y;
  }
  printf("%.3f %.3f %.17g\n", (seconds() - start) * 1e9 / (double)(walks * steps),
      (processor_seconds() - processor_start) * 1e9 / (double)(walks * steps), sum);
}
