/* gvc/gvc.h - everything the library offers */
#ifndef GVC_GVC_H
#define GVC_GVC_H

#include <gvc/aggregate.h>
#include <gvc/balance.h>
#include <gvc/check.h>
#include <gvc/codes.h>
#include <gvc/deflate.h>
#include <gvc/diff.h>
#include <gvc/figure.h>
#include <gvc/growth.h>
#include <gvc/indicators.h>
#include <gvc/io.h>
#include <gvc/join.h>
#include <gvc/matrix.h>
#include <gvc/measure.h>
#include <gvc/result.h>
#include <gvc/status.h>
#include <gvc/symmetric.h>
#include <gvc/table.h>
#include <gvc/uncertainty.h>

#endif
