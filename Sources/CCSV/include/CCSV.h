// libcsv as Swift can call it: a record at a time, where libcsv calls back for each cell.

#pragma once

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

typedef struct downhill_csv downhill_csv;

/// What the bytes read so far amount to.
typedef enum downhill_csv_state {
  /// They end inside a cell in quotes.
  downhill_csv_open_quote,
  /// They make a record, which stays until more is read.
  downhill_csv_record,
  /// A record has more bytes than a cell may hold, or there is no memory for it.
  downhill_csv_failed,
} downhill_csv_state;

/// Opens a reader of records (RFC 4180) whose cells a byte separates.
///
/// Blanks around a cell are no part of it, and two quotes in a cell in quotes are one.
downhill_csv *_Nullable downhill_csv_new(uint8_t separator, size_t largest_record);

void downhill_csv_free(downhill_csv *csv);

/// Reads a line with its end, which must not be blank where a record begins.
downhill_csv_state downhill_csv_read(downhill_csv *csv, const uint8_t *bytes, size_t count);

/// Gives up the record that was begun.
void downhill_csv_reset(downhill_csv *csv);

/// How many cells the record has.
size_t downhill_csv_cell_count(const downhill_csv *csv);

/// The bytes of all its cells, one after another.
const uint8_t *_Nullable downhill_csv_cells(const downhill_csv *csv);

/// Where each cell ends among them.
const size_t *_Nullable downhill_csv_ends(const downhill_csv *csv);

#pragma clang assume_nonnull end
