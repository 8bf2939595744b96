/* sut.h - what readers of supply-use tables have in common: the model, and what to say about it */
#ifndef GVC_IO_SUT_H
#define GVC_IO_SUT_H

#include <gvc/io.h>
#include <gvc/symmetric.h>

#include "base/base.h"

/* The model that was asked for, or D. */
char gvc_sut_model(const gvc_read_options *options);
/* Sets the attribute sut_model: the option is heeded. */
gvc_status gvc_sut_set_model(gvc_ctx *ctx, gvc_builder *b, const gvc_read_options *options);
/* Notes what the step did: nothing, or which model, cells below 0, what was lost. */
gvc_status gvc_sut_note(gvc_ctx *ctx, gvc_builder *b, char model, const gvc_symmetric *s);

#endif
