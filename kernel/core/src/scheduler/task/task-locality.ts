/** Codes of TASK_LOCALITIES, best first (C4). */
export const PROCESS_LOCAL = 0;
export const NODE_LOCAL = 1;
export const NO_PREF = 2;
export const RACK_LOCAL = 3;
export const ANY = 4;

/** No task has been launched: worse than every level. */
export const NO_LOCALITY = 5;
