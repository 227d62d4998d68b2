/** JupyterLab plugins of Stageplay. The renderer of the cards is a MIME extension of its own, see `mime.ts`. */
import type { JupyterFrontEndPlugin } from "@jupyterlab/application";
import { linesPlugin } from "./lines/lines-plugin.js";
import { runsPlugin } from "./panel/runs-plugin.js";

const plugins: readonly JupyterFrontEndPlugin<void>[] = [runsPlugin, linesPlugin];

export default plugins;
