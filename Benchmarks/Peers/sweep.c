// Many walks of RMSprop on Rosenbrock's valley, one after the other, on one core: as one would write
// a search over learning rates in C.
//
//     sweep WALKS STEPS      prints nanoseconds a step of a walk

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

int main(int count, char **arguments) {
  const long walks = count > 1 ? atol(arguments[1]) : 2400;
  const long steps = count > 2 ? atol(arguments[2]) : 500;
  double sum = 0;
  const double start = seconds();
  for (long walk = 0; walk < walks; walk++) {
    const double rate = 1e-5 * (1 + (double)walk / 8), beta = 0.9, epsilon = 1e-8;
    double x = -1.5, y = 2, mean_x = 0, mean_y = 0;
    for (long step = 0; step < steps; step++) {
      const double valley = y - x * x;
      const double gx = -2 * (1 - x) - 400 * valley * x, gy = 200 * valley;
      mean_x = beta * mean_x + (1 - beta) * gx * gx;
      mean_y = beta * mean_y + (1 - beta) * gy * gy;
      x -= rate / sqrt(mean_x + epsilon) * gx;
      y -= rate / sqrt(mean_y + epsilon) * gy;
    }
    sum += (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);
  }
  printf("%.3f %.17g\n", (seconds() - start) * 1e9 / (double)(walks * steps), sum);
}
