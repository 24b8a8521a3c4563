// Elementary functions that come to the same bits for a number by itself, in lanes and in rows, on any
// machine.

#pragma once

double elementary_exp(double x);
double elementary_expm1(double x);
double elementary_log(double x);
double elementary_log1p(double x);
double elementary_sigmoid(double x);
double elementary_softplus(double x);
double elementary_tanh(double x);
