// Shows the address in the user's browser.
import { spawn } from "node:child_process";

/**
 * Whether there is a user before a screen.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 */
export function hasScreen(env = process.env, platform = process.platform) {
  if (env.CI) return false;
  return platform !== "linux" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * Opens the address with Python's webbrowser module, which knows every system's way. It is no failure when none opens.
 * @param {string} python
 * @param {string} url
 */
export function openBrowser(python, url) {
  spawn(python, ["-m", "webbrowser", url], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}
