// `npm start`: set up, then open JupyterLab or execute a notebook.
import { join } from "node:path";
import { hasScreen, openBrowser } from "./jupyter/open-browser.mjs";
import { requireFreePort } from "./jupyter/port.mjs";
import { locateNotebook, runNotebook } from "./jupyter/run-notebook.mjs";
import { serveLab } from "./jupyter/serve-lab.mjs";
import { keptToken } from "./jupyter/token.mjs";
import { pathsOf } from "./setup/paths.mjs";
import { lineProgress } from "./setup/progress.mjs";
import { runMain } from "./setup/run-main.mjs";
import { setUp } from "./setup/set-up.mjs";
import { parseStartOptions, USAGE } from "./start-options.mjs";

/** Below notebooks/. */
const FIRST_LESSON = "lessons/L00-nothing-happens-until-you-ask.ipynb";

/** @param {readonly string[]} args */
export function start(args) {
  return runMain(async (signal) => {
    const began = performance.now();
    const options = parseStartOptions(args);
    const paths = pathsOf();
    if (options.command === "help") {
      console.log(USAGE);
      return 0;
    }
    if (options.command === "run") {
      const notebook = locateNotebook(options.notebook, paths.root);
      await setUp("lab", lineProgress(), signal, paths);
      return runNotebook(notebook, paths, signal);
    }
    const { port, browser } = options;
    const runtime = join(paths.venv, "run");
    await requireFreePort(port, runtime);
    await setUp("lab", lineProgress(), signal, paths);
    await requireFreePort(port, runtime); // again: a first set-up takes its time
    const onReady = (/** @type {string} */ url) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(
        `\nStageplay is ready after ${seconds} s:\n\n  ${url}\n\nThe first lesson:\n\n  ${url.replace("/lab?", `/lab/tree/${FIRST_LESSON}?`)}\n\nCtrl-C ends it. JupyterLab's log: .setup/lab.log`,
      );
      if (browser && hasScreen()) openBrowser(paths.python, url);
    };
    return serveLab({ port, token: keptToken(join(paths.setup, "token")), setup: paths.setup, signal, onReady });
  });
}
