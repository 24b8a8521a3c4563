import Formula
import Session

extension JSONValue {
  init(_ report: DataReport) {
    self = ["kind": .string("data"), "rows": .integer(report.rowCount)]
    add("file", report.file.map { .string($0) })
    add("columns", .array(report.columns.map { JSONValue($0) }))
    add("reading", report.reading.map { JSONValue($0) })
  }

  private init(_ column: DataReport.Column) {
    self = [
      "name": .string(column.name.text), "first": .numbers(column.first),
      "least": .number(column.least), "greatest": .number(column.greatest),
      "mean": .number(column.mean),
    ]
    guard !column.classes.isEmpty else { return }
    add(
      "classes",
      .array(
        column.classes.map { ["word": .string($0.word), "rows": .integer($0.count)] }))
  }

  private init(_ reading: TableReading) {
    self = [
      "rows_read": .integer(reading.rowsRead), "rows_left_out": .integer(reading.rowsOmitted),
      "cells_left_out": .array(reading.omittedCells.map { JSONValue($0) }),
      "columns_left_out": .array(reading.omittedColumns.map { JSONValue($0) }),
      "renamed": .array(
        reading.renamed.map { ["header": .string($0.header), "name": .string($0.name.text)] }),
      "marks": .array(reading.marks.map { JSONValue($0) }),
      "truths": .names(reading.truths),
      "rounded": .array(reading.rounded.map { JSONValue($0) }),
      "comments": .integer(reading.commentCount),
      "lines_above": .integer(reading.preambleCount),
      "header": .bool(!reading.isHeadless),
    ]
  }

  private init(_ cells: TableReading.OmittedCells) {
    let reason =
      switch cells.reason {
      case .missing: "missing"
      case .text: "text"
      }
    self = [
      "column": .string(cells.column.text), "reason": .string(reason),
      "rows": .integer(cells.count), "first": .array(cells.examples.map { JSONValue($0) }),
    ]
  }

  private init(_ column: TableReading.OmittedColumn) {
    self = ["column": .string(column.name)]
    switch column.reason {
    case .text(let example):
      add("reason", .string("text"))
      add("first", JSONValue(example))
    case .empty: add("reason", .string("empty"))
    case .unnamed: add("reason", .string("unnamed"))
    case .rowNames: add("reason", .string("row names"))
    }
  }

  private init(_ mark: TableReading.MarkedColumn) {
    let meaning =
      switch mark.meaning {
      case .decimalComma: "decimal comma"
      case .thousands: "thousands"
      }
    self = [
      "column": .string(mark.column.text), "meaning": .string(meaning),
      "first": JSONValue(mark.example), "value": .number(mark.value),
    ]
  }

  private init(_ rounded: TableReading.RoundedColumn) {
    self = [
      "column": .string(rounded.column.text), "cells": .integer(rounded.count),
      "first": JSONValue(rounded.example), "value": .number(rounded.value),
    ]
  }

  private init(_ example: TableReading.Example) {
    self = ["cell": .string(example.text), "line": .integer(example.line)]
  }
}
