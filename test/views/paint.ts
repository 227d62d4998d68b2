import { encodeRun } from "@stageplay/view";
import { simulateModelled } from "../bench/simulate.mjs";
import type { CardPages } from "./card-pages.js";
import type { Motion, PaintTimes } from "./in-page.js";

const JOBS = 20;
const TASKS_A_JOB = 5000;
/** Other programs take a processor away now and then: the best round says what the pictures need. */
const PAINTS = 10;
const RIDES = 3;

/** The quickest of several first cards of a page with 100,000 tasks on 400 slots, and the most fluent ride through one's timeline. */
export async function measurePaint(pages: CardPages): Promise<{ paint: PaintTimes; motion: Motion }> {
  const { run } = await simulateModelled(JOBS, TASKS_A_JOB, { everyRule: true });
  const bundle = JSON.stringify(encodeRun(run!));
  const paints: PaintTimes[] = [];
  const motions: Motion[] = [];
  for (let round = 0; round < PAINTS; round++) {
    // A page of its own: nothing is compiled or kept from the round before.
    const page = await pages.open();
    paints.push(await page.evaluate((text) => window.inPage.paint(text), bundle));
    if (round < RIDES) motions.push(await page.evaluate(() => window.inPage.drive()));
    await page.close();
  }
  const paint = best(paints, ({ overviewMs, timelineMs }) => -(overviewMs + timelineMs));
  const motion = best(motions, ({ fps }) => fps);
  if (paint.tasks !== JOBS * TASKS_A_JOB) throw new Error(`The timeline shows ${paint.tasks} tasks.`);
  if (motion.fewest * 10 > motion.most) throw new Error("The timeline did not follow the wheel.");
  return { paint, motion };
}

function best<T>(items: readonly T[], score: (item: T) => number): T {
  return items.reduce((a, b) => (score(b) > score(a) ? b : a));
}
