// What the peers have in common.

#pragma once

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/// The processor's time, which other work on the machine doesn't count into.
static double processor_seconds(void) { return (double)clock() / CLOCKS_PER_SEC; }

/// An argument that is a number, or what stands for one that is missing.
static long argument(int count, char **arguments, int index, long standard) {
  return count > index ? atol(arguments[index]) : standard;
}

typedef struct point {
  double x, y;
} point;

/// So many steps of RMSprop on Rosenbrock's valley from its usual start, as one would write them in C,
/// with the gradient worked out by hand. Keeps θ and E[g²].
static inline point walk(double rate, long steps) {
  const double beta = 0.9, epsilon = 1e-8;
  double x = -1.5, y = 2, mean_x = 0, mean_y = 0;
  for (long step = 0; step < steps; step++) {
    const double valley = y - x * x;
    const double gx = -2 * (1 - x) - 400 * valley * x, gy = 200 * valley;
    mean_x = beta * mean_x + (1 - beta) * gx * gx;
    mean_y = beta * mean_y + (1 - beta) * gy * gy;
    x -= rate / sqrt(mean_x + epsilon) * gx;
    y -= rate / sqrt(mean_y + epsilon) * gy;
  }
  return (point){x, y};
}
