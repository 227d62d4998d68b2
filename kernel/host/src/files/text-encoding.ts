import { gzipSync } from "node:zlib";
import type { Options } from "./format.js";
import { codecNotAvailable } from "./write-errors.js";

/** How text formats become bytes: the option `compression` is none (the default) or gzip. */
export function textEncoding(
  options: Options,
  extension: string,
): { extension: string; pack(text: string): Uint8Array } {
  const codec = (options["compression"] ?? options["codec"] ?? "none").toLowerCase();
  if (codec === "none" || codec === "uncompressed") return { extension, pack: (text) => Buffer.from(text, "utf8") };
  // The gzip header holds no time, so equal rows give equal bytes.
  if (codec === "gzip") return { extension: `${extension}.gz`, pack: (text) => gzipSync(text) };
  throw codecNotAvailable(codec, ["uncompressed", "none", "gzip"]);
}
