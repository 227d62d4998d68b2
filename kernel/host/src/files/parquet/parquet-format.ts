import { structType } from "@stageplay/core";
import type { FormatSupport } from "../format.js";
import { readFooter } from "./footer.js";
import { createParquetEncoder } from "./parquet-encoder.js";
import { openParquet } from "./parquet-scan.js";
import { schemaOfParquet } from "./parquet-schema.js";

/** Parquet: the schema comes from one file's footer (G16), as Spark does without `mergeSchema`. */
export const parquetFormat: FormatSupport = {
  name: "Parquet",
  inferSchema(files) {
    const first = files.find((file) => file.size > 0);
    if (!first) return { schema: structType([]), recordsRead: 0, bytesRead: 0 };
    const { metadata, bytes } = readFooter(first.path);
    return { schema: schemaOfParquet(metadata), recordsRead: 0, bytesRead: bytes };
  },
  open: openParquet,
  createEncoder: createParquetEncoder,
};
