import type { ExecutorId } from "./brand.js";

/** In the place of an executor where map outputs lie that no executor keeps: a remote shuffle service, or fallback storage (F7, C14). */
export const REMOTE_STORAGE: ExecutorId = -2;
/** Its host. */
export const REMOTE_HOST = "remote";
