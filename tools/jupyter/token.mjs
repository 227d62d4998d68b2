// The server's token is kept, so that an open tab or a bookmark works after a restart.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * The token in the file, which is made on the first call and readable by its owner only.
 * @param {string} file
 */
export function keptToken(file) {
  const kept = existsSync(file) ? readFileSync(file, "utf8").trim() : "";
  if (/^[0-9a-f]{32,}$/.test(kept)) return kept;
  const token = randomBytes(24).toString("hex");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${token}\n`, { mode: 0o600 });
  return token;
}
