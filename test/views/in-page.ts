import { decodeRun, runModel } from "@stageplay/view";
import { RunCard } from "../../lab-extension/src/card/run-card.js";

/** Milliseconds until a card has shown its overview, and then its timeline. */
export interface PaintTimes {
  readonly overviewMs: number;
  readonly timelineMs: number;
  /** Task attempts that the timeline has in view. */
  readonly tasks: number;
  /** Task attempts that its words speak of, drawn or not. */
  readonly total: number;
}

/** How fluently the timeline followed a wheel. */
export interface Motion {
  readonly fps: number;
  readonly slowestFrameMs: number;
  /** Fewest and most task attempts in view on the way: they differ when it moved. */
  readonly fewest: number;
  readonly most: number;
}

/** Stage graphs, as they are before anybody opened anything. */
export interface Graphs {
  /** Milliseconds until the first of them was shown. */
  readonly ms: number;
  /** Stages, and folds of stages, that are drawn: a graph a job, and all jobs as one graph. */
  readonly byJob: number;
  readonly asOne: number;
}

/** What a page had to hold while it was scrolled through. */
export interface Scrolled {
  /** The most nodes that were in the page at once: elements, texts, comments. */
  readonly nodes: number;
  /** Elements among them. */
  readonly elements: number;
  /** Tabs that were opened on the way. */
  readonly tabs: number;
  readonly slowestFrameMs: number;
}

/** What the measurements ask of the page. Works as the output widget of JupyterLab does. */
export interface InPage {
  /** Replaces what is shown with a card for each bundle (its JSON text). */
  show(bundles: readonly string[]): void;
  /** Shows one bundle and takes the time. */
  paint(bundle: string): Promise<PaintTimes>;
  /** Zooms into the timeline, pans to and fro, and zooms out again, a wheel event a frame. */
  drive(): Promise<Motion>;
  /** Shows one bundle, and its graphs one after the other. */
  graphs(bundle: string): Promise<Graphs>;
  /** Scrolls through the page, a screen at a time. Each card is opened at another tab than the one before. */
  scrollThrough(): Promise<Scrolled>;
}

declare global {
  interface Window {
    inPage: InPage;
  }
}

const ZOOM_FRAMES = 40;
const PAN_FRAMES = 60;
let cards: readonly RunCard[] = [];

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

function show(bundles: readonly string[]): void {
  for (const card of cards) card.dispose();
  cards = bundles.map((text) => {
    const card = new RunCard();
    card.update(runModel(decodeRun(JSON.parse(text))));
    return card;
  });
  const outputs = cards.map((card) => {
    const output = document.createElement("div");
    output.className = "sp-output";
    output.append(card.node);
    return output;
  });
  document.querySelector("main")!.replaceChildren(...outputs);
  for (const card of cards) card.observe();
}

/** The frame in which the page is as wanted has been laid out and painted: it is wanted before that, and a message comes after it. */
async function painted(done: () => boolean): Promise<void> {
  do await nextFrame();
  while (!done());
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(undefined);
  });
}

const timeline = (): HTMLElement | null => document.querySelector<HTMLElement>(".sp-timeline .sp-gantt[data-painter]");

async function paint(bundle: string): Promise<PaintTimes> {
  const startMs = performance.now();
  show([bundle]);
  await painted(() => document.querySelectorAll(".sp-small-picture svg").length === 2);
  const overviewMs = performance.now() - startMs;
  document.querySelector<HTMLElement>('[data-tab="timeline"]')!.click();
  await painted(() => timeline() !== null);
  const timelineMs = performance.now() - startMs - overviewMs;
  const words = document.querySelector(".sp-gantt-shown")?.textContent ?? "";
  const total = Number(/ of ([\d,]+) task/.exec(words)?.[1]?.replaceAll(",", ""));
  return { overviewMs, timelineMs, tasks: Number(timeline()!.dataset.taskCount), total };
}

async function drive(): Promise<Motion> {
  const chart = timeline()!;
  chart.scrollIntoView({ block: "center" });
  const { left, top, width } = chart.getBoundingClientRect();
  const at = { clientX: left + width / 2, clientY: top + 100, bubbles: true, cancelable: true };
  const wheels: WheelEventInit[] = [
    ...Array.from({ length: ZOOM_FRAMES }, () => ({ ctrlKey: true, deltaY: -40 })),
    ...Array.from({ length: PAN_FRAMES }, (_, i) => ({ deltaX: i < PAN_FRAMES / 2 ? 60 : -60 })),
    ...Array.from({ length: ZOOM_FRAMES }, () => ({ ctrlKey: true, deltaY: 40 })),
  ];
  const counts: number[] = [];
  const times = [await nextFrame()];
  for (const wheel of wheels) {
    chart.dispatchEvent(new WheelEvent("wheel", { ...at, ...wheel }));
    times.push(await nextFrame());
    counts.push(Number(chart.dataset.taskCount));
  }
  const fps = (1000 * wheels.length) / (times.at(-1)! - times[0]!);
  return { fps, slowestFrameMs: slowest(times), fewest: Math.min(...counts), most: Math.max(...counts) };
}

async function graphs(bundle: string): Promise<Graphs> {
  show([bundle]);
  const boxes = (): number => document.querySelectorAll('[data-panel="dag"] .sp-stage').length;
  const startMs = performance.now();
  document.querySelector<HTMLElement>('[data-tab="dag"]')!.click();
  await painted(() => boxes() > 0);
  const ms = performance.now() - startMs;
  const byJob = boxes();
  document.querySelector<HTMLElement>('[data-panel="dag"] .sp-modes button[aria-pressed="false"]')!.click();
  await painted(() => document.querySelector(".sp-dags > .sp-stage-graph .sp-stage") !== null);
  return { ms, byJob, asOne: document.querySelectorAll(".sp-dags > .sp-stage-graph .sp-stage").length };
}

async function scrollThrough(): Promise<Scrolled> {
  const scroller = document.querySelector<HTMLElement>(".jp-WindowedPanel-outer")!;
  const times: number[] = [];
  const opened = new Set<Element>();
  let [nodes, elements] = [0, 0];
  for (let y = 0; y < scroller.scrollHeight; y += scroller.clientHeight) {
    scroller.scrollTop = y;
    for (const { node } of cards) {
      const { top, bottom } = node.getBoundingClientRect();
      if (opened.has(node) || bottom < 0 || top > window.innerHeight) continue;
      const tabs = [...node.querySelectorAll<HTMLElement>("[data-tab]:not([hidden])")];
      tabs[opened.size % tabs.length]!.click();
      opened.add(node);
    }
    // Observers speak a frame later, what they ask for is drawn in the next.
    for (let i = 0; i < 4; i++) times.push(await nextFrame());
    elements = Math.max(elements, document.querySelectorAll("*").length);
    nodes = Math.max(nodes, nodesIn(document));
  }
  return { nodes, elements, tabs: opened.size, slowestFrameMs: slowest(times) };
}

function nodesIn(root: Node): number {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ALL);
  let count = 0;
  while (walker.nextNode() !== null) count++;
  return count;
}

function slowest(times: readonly number[]): number {
  return Math.max(...times.slice(1).map((time, i) => time - times[i]!));
}

window.inPage = { show, paint, drive, graphs, scrollThrough };
