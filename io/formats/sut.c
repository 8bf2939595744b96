/* sut.c - the model of a supply-use table, in the words of its notes */
#include "formats/sut.h"

char gvc_sut_model(const gvc_read_options *options)
{
    return options->model == 0 ? 'D' : options->model;
}

gvc_status gvc_sut_set_model(gvc_ctx *ctx, gvc_builder *b, const gvc_read_options *options)
{
    const char text[2] = {gvc_sut_model(options), '\0'};
    return gvc_builder_set_text(ctx, b, "sut_model", text);
}

gvc_status gvc_sut_note(gvc_ctx *ctx, gvc_builder *b, char model, const gvc_symmetric *s)
{
    if (s->diagonal) {
        return gvc_builder_note(ctx, b,
                                "supply and use: every industry makes one product, so models A to "
                                "D are the same and use is taken as it stands");
    }
    const char *kind = gvc_sut_by_product(model) ? "product" : "industry";
    gvc_status status =
        gvc_builder_note(ctx, b, "supply and use made symmetric by model %c, %s: %s by %s", model,
                         gvc_sut_model_name(model), kind, kind);
    if (status == GVC_OK && s->negative_z > s->negative_use) {
        status = gvc_builder_note(
            ctx, b, "model %c: %lld cells of Z are below 0, in all %.6g (of use: %lld, %.6g)",
            model, (long long)s->negative_z, s->negative_z_sum, (long long)s->negative_use,
            s->negative_use_sum);
    }
    if (status == GVC_OK && s->lost > 0) {
        status = gvc_builder_note(ctx, b,
                                  gvc_sut_by_product(model)
                                      ? "model %c: %lld industries make nothing, so that what they "
                                        "use, in all %.6g, is lost"
                                      : "model %c: %lld products are in use and nobody makes them, "
                                        "so that %.6g of use is lost",
                                  model, (long long)s->lost, s->lost_sum);
    }
    return status;
}
