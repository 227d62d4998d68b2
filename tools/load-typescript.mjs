// Node 20 reads no TypeScript: it is bundled first, the packages stay outside.
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

/**
 * What a TypeScript file exports; its bundle is written to `outfile`. The working directory has to be the repository.
 * @param {URL} entry
 * @param {string} outfile
 */
export async function loadTypeScript(entry, outfile) {
  mkdirSync(dirname(outfile), { recursive: true });
  await build({
    entryPoints: [fileURLToPath(entry)],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  return import(pathToFileURL(outfile).href);
}
