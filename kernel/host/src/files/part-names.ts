import { createHash } from "node:crypto";

/** The id that all files of one write share. Spark draws it at random; ours comes from the path and the number of the write. */
export function writeId(path: string, count: number): string {
  const hex = createHash("sha256").update(`${count}:${path}`).digest("hex");
  // Version 4 and variant bits, so that it looks like the random UUID that it stands for.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** `part-00000-<id>-c000.snappy.parquet`; under Hadoop's old API, which saveAsTextFile uses, `part-00000`. */
export function partName(partition: number, id: string, extension: string, hadoop: boolean): string {
  const part = `part-${String(partition).padStart(5, "0")}`;
  return hadoop ? `${part}${extension.replace(/^\.txt/, "")}` : `${part}-${id}-c000${extension}`;
}
