#pragma once

#include "downhill_cores.h"
#include "downhill_numbers.h"
#include "downhill_signals.h"
#include "downhill_terminal.h"
