// The measurements are TypeScript, which Node 20 does not read: they are bundled first, the packages stay outside.
import { mkdirSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

/** Where pages and bundles go. */
export const VIEWS_FOLDER = fileURLToPath(new URL("../../out/views", import.meta.url));

/** What `index.ts` exports. The working directory has to be the repository. */
export async function loadViews() {
  mkdirSync(VIEWS_FOLDER, { recursive: true });
  const outfile = `${VIEWS_FOLDER}/views.mjs`;
  await build({
    entryPoints: [fileURLToPath(new URL("index.ts", import.meta.url))],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  return import(pathToFileURL(outfile).href);
}
