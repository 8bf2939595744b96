/* gvc/gvc.h - everything the library offers */
#ifndef GVC_GVC_H
#define GVC_GVC_H

#include <gvc/indicators.h>
#include <gvc/io.h>
#include <gvc/matrix.h>
#include <gvc/measure.h>
#include <gvc/result.h>
#include <gvc/status.h>
#include <gvc/table.h>

#endif
