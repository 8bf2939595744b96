/* numeric.h - every constant that decides something, with meaning, unit and reason; the one that
 * users see, GVC_BALANCE_TOLERANCE, stands in gvc/table.h */
#ifndef GVC_NUMERIC_H
#define GVC_NUMERIC_H

/* Largest allowed gap of a decomposition's identity, relative to its largest total:
 * far above what a backward stable inverse of a sound table leaves. */
#define GVC_TOL_IDENTITY 1e-11
/* Entries of B below minus this times the largest are no rounding. */
#define GVC_TOL_NEGATIVE 1e-12

#endif
