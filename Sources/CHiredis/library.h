// The same names of the C library as elsewhere: modules must agree on its types.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <hiredis/hiredis.h>
