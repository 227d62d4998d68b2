import type { RunDocument } from "@stageplay/core";
import { encodeRun } from "@stageplay/view";
import type { CardPages } from "./card-pages.js";
import type { Motion, PaintTimes } from "./in-page.js";

/** What was measured of one run's card. */
export interface Painted {
  /** Size of the bundle's JSON. */
  readonly bytes: number;
  /** The quickest first card of a page. */
  readonly paint: PaintTimes;
  /** Milliseconds of the middle one. */
  readonly middleMs: number;
  /** The most fluent ride through the timeline. */
  readonly motion: Motion;
}

export interface PaintOptions {
  /** First cards, each in a page of its own. */
  readonly paints: number;
  /** Rides through the timeline, in the first of these pages. */
  readonly rides: number;
}

/**
 * Times of the card of a run. Other programs take a processor away now and then: the best round says what the picture needs.
 * @throws Error when the timeline lacks tasks, or did not move
 */
export async function measurePaint(pages: CardPages, run: RunDocument, options: PaintOptions): Promise<Painted> {
  const bundle = JSON.stringify(encodeRun(run));
  const paints: PaintTimes[] = [];
  const motions: Motion[] = [];
  for (let round = 0; round < options.paints; round++) {
    // A page of its own: nothing is compiled or kept from the round before.
    const page = await pages.open();
    paints.push(await page.evaluate((text) => window.inPage.paint(text), bundle));
    if (round < options.rides) motions.push(await page.evaluate(() => window.inPage.drive()));
    await page.close();
  }
  paints.sort((a, b) => wholeMs(a) - wholeMs(b));
  const [paint] = paints;
  const motion = motions.reduce((a, b) => (b.fps > a.fps ? b : a));
  if (paint!.total !== run.tasks.length) throw new Error(`The card counts ${paint!.total} tasks.`);
  if (motion.fewest * 10 > motion.most) throw new Error("The timeline did not follow the wheel.");
  return { bytes: bundle.length, paint: paint!, middleMs: wholeMs(paints[paints.length >> 1]!), motion };
}

/** Until overview and timeline have been shown, one after the other. */
export function wholeMs({ overviewMs, timelineMs }: PaintTimes): number {
  return overviewMs + timelineMs;
}
