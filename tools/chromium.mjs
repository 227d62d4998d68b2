// Finds the browser for the tests in test/e2e. It is never downloaded: the system's own is used.
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];

/** Where installers put it when it is not on the PATH. */
const USUAL_PLACES = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

/**
 * The path of a Chromium, or undefined. The environment variable `CHROMIUM` decides alone when it is set, even if it names
 * no file; otherwise the first common name on the PATH wins.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined}
 */
export function findChromium(env = process.env) {
  if (env.CHROMIUM) return isProgram(env.CHROMIUM) ? env.CHROMIUM : undefined;
  const folders = (env.PATH ?? "").split(delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const usual = USUAL_PLACES[/** @type {"darwin" | "win32"} */ (process.platform)] ?? [];
  return [...onPath, ...usual].find(isProgram);
}

/**
 * Whether a missing browser is a failure (continuous integration) and not a reason to skip (a user's machine).
 * @param {NodeJS.ProcessEnv} [env]
 */
export function browserIsRequired(env = process.env) {
  return env.STAGEPLAY_REQUIRE_BROWSER === "1" || env.CI === "true" || env.CI === "1";
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
