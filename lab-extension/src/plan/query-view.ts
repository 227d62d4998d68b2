import { operatorMillis, type PlanLine, percent, type QueryPlanModel } from "@stageplay/view";
import { element } from "../dom/element.js";
import { linkButton } from "../overview/link-button.js";
import { redraw } from "../overview/redraw.js";
import type { TabHost } from "../tabs/run-tab.js";
import { PlanTree } from "./plan-tree.js";
import { ruleTrace } from "./rule-trace.js";

/** One query's plan; where adaptive execution changed it, how it began as well; and what each rule did. */
export class QueryView {
  readonly node: HTMLElement = element("div", { class: "sp-plan-query" });
  private readonly words = element("div", { class: "sp-plan-words" });
  private readonly sides = element("div", {});
  private readonly rules = element("div", {});
  private readonly host: TabHost;
  private readonly tree: PlanTree;
  private readonly finalTree: PlanTree;
  private readonly initialTree: PlanTree;
  private hasSides: boolean | undefined;
  private rulesShown = -1;

  constructor(host: TabHost) {
    this.host = host;
    this.tree = new PlanTree("alone", "Physical plan", host);
    this.finalTree = new PlanTree("final", "Final plan", host);
    this.initialTree = new PlanTree("initial", "Initial plan", host);
    this.node.append(this.words, this.sides, this.rules);
  }

  update(query: QueryPlanModel): void {
    const { lines, adaptive, trace } = query;
    const changed = isChanged(adaptive);
    redraw(this.words, ...this.hottest(lines), ...(adaptive === undefined ? [] : [changeWords(changed)]));
    if (changed) {
      this.finalTree.update(adaptive!.final);
      this.initialTree.update(adaptive!.initial);
    } else this.tree.update(lines);
    if (this.hasSides !== changed) {
      this.hasSides = changed;
      this.sides.className = changed ? "sp-sides" : "";
      this.sides.replaceChildren(
        ...(changed ? [side("Final plan", this.finalTree), side("Initial plan", this.initialTree)] : [this.tree.node]),
      );
    }
    if (this.rulesShown === trace.length) return;
    this.rulesShown = trace.length;
    this.rules.replaceChildren(...rulesOf(query));
  }

  /** Marks operators of the plan that ran; false when none is wanted. */
  reveal(wanted: (line: PlanLine) => boolean): boolean {
    return (this.hasSides === true ? this.finalTree : this.tree).reveal(wanted);
  }

  private hottest(lines: readonly PlanLine[]): readonly HTMLElement[] {
    const line = lines.find(({ isHottest }) => isHottest);
    if (line?.time === undefined) return [];
    const all = lines.reduce((sum, { time }) => sum + (time?.ms ?? 0), 0);
    const { ms, share } = line.time;
    const [stage] = line.stages;
    return [
      element(
        "p",
        {},
        `Operators worked ${operatorMillis(all)} over all tasks; the hottest is `,
        element("b", {}, line.name),
        ` (${operatorMillis(ms)}, ${percent(share)})`,
        ...(stage === undefined
          ? ["."]
          : [" in ", linkButton(this.host, { tab: "dag", stage: String(stage) }, "hottest", `stage ${stage}`), "."]),
      ),
    ];
  }
}

function isChanged(adaptive: QueryPlanModel["adaptive"]): boolean {
  return adaptive !== undefined && [...adaptive.final, ...adaptive.initial].some(({ mark }) => mark !== "same");
}

function changeWords(changed: boolean): HTMLElement {
  return element(
    "p",
    { class: "sp-muted" },
    changed
      ? "Adaptive execution changed the plan while it ran: + new, − gone, ≠ other arguments."
      : "Adaptive execution kept the plan as it was.",
  );
}

function side(title: string, tree: PlanTree): HTMLElement {
  return element("section", {}, element("h2", { class: "sp-heading" }, title), tree.node);
}

function rulesOf({ trace }: QueryPlanModel): readonly HTMLElement[] {
  if (trace.length === 0) return [];
  return [
    element(
      "details",
      { class: "sp-trace" },
      element("summary", { "data-lm-suppress-shortcuts": "true" }, `What each rule did (${trace.length})`),
      ...ruleTrace(trace),
    ),
  ];
}
