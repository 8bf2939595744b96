/* registry.h - methods by name */
#ifndef GVC_METHODS_REGISTRY_H
#define GVC_METHODS_REGISTRY_H

#include "methods/method.h"

const gvc_method *gvc_method_named(const char *name); /* NULL if absent */

#endif
