import { fileURLToPath } from "node:url";
import { loadTypeScript } from "../../tools/load-typescript.mjs";

/** Where pages and bundles go. */
export const VIEWS_FOLDER = fileURLToPath(new URL("../../out/views", import.meta.url));

/** What `index.ts` exports. The working directory has to be the repository. */
export function loadViews() {
  return loadTypeScript(new URL("index.ts", import.meta.url), `${VIEWS_FOLDER}/views.mjs`);
}
