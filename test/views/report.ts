import { measureAxe } from "./axe.js";
import { openCardPages } from "./card-pages.js";
import { measureInjections } from "./injections.js";
import { measureNodes } from "./nodes.js";
import { measurePaint } from "./paint.js";
import { realRuns } from "./real-runs.js";
import { targetTable } from "./target-table.js";

/** What the pictures owe (100,000 tasks in a run; 60 outputs in a notebook). */
const PAINT_MS = 300;
const PAN_FPS = 45;
const NODES = 10_000;

/** Measures all, prints the table and the closing line. @returns whether every target is met. */
export async function report(folder: string, print: (line: string) => void): Promise<boolean> {
  const table = targetTable(print);
  const pages = await openCardPages(folder);
  try {
    const { paint, motion } = await measurePaint(pages);
    const paintMs = Math.round(paint.overviewMs + paint.timelineMs);
    const parts = `overview ${Math.round(paint.overviewMs)} ms, then timeline ${Math.round(paint.timelineMs)} ms`;
    table.add("first paint of 100,000 tasks", `${paintMs} ms`, `≤ ${PAINT_MS} ms`, paintMs <= PAINT_MS, parts);
    const fps = Math.floor(motion.fps);
    const views = `${motion.most} to ${motion.fewest} tasks in view, slowest frame ${Math.round(motion.slowestFrameMs)} ms`;
    table.add("pan and zoom of its timeline", `${fps} fps`, `≥ ${PAN_FPS} fps`, fps >= PAN_FPS, views);

    const runs = await realRuns();
    const dom = await measureNodes(pages, runs);
    const scrolled = `elements, at most while scrolling (and ${dom.texts} texts in them), slowest frame ${Math.round(dom.slowestFrameMs)} ms`;
    table.add(`nodes of ${dom.cards} cards`, String(dom.elements), `≤ ${NODES}`, dom.elements <= NODES, scrolled);

    const axe = await measureAxe(pages, runs);
    const looked = `${axe.looks} tabs in both themes`;
    table.add("axe violations", String(axe.violations.length), "0", axe.violations.length === 0, looked);

    const { texts, total, harmful } = await measureInjections(pages);
    const inert = total - harmful.length;
    table.add(
      "injections inert",
      `${inert} of ${total}`,
      "all",
      inert === total,
      `${texts} texts × ${total / texts} tabs`,
    );
    table.add("errors of the pages", String(pages.errors.length), "0", pages.errors.length === 0);
    for (const fault of [...axe.violations, ...harmful, ...pages.errors].slice(0, 20)) print(`  ${fault}`);
    print(
      `views: paint ${paintMs} ms, pan ${fps} fps, dom ${dom.elements} nodes, axe ${axe.violations.length} violations, injections ${inert} of ${total} inert`,
    );
    return table.met;
  } finally {
    await pages.close();
  }
}
