import type { DataType, LongValue, StructType } from "@stageplay/core";
import { formatDecimal } from "../decimal.js";
import { type Encoder, isTrue, type Options } from "../format.js";
import { formatDouble, formatFloat } from "../java-number.js";
import { textEncoding } from "../text-encoding.js";
import { unsupportedColumn } from "../write-errors.js";
import { type CsvOptions, csvOptions } from "./csv-options.js";

/** Writes rows as Spark does: a header line a file if asked, quotes only where needed, `""` for an empty string, nothing for null. */
export function createCsvEncoder(schema: StructType, options: Options): Encoder {
  for (const field of schema.fields) {
    if (["array", "map", "struct", "null", "binary"].includes(field.dataType.kind)) {
      throw unsupportedColumn("CSV", field, "Cast it to a string, select its parts, or write JSON or Parquet.");
    }
  }
  const csv = csvOptions(options);
  const quoteAll = isTrue(options, "quoteall");
  const trims = (side: string) => options[`ignore${side}whitespace`]?.toLowerCase() !== "false";
  const fields = schema.fields.map((field) => textOf(field.dataType, csv));
  const field = fieldWriter(csv, { quoteAll, trimLeft: trims("leading"), trimRight: trims("trailing") });
  const { extension, pack } = textEncoding(options, ".csv");
  const header = csv.header ? `${schema.fields.map(({ name }) => field(name)).join(csv.sep)}\n` : "";
  return {
    extension,
    encode(rows) {
      const lines = Array.from(rows, (row) => {
        const texts = fields.map((text, i) => {
          const value = row[i] ?? null;
          if (value !== null) return field(text(value));
          return quoteAll && csv.nullValue !== "" ? field(csv.nullValue) : csv.nullValue;
        });
        return `${texts.join(csv.sep)}\n`;
      });
      return { content: pack(header + lines.join("")), records: lines.length };
    },
  };
}

function textOf(type: DataType, { temporal }: CsvOptions): (value: unknown) => string {
  switch (type.kind) {
    case "double":
      return (value) => formatDouble(value as number);
    case "float":
      return (value) => formatFloat(value as number);
    case "decimal":
      return (value) => formatDecimal(value as LongValue, type.scale);
    case "date":
      return (value) => temporal.formatDate(value as number);
    case "timestamp":
      return (value) => temporal.formatTimestamp(value as LongValue);
    default:
      return String;
  }
}

interface QuoteRules {
  readonly quoteAll: boolean;
  readonly trimLeft: boolean;
  readonly trimRight: boolean;
}

function fieldWriter({ sep, quote, escape: escapeChar }: CsvOptions, { quoteAll, trimLeft, trimRight }: QuoteRules) {
  return (raw: string): string => {
    const left = trimLeft ? raw.trimStart() : raw;
    const text = trimRight ? left.trimEnd() : left;
    if (text === "") return quote + quote;
    const needsQuotes = text.includes(sep) || text.includes(quote) || /[\r\n]/.test(text);
    if (!quoteAll && !needsQuotes) return text;
    const escaped = escapeChar === quote ? text : text.replaceAll(escapeChar, escapeChar + escapeChar);
    return quote + escaped.replaceAll(quote, escapeChar + quote) + quote;
  };
}
