import { fileURLToPath } from "node:url";

/** A path inside the repository as an absolute one. */
export const at = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
