// One walk of RMSprop on Rosenbrock's valley as one would write it in C, with the gradient worked
// out by hand. Keeps θ and E[g²].
//
//     walk STEPS      prints nanoseconds a step, and where it ends

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

int main(int count, char **arguments) {
  const long steps = count > 1 ? atol(arguments[1]) : 10000000;
  const double rate = 1e-3, beta = 0.9, epsilon = 1e-8;
  double x = -1.5, y = 2, mean_x = 0, mean_y = 0;
  const double start = seconds();
  for (long step = 0; step < steps; step++) {
    const double valley = y - x * x;
    const double gx = -2 * (1 - x) - 400 * valley * x, gy = 200 * valley;
    mean_x = beta * mean_x + (1 - beta) * gx * gx;
    mean_y = beta * mean_y + (1 - beta) * gy * gy;
    x -= rate / sqrt(mean_x + epsilon) * gx;
    y -= rate / sqrt(mean_y + epsilon) * gy;
  }
  const double end = seconds();
  printf("%.3f %.17g %.17g\n", (end - start) * 1e9 / (double)steps, x, y);
}
