import type { DataType, LongValue, StructType } from "@stageplay/core";
import { formatDecimal } from "../decimal.js";
import type { Encoder, Options } from "../format.js";
import { formatDouble, formatFloat } from "../java-number.js";
import { type TemporalFormat, temporalFormat } from "../temporal-options.js";
import { textEncoding } from "../text-encoding.js";

/** Writes a JSON object a line as Spark does: null fields are left out, NaN and the infinities are strings. */
export function createJsonEncoder(schema: StructType, options: Options): Encoder {
  const { extension, pack } = textEncoding(options, ".json");
  const keepNulls = options["ignorenullfields"]?.toLowerCase() === "false";
  const write = structWriter(schema, { temporal: temporalFormat(options), keepNulls });
  return {
    extension,
    encode(rows) {
      const lines = Array.from(rows, (row) => `${write(row)}\n`);
      return { content: pack(lines.join("")), records: lines.length };
    },
  };
}

interface Settings {
  readonly temporal: TemporalFormat;
  readonly keepNulls: boolean;
}

type Writer = (value: unknown) => string;

function structWriter({ fields }: StructType, settings: Settings): Writer {
  const writers = fields.map(({ name, dataType }) => ({
    key: JSON.stringify(name),
    write: writerOf(dataType, settings),
  }));
  return (value) => {
    const row = value as readonly unknown[];
    const parts: string[] = [];
    writers.forEach(({ key, write }, i) => {
      const held = row[i] ?? null;
      if (held !== null) parts.push(`${key}:${write(held)}`);
      else if (settings.keepNulls) parts.push(`${key}:null`);
    });
    return `{${parts.join(",")}}`;
  };
}

function writerOf(type: DataType, settings: Settings): Writer {
  switch (type.kind) {
    case "string":
      return (value) => JSON.stringify(value);
    case "double":
      return (value) => quotedUnlessFinite(value as number, formatDouble);
    case "float":
      return (value) => quotedUnlessFinite(value as number, formatFloat);
    case "decimal":
      return (value) => formatDecimal(value as LongValue, type.scale);
    case "date":
      return (value) => JSON.stringify(settings.temporal.formatDate(value as number));
    case "timestamp":
      return (value) => JSON.stringify(settings.temporal.formatTimestamp(value as LongValue));
    case "binary":
      return (value) => JSON.stringify(Buffer.from(value as Uint8Array).toString("base64"));
    case "array":
      return listWriter(orNull(writerOf(type.elementType, settings)));
    case "struct":
      return structWriter(type, settings);
    case "map":
      return mapWriter(writerOf(type.keyType, settings), orNull(writerOf(type.valueType, settings)));
    default:
      return String; // boolean, whole numbers, null
  }
}

function listWriter(write: Writer): Writer {
  return (value) => `[${(value as readonly unknown[]).map(write).join(",")}]`;
}

/** A key is always a string; what is one already keeps its quotes. */
function mapWriter(key: Writer, value: Writer): Writer {
  const quoted = (text: string) => (text.startsWith('"') ? text : JSON.stringify(text));
  return (map) =>
    `{${Array.from(map as Map<unknown, unknown>, ([k, v]) => `${quoted(key(k))}:${value(v)}`).join(",")}}`;
}

function orNull(write: Writer): Writer {
  return (value) => (value === null ? "null" : write(value));
}

function quotedUnlessFinite(value: number, format: (value: number) => string): string {
  return Number.isFinite(value) ? format(value) : JSON.stringify(format(value));
}
