import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { RUN_MIME } from "@stageplay/view";
import { RunWidget } from "./run-widget.js";

/**
 * The renderer of the run bundle. `safe`: it shows data of untrusted notebooks too, because nothing of the data is ever
 * parsed as markup. Rank 10 puts it before the bundle's static PNG.
 */
const extension: IRenderMime.IExtension = {
  id: "@stageplay/lab-extension:mime",
  rendererFactory: {
    safe: true,
    mimeTypes: [RUN_MIME],
    defaultRank: 10,
    createRenderer: (options) => new RunWidget(options),
  },
  dataType: "json",
};

export default extension;
