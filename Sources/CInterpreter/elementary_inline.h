// Elementary functions of one double, each of sums, products, quotients and bits alone.
//
// There is no branch in them, so that the compiler makes the widest instructions of a machine out of a
// loop over them, and nothing that is rounded otherwise elsewhere: a number by itself, in a lane and in
// a row of data comes to the same bits, on any machine. The C library's promise neither: its exp has
// other last bits where there are fused products, and is done one number at a time.
//
// How far from the true value they are at most, in units of the last place, as measured against
// numbers of 50 digits (ElementaryTests holds them to it): exp 0.8, log and log1p 0.9, softplus 1.5,
// expm1 1.7, sigmoid and tanh 2.5.
//
// Reductions, and the polynomial of log, are those of FDLIBM (Sun Microsystems, 1993: e_exp.c,
// e_log.c, s_log1p.c), with what branches there chosen by comparison here.

#pragma once

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

#define ELEMENTARY static inline __attribute__((always_inline))

ELEMENTARY uint64_t bits_of(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

ELEMENTARY double double_of(uint64_t bits) {
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

/// To a number below 2⁵¹ it leaves no room for a fraction: the sum's last bits are the nearest whole
/// number.
static const double whole = 0x1.8p52;

/// ln 2 = high + low; a product of high and a whole number up to 2¹¹ is exact.
static const double ln2_high = 0x1.62e42feep-1, ln2_low = 0x1.a39ef35793c76p-33;

ELEMENTARY double nearest_whole(double x) { return (x + whole) - whole; }

/// 2ᵏ for a whole k from −1022 to 1023.
ELEMENTARY double power_of_two(double k) { return double_of((bits_of(k + whole) + 1023) << 52); }

/// x between two numbers; what is not a number stays so.
ELEMENTARY double within(double x, double low, double high) {
  const double y = x < low ? low : x;
  return y > high ? high : y;
}

// MARK: - Powers

/// exp(x) = 2ᵏ·(1 + r + rest), where |r| is at most ½ ln 2.
typedef struct power {
  double k, r, rest;
} power;

ELEMENTARY power power_for(double x) {
  const double k = nearest_whole(x * 0x1.71547652b82fep0);
  const double high = x - k * ln2_high, low = k * ln2_low;
  const double r = high - low, lost = (high - r) - low, s = r * r;
  // 1/n! from 2 to 13, in pairs that don't wait for each other.
  const double a = 1.0 / 2 + r * (1.0 / 6), b = 1.0 / 24 + r * (1.0 / 120);
  const double c = 1.0 / 720 + r * (1.0 / 5040), d = 1.0 / 40320 + r * (1.0 / 362880);
  const double e = 1.0 / 3628800 + r * (1.0 / 39916800);
  const double f = 1.0 / 479001600 + r * (1.0 / 6227020800);
  return (power){k, r, s * (a + s * (b + s * (c + s * (d + s * (e + s * f))))) + lost};
}

ELEMENTARY double exp_of(double x) {
  // Beyond these it is infinite, and 0.
  const power p = power_for(within(x, -746, 710));
  const double sum = 1 + p.r, lost = p.r - (sum - 1);
  // In two steps, as the outermost powers of two have no bits to be made of.
  const double half = nearest_whole(p.k * 0.5);
  return (sum + (lost + p.rest)) * power_of_two(half) * power_of_two(p.k - half);
}

/// exp(x) − 1, to its own last place where x is small.
ELEMENTARY double expm1_of(double x) {
  // Below it is −1.
  const power p = power_for(within(x, -50, 710));
  const double half = nearest_whole(p.k * 0.5), rest = p.k - half;
  // (2ᵏ − 1) + 2ᵏ·(r + rest), but for a power of two.
  const double first = power_of_two(half);
  const double y = (first - power_of_two(-rest)) + first * (p.r + p.rest);
  return x == 0 ? x : y * power_of_two(rest);
}

// MARK: - Logarithms

/// x = m·2ᵏ, where m is from √½ to √2.
typedef struct parts {
  double k, m;
} parts;

/// Of a positive number that is not below 2⁻¹⁰²².
ELEMENTARY parts parts_of(double x) {
  const uint64_t root = 0x3fe6a09e667f3bcd, one = 0x3ff0000000000000, fraction = 0xfffffffffffff;
  const uint64_t moved = bits_of(x) + (one - root);
  const double k = double_of(moved >> 52 | bits_of(0x1p52)) - (0x1p52 + 1023);
  return (parts){k, double_of((moved & fraction) + root)};
}

/// log((1 + f)·2ᵏ + lost), where 1 + f is from √½ to √2, and scale is 2⁻ᵏ.
ELEMENTARY double log_for(double f, double k, double lost, double scale) {
  const double s = f / (2 + f), z = s * s, w = z * z;
  const double odd = w * (3.999999999940941908e-01
      + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const double even = z * (6.666666666666735130e-01 + w * (2.857142874366239149e-01
      + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  const double half = 0.5 * f * f;
  // 1/(1 + f) is (1 − s)/(1 + s), of which two digits do for what is lost.
  const double correction = lost * scale * (1 - 2 * s + 2 * z);
  const double low = s * (half + (odd + even)) + (k * ln2_low + correction);
  return k * ln2_high - ((half - low) - f);
}

ELEMENTARY double log_of(double x) {
  const bool is_tiny = x < 0x1p-1022;
  const parts p = parts_of(is_tiny ? x * 0x1p54 : x);
  const double y = log_for(p.m - 1, is_tiny ? p.k - 54 : p.k, 0, 0);
  const double edge = x == 0 ? -INFINITY : x < 0 ? NAN : x;
  return x > 0 && x < INFINITY ? y : edge;
}

/// log(1 + x), to its own last place where x is small.
ELEMENTARY double log1p_of(double x) {
  const double sum = 1 + x;
  const double lost = x > 1 ? 1 - (sum - x) : x - (sum - 1);
  const parts p = parts_of(sum);
  // Near 1 the sum isn't needed; far from it nothing is lost that counts.
  const bool is_near = p.k == 0, is_whole = is_near || p.k > 60;
  const double y = log_for(
      is_near ? x : p.m - 1, p.k, is_whole ? 0 : lost, power_of_two(is_whole ? 0 : -p.k));
  const double edge = x == -1 ? -INFINITY : x < -1 ? NAN : x;
  return x == 0 ? x : x > -1 && x < INFINITY ? y : edge;
}

// MARK: - What is made of them

/// exp(−|x|), which can't overflow, and which sigmoid and softplus are made of.
ELEMENTARY double small_of(double x) { return exp_of(-fabs(x)); }

/// 1/(1 + exp(−x)), given small_of(x).
ELEMENTARY double sigmoid_with(double x, double small) { return (x < 0 ? small : 1) / (1 + small); }

/// log(1 + exp(x)), given small_of(x).
ELEMENTARY double softplus_with(double x, double small) { return (x < 0 ? 0 : x) + log1p_of(small); }

ELEMENTARY double sigmoid_of(double x) { return sigmoid_with(x, small_of(x)); }
ELEMENTARY double softplus_of(double x) { return softplus_with(x, small_of(x)); }

ELEMENTARY double tanh_of(double x) {
  // From 20 on it is 1.
  const double y = expm1_of(2 * within(fabs(x), 0, 20));
  return copysign(y / (y + 2), x);
}
