// For dladdr, which glibc declares only on request.
#define _GNU_SOURCE

#include "image.h"

#include <dlfcn.h>
#include <stddef.h>

const char *downhill_image_path(void) {
  Dl_info info;
  return dladdr((const void *)&downhill_image_path, &info) ? info.dli_fname : NULL;
}
