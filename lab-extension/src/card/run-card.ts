import type { RunModel } from "@stageplay/view";
import { Dormant } from "../dom/dormant.js";
import { element } from "../dom/element.js";
import { onPrint } from "../dom/on-print.js";
import { plainText } from "../dom/plain-text.js";
import { ExportMenu } from "../export/export-menu.js";
import { redraw } from "../overview/redraw.js";
import { PredictionList } from "../predictions/prediction-list.js";
import type { RunTab, RunTabFactory, TabId, TabTarget } from "../tabs/run-tab.js";
import { RUN_TABS } from "../tabs/run-tabs.js";
import { TabBar } from "../tabs/tab-bar.js";
import { cardHeader } from "./card-header.js";
import { JobProgress } from "./job-progress.js";

/** A tab that has been selected at least once. */
interface OpenTab {
  readonly tab: RunTab;
  readonly panel: HTMLElement;
  /** The model that it shows; another one is shown when it is selected again. */
  shown: RunModel | undefined;
}

/**
 * The card under a cell: verdict and tags, predictions, and the tabs, of which one is shown. It is built once and then updated in place, so
 * that a live run does not flicker.
 */
export class RunCard {
  readonly node: HTMLElement;
  private readonly header = element("header", { class: "sp-head" });
  private readonly progress = new JobProgress();
  private readonly top = element("div", { class: "sp-top" }, this.header, this.progress.node);
  private readonly predictions = new PredictionList({ goTo: (target) => this.goTo(target) });
  private readonly panels = element("div", { class: "sp-panels" });
  private readonly dormant = new Dormant(this.panels);
  private readonly factories: ReadonlyMap<TabId, RunTabFactory>;
  private readonly bar: TabBar;
  private readonly exports = new ExportMenu();
  private readonly open: Map<TabId, OpenTab> = new Map();
  private selected: TabId;
  private model: RunModel | undefined;
  private watching = false;
  private readonly stopPrint: () => void;

  constructor(factories: readonly RunTabFactory[] = RUN_TABS) {
    this.factories = new Map(factories.map((factory) => [factory.id, factory]));
    this.selected = factories[0]!.id;
    this.bar = new TabBar(factories, (id) => this.select(id));
    this.bar.select(this.selected);
    const bar = element("div", { class: "sp-bar" }, this.bar.node, this.exports.node);
    this.node = element("article", { class: "sp-card" }, this.top, this.predictions.node, bar, this.panels);
    // On paper the first tab comes before the selected one. Pictures are drawn after that.
    const print = (isPrinting: boolean): void => {
      this.dormant.wake();
      const first = this.open.get(factories[0]!.id);
      if (first !== undefined) first.panel.hidden = !isPrinting && this.selected !== factories[0]!.id;
    };
    this.stopPrint = onPrint(
      () => print(true),
      () => print(false),
      true,
    );
  }

  /** Shows this state of the run. */
  update(model: RunModel): void {
    this.model = model;
    this.node.setAttribute("aria-label", plainText(`${model.title}: ${model.verdict.headline}`));
    this.node.setAttribute("data-run-id", String(model.run.runId));
    redraw(this.header, ...cardHeader(model, { goTo: (target) => this.goTo(target) }));
    this.progress.update(model.jobs);
    this.keepPlace(model);
    this.predictions.update(model.predictions);
    this.bar.update(model);
    this.exports.update(model);
    this.show();
  }

  /** Begins to draw what is in view; called when the card is in the page. */
  observe(): void {
    this.watching = true;
    this.dormant.observe();
    this.open.get(this.selected)?.tab.observe?.();
  }

  /** Draws again for another theme what does not follow CSS by itself. */
  refresh(): void {
    this.open.get(this.selected)?.tab.refresh?.();
  }

  dispose(): void {
    this.stopPrint();
    this.dormant.dispose();
    for (const { tab } of this.open.values()) tab.dispose?.();
    this.open.clear();
  }

  /** While jobs run, the words above get longer and shorter: the tabs below stay where they are. */
  private keepPlace(model: RunModel): void {
    const live = model.jobs.some((job) => job.status === "running");
    this.top.style.minHeight = live ? `${this.top.offsetHeight}px` : "";
  }

  private select(id: TabId): void {
    this.dormant.wake();
    if (id === this.selected) return;
    const before = this.open.get(this.selected);
    if (before !== undefined) before.panel.hidden = true;
    this.selected = id;
    this.bar.select(id);
    this.show();
    const now = this.open.get(id);
    if (this.watching) now?.tab.observe?.(true);
  }

  private goTo(target: TabTarget): void {
    this.select(target.tab);
    this.open.get(target.tab)?.tab.reveal?.(target);
  }

  /** Brings the selected tab up to date, making it when it is new. */
  private show(): void {
    if (this.model === undefined) return;
    const open = this.openTab(this.selected);
    this.exports.offer(open.tab.files ?? []);
    open.panel.hidden = false;
    if (open.shown === this.model) {
      open.tab.refresh?.();
      return;
    }
    open.shown = this.model;
    open.tab.update(this.model);
  }

  private openTab(id: TabId): OpenTab {
    const known = this.open.get(id);
    if (known !== undefined) return known;
    const tab = this.factories.get(id)!.create({ goTo: (target) => this.goTo(target) });
    const panel = element("div", { class: "sp-panel", "data-panel": id }, tab.node);
    this.bar.label(id, panel);
    this.dormant.wake();
    this.panels.append(panel);
    const made = { tab, panel, shown: undefined };
    this.open.set(id, made);
    if (this.watching) tab.observe?.();
    return made;
  }
}
