import { measureBrowser } from "./browser.mjs";
import { measureGrowth } from "./growth/growth.mjs";
import { measureKernel } from "./kernel.mjs";
import { measureRows } from "./rows/rows.mjs";
import { measureSchedulers } from "./schedulers.mjs";
import { measureSimulation } from "./simulation.mjs";

/** What `npm run bench` can measure, in the order in which it does; each adds its lines to the reporter. */
export const SUBJECTS = {
  kernel: measureKernel,
  simulation: measureSimulation,
  schedulers: measureSchedulers,
  browser: measureBrowser,
  rows: measureRows,
  growth: measureGrowth,
};
