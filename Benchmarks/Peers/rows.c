// RMSprop on a logistic regression of eight weights and a bias, on all rows, as one would write it
// in C: one pass over the rows, with one exponential for f and ∂f.
//
//     rows ROWS STEPS      prints microseconds a step, and of the processor's time, and f at the end

#include "peer.h"

enum { weights = 8 };

static double feature(long row, long column) {
  return (double)((row * 8 + column) * 2654435761 % 1000003) / 500001.5 - 1;
}

int main(int count, char **arguments) {
  const long rows = argument(count, arguments, 1, 1000);
  const long steps = argument(count, arguments, 2, 1000);
  double *x = malloc(sizeof(double) * (size_t)rows * weights);
  double *y = malloc(sizeof(double) * (size_t)rows);
  for (long row = 0; row < rows; row++) {
    for (long k = 0; k < weights; k++) x[row * weights + k] = feature(row, k + 1);
    y[row] = feature(row, 1) > feature(row, 2);
  }
  const double rate = 1e-3, beta = 0.9, epsilon = 1e-8;
  double theta[weights + 1] = {0}, mean[weights + 1] = {0}, value = 0;
  const double start = seconds(), processor_start = processor_seconds();
  for (long step = 0; step < steps; step++) {
    double gradient[weights + 1] = {0};
    value = 0;
    for (long row = 0; row < rows; row++) {
      const double *here = x + row * weights;
      double z = theta[weights];
      for (long k = 0; k < weights; k++) z += theta[k] * here[k];
      const double small = exp(-fabs(z));
      value += (z > 0 ? z : 0) + log1p(small) - y[row] * z;
      const double slope = (z < 0 ? small : 1) / (1 + small) - y[row];
      for (long k = 0; k < weights; k++) gradient[k] += slope * here[k];
      gradient[weights] += slope;
    }
    value /= (double)rows;
    for (long k = 0; k <= weights; k++) {
      const double g = gradient[k] / (double)rows;
      mean[k] = beta * mean[k] + (1 - beta) * g * g;
      theta[k] -= rate / sqrt(mean[k] + epsilon) * g;
    }
  }
  printf("%.4f %.4f %.17g\n", (seconds() - start) * 1e6 / (double)steps,
      (processor_seconds() - processor_start) * 1e6 / (double)steps, value);
}
