#pragma once

#include "downhill_editline.h"
#include "downhill_signals.h"
#include "downhill_terminal.h"
