/* ask.h - what a measure asks of the model and holds beside it, known before any work */
#ifndef GVC_METHODS_ASK_H
#define GVC_METHODS_ASK_H

#include "methods/options.h"

/* Adds what d asks to `ask`; *largest grows to what its pieces hold, with what `prepare` does. */
void gvc_measurement_ask(const gvc_ctx *ctx, const gvc_model *m, const gvc_measurement *d,
                         gvc_model_ask *ask, size_t *largest);

#endif
