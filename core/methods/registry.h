/* registry.h - methods by name */
#ifndef GVC_METHODS_REGISTRY_H
#define GVC_METHODS_REGISTRY_H

#include "methods/method.h"

const gvc_method *gvc_method_named(const char *name); /* NULL if absent */
/* The record of this name, or the one of its family that offers the perspective and the detail of
 * the options; the former where none does. NULL if the name is absent. */
const gvc_method *gvc_method_chosen(const gvc_measure_options *options);
/* "exporter, world, ...": the perspectives of the record of this name and of its family. */
void gvc_method_perspectives(gvc_text *to, const char *name);

#endif
