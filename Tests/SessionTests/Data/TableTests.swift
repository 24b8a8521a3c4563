import Formula
import Optimizers
import Testing

@testable import Session

/// A table as people have them, and the columns it must give.
struct TableCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var text: String
  var options = ""
  var columns: [String: [Double]]

  init(_ name: String, _ text: String, _ columns: [String: [Double]]) {
    self.init(name, text, "", columns)
  }

  init(_ name: String, _ text: String, _ options: String, _ columns: [String: [Double]]) {
    (testDescription, self.text, self.options, self.columns) = (name, text, options, columns)
  }
}

struct TableTests {
  static let plain: [String: [Double]] = ["x": [1, 2], "y": [2, 4]]
  static let halves: [String: [Double]] = ["x": [1.5, 2.5], "y": [2, 4.1]]

  static let separators = [
    TableCase("commas", "x,y\n1,2\n2,4\n", plain),
    TableCase("semicolons", "x;y\n1;2\n2;4\n", plain),
    TableCase("tabs", "x\ty\n1\t2\n2\t4\n", plain),
    TableCase("bars", "x|y\n1|2\n2|4\n", plain),
    TableCase("blanks", "x y\n1 2\n2 4\n", plain),
    TableCase("aligned", "   x   y\n   1   2\n   2   4\n", plain),
    TableCase("tabs and blanks", "x \t y\n1\t 2\n2\t\t4\n", plain),
    TableCase("blanks around commas", "x , y\n 1 , 2 \n 2 , 4 \n", plain),
    TableCase("one column", "x\n1\n2\n", ["x": [1, 2]]),
    TableCase("one column of decimal commas", "x\n1,5\n2,5\n", ["x": [1.5, 2.5]]),
    TableCase("trailing commas", "x,y,\n1,2,\n2,4,\n", plain),
    TableCase("trailing semicolons in rows alone", "x;y\n1;2;\n2;4;\n", plain),
    TableCase("numbers of thousands", "a b c\n5 162 60\n2 110 60\n", ["b": [162, 110]]),
  ]

  static let lines = [
    TableCase("no line feed at the end", "x,y\n1,2\n2,4", plain),
    TableCase("Windows", "x,y\r\n1,2\r\n2,4\r\n", plain),
    TableCase("an old Mac", "x,y\r1,2\r2,4\r", plain),
    TableCase("both", "x,y\r\n1,2\r2,4\n", plain),
    TableCase("a byte order mark", "\u{FEFF}x,y\n1,2\n2,4\n", plain),
    TableCase("blank lines", "\n\nx,y\n\n1,2\n   \n2,4\n\n", plain),
    TableCase("rows of separators", "x,y\n1,2\n,\n2,4\n,,\n", plain),
    TableCase("comments", "# made by hand\n# \"open\nx,y\n1,2\n# between\n2,4\n", plain),
    TableCase("a title above", "Measured in May\n\nx,y\n1,2\n2,4\n", plain),
    TableCase("NumPy's names", "# x y\n1.0e+00 2.0e+00\n2.0e+00 4.0e+00\n", plain),
    TableCase("a column of numbers called #", "#,x\n1,5\n2,6\n", ["x1": [1, 2], "x": [5, 6]]),
  ]

  static let quotes = [
    TableCase("all cells", "\"x\",\"y\"\n\"1\",\"2\"\n\"2\",\"4\"\n", plain),
    TableCase("separators and quotes", "\"a \"\"b\"\", c\",y\n1,2\n2,4\n", ["a_b_c": [1, 2]]),
    TableCase("lines", "\"x\ny\",z\n1,2\n2,4\n", ["x_y": [1, 2], "z": [2, 4]]),
    TableCase("blanks", "\"car\" \"mpg\"\n\"Mazda RX4\" 21\n\"Fiat\" 32\n", ["mpg": [21, 32]]),
    TableCase("empty, between blanks", "a b c\n\"\" 1 2\nx 3 4\n", ["b": [1, 3], "c": [2, 4]]),
    TableCase("an inch", "n,size\n1,6'2\"\n2,5'1\"\n", ["n": [1, 2]]),
  ]

  static let headers = [
    TableCase("none", "6.1,17.6\n5.5,9.1\n", ["x1": [6.1, 5.5], "x2": [17.6, 9.1]]),
    TableCase("none, with a word in each row", "1,red\n2,blue\n", ["x1": [1, 2]]),
    TableCase("a missing first cell", "x,y\n,1\n1,2\n2,4\n", plain),
    TableCase("years", "country,2001,2002\nA,1,2\nB,3,4\n", ["x2001": [1, 3], "x2002": [2, 4]]),
    TableCase(
      "how many rows there are", "3,2,no,yes\n1,2,3,0\n4,5,6,1\n7,8,9,0\n",
      ["x1": [1, 4, 7], "x4": [0, 1, 0]]),
    TableCase("R's row names", "\"\",\"mpg\"\n\"a\",21\n\"b\",22.8\n", ["mpg": [21, 22.8]]),
    TableCase("R's shorter header", "mpg wt\n\"a\" 21 2\n\"b\" 22 3\n", ["mpg": [21, 22]]),
    TableCase(
      "twice", "x,x,x_2\n1,2,3\n4,5,6\n", ["x": [1, 4], "x_2": [2, 5], "x_2_2": [3, 6]]),
    TableCase("first without a name", ",x1\n7,2\n8,5\n", ["x1": [2, 5]]),
    TableCase(
      "what every step has", "f,g,t,θ,y\n1,2,3,4,5\n", ["f_": [1], "g_": [2], "t_": [3], "y": [5]]),
    TableCase(
      "functions and words", "log,from,e,and\n1,2,3,4\n",
      ["log_": [1], "from_": [2], "e_": [3], "and_": [4]]),
    TableCase(
      "units", "Temp (°C),Speed [m/s]\n1,2\n3,4\n", ["Temp_C": [1, 3], "Speed_m_s": [2, 4]]),
    TableCase("signs alone", "a,%,β\n1,2,3\n", ["a": [1], "x2": [2], "beta": [3]]),
  ]

  static let numbers = [
    TableCase("decimal commas", "x;y\n1,5;2,0\n2,5;4,1\n", halves),
    TableCase("decimal points between semicolons", "x;y\n1.5;2.0\n2.5;4.1\n", halves),
    TableCase("decimal commas between blanks", "x y\n1,5 2,0\n2,5 4,1\n", halves),
    TableCase("decimal commas without a header", "1,5;2,5\n3,5;4,5\n", ["x1": [1.5, 3.5]]),
    TableCase("three digits after a comma", "x;y\n1,500;2\n2,250;3\n", ["x": [1.5, 2.25]]),
    TableCase("thousands", "x,y\n1,\"1,000\"\n2,\"2,500\"\n", ["y": [1000, 2500]]),
    TableCase("thousands and decimals", "y\n\"1,234.5\"\n\"7\"\n", ["y": [1234.5, 7]]),
    TableCase(
      "German thousands", "a;b\n1.234,5;1.000\n2,5;3\n", ["a": [1234.5, 2.5], "b": [1000, 3]]),
    TableCase("Swiss thousands", "a\n1'234.5\n12\n", ["a": [1234.5, 12]]),
    TableCase("French thousands", "a;b\n1\u{202F}234,5;1\n2,5;2\n", ["a": [1234.5, 2.5]]),
    TableCase("three digits after a point", "a,b\n1.234,2\n0.125,3\n", ["a": [1.234, 0.125]]),
    TableCase("minus signs", "x,y\n−1,2\n-2,4\n", ["x": [-1, -2]]),
    TableCase("exponents", "x\n1e3\n-2.5E-3\n.5\n5.\n+7\n", ["x": [1000, -0.0025, 0.5, 5, 7]]),
    TableCase(
      "every digit", "x\n0.1234567890123456789\n123456789.123456789\n5e-324\n",
      ["x": [0.1234567890123456789, 123_456_789.123456789, .leastNonzeroMagnitude]]),
    TableCase("truth", "x,y\n1,true\n2,FALSE\n", ["x": [1, 2], "y": [1, 0]]),
  ]

  static let rest = [
    TableCase("empty cells", "x,y\n1,2\n,4\n3,6\n", ["x": [1, 3], "y": [2, 6]]),
    TableCase(
      "words for missing", "x,y\n1,2\nNA,4\n?,5\nNaN,5\n3,6\n", ["x": [1, 3], "y": [2, 6]]),
    TableCase("short rows", "x,y\n1,2\n3\n3,6\n", ["x": [1, 3], "y": [2, 6]]),
    TableCase("a hexadecimal number", "x,y\n1,2\n0x10,4\n3,6\n", ["x": [1, 3], "y": [2, 6]]),
    TableCase(
      "infinity", "x,y\n1,2\ninf,4\n1e999,5\n1e-999,5\n3,6\n", ["x": [1, 3], "y": [2, 6]]),
    TableCase("a sum below", "x,y\n1,2\n2,4\nTotal,6\n", plain),
    TableCase("units below the names", "x,y\nm,s\n1,2\n2,4\n", plain),
    TableCase("a blank in a number", "x,y\n1,2\n1 000,3\n2,4\n", plain),
    TableCase(
      "dates", "Date,Close\n2024-01-01,101.5\n2024-01-02,102.25\n", ["Close": [101.5, 102.25]]),
    TableCase("percent", "x,y\n1,50%\n2,60%\n", ["x": [1, 2]]),
    TableCase("suffixes", "x,y\n1,5kg\n2,6kg\n", ["x": [1, 2]]),
    TableCase("versions", "x,v\n1,1.2.3\n2,10.0.1\n", ["x": [1, 2]]),
    TableCase("an empty column", "x,y,z\n1,2,\n2,4,\n", plain),
    TableCase("columns that miss all but each other", "x,y\n1,2\n2,4\n,\n", plain),
  ]

  static let chosen = [
    TableCase(
      "some, in another order", "a,b,c\n1,2,3\n4,5,6\n", "columns c, a",
      ["c": [3, 6], "a": [1, 4]]),
    TableCase(
      "with other names", "TV,Sales\n1,2\n4,5\n", "columns TV as v, Sales as s",
      ["v": [1, 4], "s": [2, 5]]),
    TableCase(
      "in quotes", "a (m),b\n1,2\n4,5\n", "columns \"a (m)\" as a, b", ["a": [1, 4], "b": [2, 5]]),
    TableCase("by the name here", "a (m),b\n1,2\n", "columns a_m", ["a_m": [1]]),
    TableCase("with blanks", "a b,c\n1,2\n", "columns \"a b\" as d", ["d": [1]]),
    TableCase("so that rows stay", "a,b\n1,\n2,3\n", "columns a", ["a": [1, 2]]),
    TableCase(
      "classes", "x,kind\n1,red\n2,blue\n3,red\n", "label kind",
      ["x": [1, 2, 3], "kind": [0, 1, 0]]),
    TableCase(
      "classes of rows that stay", "x,kind\n,green\n1,red\n2,blue\n3,\n", "label kind",
      ["x": [1, 2], "kind": [0, 1]]),
    TableCase(
      "classes with another name", "x,y,kind\n1,2,b\n3,4,a\n", "columns x label kind as k",
      ["x": [1, 3], "k": [0, 1]]),
    TableCase("classes of numbers", "x,y\n1,8\n2,3\n", "label y", ["x": [1, 2], "y": [0, 1]]),
  ]

  @Test(arguments: separators + lines + quotes + headers + numbers + rest + chosen)
  func aTableGivesTheColumnsItHas(table: TableCase) throws {
    let (data, report) = try TableFile(table.text).read(table.options)
    for (name, values) in table.columns {
      #expect(data[Name(name)] == values, "\(name)")
    }
    #expect(report?.rowCount == data.rowCount)
  }

  @Test func columnsComeInTheOrderOfTheFileOrInThatAskedFor() throws {
    let file = TableFile("b,a,c\n1,2,3\n")
    #expect(try file.read().0.columns.map(\.name.text) == ["b", "a", "c"])
    #expect(try file.read("columns c, b").0.columns.map(\.name.text) == ["c", "b"])
  }
}
