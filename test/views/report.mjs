// `npm run views`: measures the pictures in Chromium, prints a table and one closing line; exit code 1 when a target is missed.
// `npm run views -- --pictures [FOLDER [program…]]`: saves screenshots of every tab instead, to be looked at.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { loadViews, VIEWS_FOLDER } from "./load.mjs";

const [flag, target, ...programs] = process.argv.slice(2);
const pictures = flag === "--pictures" ? resolve(target ?? `${VIEWS_FOLDER}/pictures`) : undefined;
process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
if (flag !== undefined && pictures === undefined) {
  console.error("npm run views [-- --pictures [FOLDER [program…]]]");
  process.exit(2);
}
const { report, savePictures } = await loadViews();
const done =
  pictures === undefined
    ? await report(VIEWS_FOLDER, console.log)
    : await savePictures(pictures, VIEWS_FOLDER, programs, console.log);
process.exitCode = done ? 0 : 1;
