// One walk.
//
//     walk STEPS      prints nanoseconds a step, and of the processor's time, and where it ends

#include "peer.h"

int main(int count, char **arguments) {
  const long steps = argument(count, arguments, 1, 10000000);
  const double start = seconds(), processor_start = processor_seconds();
  const point end = walk(1e-3, steps);
  printf("%.3f %.3f %.17g %.17g\n", (seconds() - start) * 1e9 / (double)steps,
      (processor_seconds() - processor_start) * 1e9 / (double)steps, end.x, end.y);
}
