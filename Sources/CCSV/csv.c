#include "CCSV.h"

#include <csv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct downhill_csv {
  struct csv_parser parser;
  size_t largest_record;
  uint8_t *cells;
  size_t size, capacity;
  size_t *ends;
  size_t count, end_capacity;
  // Whether the record is complete, so that the next cell begins another.
  bool is_complete;
  bool has_failed;
};

downhill_csv *downhill_csv_new(uint8_t separator, size_t largest_record) {
  downhill_csv *csv = calloc(1, sizeof *csv);
  if (!csv) return NULL;
  if (csv_init(&csv->parser, 0) != 0) {
    free(csv);
    return NULL;
  }
  csv_set_delim(&csv->parser, separator);
  csv->largest_record = largest_record;
  return csv;
}

void downhill_csv_free(downhill_csv *csv) {
  csv_free(&csv->parser);
  free(csv->cells);
  free(csv->ends);
  free(csv);
}

// MARK: - What libcsv calls

static void begin_record(downhill_csv *csv) {
  csv->size = 0;
  csv->count = 0;
  csv->is_complete = false;
}

/// Makes room for a number of elements; false where there is no memory for them.
static bool make_room(void *array, size_t *capacity, size_t count, size_t element) {
  if (count <= *capacity) return true;
  size_t new_capacity = *capacity ? *capacity * 2 : 256;
  while (new_capacity < count) new_capacity *= 2;
  void *new_array = realloc(*(void **)array, new_capacity * element);
  if (!new_array) return false;
  *(void **)array = new_array;
  *capacity = new_capacity;
  return true;
}

static void add_cell(void *bytes, size_t count, void *context) {
  downhill_csv *csv = context;
  if (csv->is_complete) begin_record(csv);
  if (csv->has_failed || csv->largest_record - csv->size < count ||
      !make_room(&csv->cells, &csv->capacity, csv->size + count, 1) ||
      !make_room(&csv->ends, &csv->end_capacity, csv->count + 1, sizeof *csv->ends)) {
    csv->has_failed = true;
    return;
  }
  if (count > 0) memcpy(csv->cells + csv->size, bytes, count);
  csv->size += count;
  csv->ends[csv->count++] = csv->size;
}

static void end_record(int byte, void *context) {
  (void)byte;
  ((downhill_csv *)context)->is_complete = true;
}

// MARK: - Reading

downhill_csv_state downhill_csv_read(downhill_csv *csv, const uint8_t *bytes, size_t count) {
  if (csv->is_complete) begin_record(csv);
  size_t read = csv_parse(&csv->parser, bytes, count, add_cell, end_record, csv);
  // A cell in quotes grows from line to line before it is handed on.
  if (read < count || csv->has_failed || csv->parser.entry_pos > csv->largest_record) {
    return downhill_csv_failed;
  }
  return csv->is_complete ? downhill_csv_record : downhill_csv_open_quote;
}

void downhill_csv_reset(downhill_csv *csv) {
  csv_fini(&csv->parser, NULL, NULL, NULL);
  begin_record(csv);
  csv->has_failed = false;
}

size_t downhill_csv_cell_count(const downhill_csv *csv) { return csv->count; }

const uint8_t *downhill_csv_cells(const downhill_csv *csv) { return csv->cells; }

const size_t *downhill_csv_ends(const downhill_csv *csv) { return csv->ends; }
