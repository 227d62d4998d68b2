import { gzipSync } from "node:zlib";
import type { DataType, StructType } from "@stageplay/core";
import type { CompressionCodec, SchemaElement } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import type { Encoder, Options } from "../format.js";
import { codecNotAvailable, unsupportedColumn } from "../write-errors.js";
import { schemaElements } from "./schema-elements.js";

/** Spark's row groups end at 128 MiB; ours at a count that is far below it for ordinary rows. */
const ROW_GROUP_ROWS = 1_000_000;

const CODECS: Readonly<Record<string, { readonly codec: CompressionCodec; readonly extension: string }>> = {
  snappy: { codec: "SNAPPY", extension: ".snappy.parquet" },
  gzip: { codec: "GZIP", extension: ".gz.parquet" },
  uncompressed: { codec: "UNCOMPRESSED", extension: ".parquet" },
  none: { codec: "UNCOMPRESSED", extension: ".parquet" },
};

/** Writes one Parquet file a task, with a schema given in full: nothing is guessed from the values. */
export function createParquetEncoder(schema: StructType, options: Options): Encoder {
  const name = (options["compression"] ?? options["parquet.compression"] ?? "snappy").toLowerCase();
  const codec = CODECS[name];
  if (!codec) throw codecNotAvailable(name, Object.keys(CODECS));
  const empty = schema.fields.find((field) => holdsVoid(field.dataType));
  if (empty) throw unsupportedColumn("Parquet", empty, `Give it a type: cast(null as string) AS ${empty.name}.`);
  const elements: SchemaElement[] = [{ name: "spark_schema", num_children: schema.fields.length }];
  elements.push(...schema.fields.flatMap(schemaElements));
  return {
    extension: codec.extension,
    encode(rows) {
      const columns: unknown[][] = schema.fields.map(() => []);
      let records = 0;
      for (const row of rows) {
        records++;
        schema.fields.forEach(({ dataType }, i) => {
          columns[i]!.push(storedValue(row[i] ?? null, dataType));
        });
      }
      const content = parquetWriteBuffer({
        columnData: schema.fields.map((field, i) => ({ name: field.name, data: columns[i]! })),
        schema: elements,
        codec: codec.codec,
        compressors: { GZIP: (bytes) => gzipSync(bytes) },
        rowGroupSize: ROW_GROUP_ROWS,
        createdBy: "stageplay",
      });
      return { content: new Uint8Array(content), records };
    },
  };
}

/** A held value as hyparquet-writer takes it: 64-bit integers and decimals as bigints, structs as objects. */
function storedValue(value: unknown, type: DataType): unknown {
  if (value === null) return null;
  switch (type.kind) {
    case "long":
    case "timestamp":
    case "decimal":
      return BigInt(value as number | bigint);
    case "array":
      return (value as unknown[]).map((item) => storedValue(item, type.elementType));
    case "map":
      return Array.from(value as Map<unknown, unknown>, ([key, item]) => ({
        key: storedValue(key, type.keyType),
        value: storedValue(item, type.valueType),
      }));
    case "struct":
      return Object.fromEntries(
        type.fields.map((field, i) => [field.name, storedValue((value as unknown[])[i] ?? null, field.dataType)]),
      );
    default:
      return value;
  }
}

function holdsVoid(type: DataType): boolean {
  switch (type.kind) {
    case "null":
      return true;
    case "array":
      return holdsVoid(type.elementType);
    case "map":
      return holdsVoid(type.keyType) || holdsVoid(type.valueType);
    case "struct":
      return type.fields.some((field) => holdsVoid(field.dataType));
    default:
      return false;
  }
}
