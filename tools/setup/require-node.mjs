// Looked at before anything else is loaded. Written so that an old Node can still read it: no imports, no recent syntax.

export const SUPPORTED_NODE = "20.19 or later, 22.12 or later, or 24 and later";

/**
 * Whether Stageplay runs on this version of Node; the same ranges as "engines" in package.json.
 * @param {string} version such as "20.19.1"
 */
export function isSupportedNode(version) {
  const parts = version.split(".").map(Number);
  const major = parts[0] || 0;
  const minor = parts[1] || 0;
  return major >= 24 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
}

/** Ends the process with the next step when Node is too old. */
export function requireNode() {
  if (isSupportedNode(process.versions.node)) return;
  console.error(`Stageplay needs Node ${SUPPORTED_NODE}; this is Node ${process.versions.node}.`);
  console.error(
    "  What to do: install a current Node (https://nodejs.org/en/download, or `nvm install 24`) and run the command again.",
  );
  process.exit(1);
}
