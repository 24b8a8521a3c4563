// The functions of one number, for whoever has only one.

#include "elementary.h"

#include "elementary_inline.h"

double elementary_exp(double x) { return exp_of(x); }
double elementary_expm1(double x) { return expm1_of(x); }
double elementary_log(double x) { return log_of(x); }
double elementary_log1p(double x) { return log1p_of(x); }
double elementary_sigmoid(double x) { return sigmoid_of(x); }
double elementary_softplus(double x) { return softplus_of(x); }
double elementary_tanh(double x) { return tanh_of(x); }
