#pragma once

#include "downhill_editline.h"
