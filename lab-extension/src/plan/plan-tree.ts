import { formatCount, formatMillis, formatNoun } from "@stageplay/core";
import { type ComparedLine, operatorMetricText, operatorMillis, type PlanLine, percent } from "@stageplay/view";
import { element } from "../dom/element.js";
import { redraw } from "../overview/redraw.js";
import type { TabHost } from "../tabs/run-tab.js";
import { operatorDetails } from "./operator-details.js";
import { canFold, PlanFolds } from "./plan-folds.js";

const MARKS = { same: "", changed: "≠", new: "+", gone: "−" } as const;
const MARK_WORDS = { same: "", changed: "changed", new: "new", gone: "gone" } as const;
/** What else is worth a look at once, when there is any. */
const KEY_METRICS: readonly string[] = [
  "spill size",
  "size of files read",
  "shuffle bytes written",
  "data size",
  "written output",
];

/** What a tree is drawn of: a plan alone, or one side of a comparison. */
export type PlanSide = "alone" | "initial" | "final";

/**
 * A physical plan as an indented list, the last operator on top as `explain` has it. Operators of one generated function stand in one box with
 * its number, as their `*(n)` says. Each has its rows and its time with a bar of its share; its name opens all that it counted.
 */
export class PlanTree {
  readonly node: HTMLElement;
  private readonly side: PlanSide;
  private readonly host: TabHost;
  private readonly list: HTMLElement;
  private readonly foot = element("p", { class: "sp-plan-foot" });
  private readonly folds = new PlanFolds();
  private readonly open: Set<string> = new Set();
  private marked: ReadonlySet<string> = new Set();
  private lines: readonly (PlanLine | ComparedLine)[] = [];

  constructor(side: PlanSide, label: string, host: TabHost) {
    this.side = side;
    this.host = host;
    this.list = element("ol", { class: "sp-plan", "aria-label": label });
    this.node = element("div", { class: "sp-plan-tree" }, this.list, this.foot);
  }

  update(lines: readonly (PlanLine | ComparedLine)[]): void {
    this.lines = lines;
    this.draw();
  }

  /** Marks operators, opens what hides them and brings the first into view; false when there is none. */
  reveal(wanted: (line: PlanLine) => boolean): boolean {
    const found = this.lines.filter(wanted);
    const [first] = found;
    if (first === undefined) return false;
    this.marked = new Set(found.map(({ id }) => id));
    for (const line of found) this.folds.uncover(line, this.lines);
    this.draw();
    const item = [...this.list.children].find((child) => child.getAttribute("data-line") === first.id);
    item?.scrollIntoView({ block: "nearest" });
    item?.querySelector<HTMLElement>("button.sp-plan-name")?.focus({ preventScroll: true });
    return true;
  }

  private draw(): void {
    const { lines, more } = this.folds.shown(this.lines);
    let above: PlanLine | undefined;
    let aboveItem: HTMLElement | undefined;
    const items = lines.flatMap((line) => {
      const joins = line.codegenId !== undefined && line.codegenId === above?.codegenId && line.depth === above.depth;
      const item = this.item(line, !joins);
      if (joins) aboveItem?.classList.add("sp-fused");
      above = line;
      aboveItem = item;
      return this.open.has(line.id) ? [item, this.details(line)] : [item];
    });
    redraw(this.list, ...items);
    const hidden = this.lines.length - lines.length;
    this.foot.hidden = hidden === 0;
    redraw(
      this.foot,
      element(
        "span",
        { class: "sp-muted" },
        `${formatCount(lines.length)} of ${formatNoun(this.lines.length, "operator")} shown.`,
      ),
      ...(more === 0
        ? []
        : [this.button("sp-button", "more", `Show more (${formatCount(more)})`, () => this.folds.showMore())]),
    );
  }

  private item(line: PlanLine | ComparedLine, startsFunction: boolean): HTMLElement {
    const mark = "mark" in line ? (line.mark === "new" && this.side === "initial" ? "gone" : line.mark) : "same";
    const isOpen = this.open.has(line.id);
    const name = this.button("sp-plan-name", `name ${line.id}`, line.name, () => {
      if (!this.open.delete(line.id)) this.open.add(line.id);
    });
    name.setAttribute("aria-expanded", String(isOpen));
    const item = element(
      "li",
      {
        class: `sp-plan-line sp-plan-${mark}${this.marked.has(line.id) ? " sp-plan-marked" : ""}`,
        "data-operator": line.name,
        "data-line": line.id,
        "aria-current": this.marked.has(line.id) ? "true" : undefined,
      },
      element("span", { class: "sp-plan-mark", "aria-hidden": "true" }, MARKS[mark]),
      codegen(line, startsFunction),
      ...(canFold(line) ? [this.foldButton(line)] : []),
      element("b", {}, name),
      ...(line.isHottest ? [element("span", { class: "sp-tag sp-plan-hot" }, "hottest")] : []),
      element("span", { class: "sp-visually-hidden" }, MARK_WORDS[mark] === "" ? "" : ` (${MARK_WORDS[mark]})`),
      element("span", { class: "sp-plan-detail", title: line.detail === "" ? undefined : line.detail }, line.detail),
      element("span", { class: "sp-plan-numbers" }, ...numbers(line)),
      ...(this.side === "initial" ? [] : [timeBar(line)]),
    );
    item.style.setProperty("--sp-depth", String(line.depth));
    return item;
  }

  private details(line: PlanLine): HTMLElement {
    const item = element("li", { class: "sp-plan-more" }, operatorDetails(line, this.host));
    item.style.setProperty("--sp-depth", String(line.depth));
    return item;
  }

  private foldButton(line: PlanLine & { readonly branchLines: number }): HTMLElement {
    const isFolded = this.folds.isFolded(line, this.lines);
    const others = line.branchLines - 1;
    const at = this.lines.indexOf(line);
    const hidden = this.lines.slice(at + 1, at + line.branchLines).reduce((sum, { time }) => sum + (time?.ms ?? 0), 0);
    const button = this.button("sp-plan-fold", `fold ${line.id}`, "", () => this.folds.toggle(line, this.lines));
    const words = ` ${others === 1 ? "operator" : "operators"} beneath ${line.name}`;
    button.append(
      element("span", { "aria-hidden": "true" }, isFolded ? "▸ " : "▾"),
      element("span", isFolded ? {} : { class: "sp-visually-hidden" }, formatCount(others)),
      element("span", { class: "sp-visually-hidden" }, words),
      isFolded && hidden > 0 ? ` · ${operatorMillis(hidden)}` : "",
    );
    button.setAttribute("aria-expanded", String(!isFolded));
    return button;
  }

  private button(className: string, key: string, text: string, onClick: () => void): HTMLButtonElement {
    const button = element(
      "button",
      { type: "button", class: className, "data-lm-suppress-shortcuts": "true", "data-key": key },
      text,
    );
    button.addEventListener("click", () => {
      onClick();
      this.draw();
    });
    return button;
  }
}

function codegen({ codegenId, codegenMs }: PlanLine, startsFunction: boolean): HTMLElement {
  const text = codegenId === undefined ? "" : startsFunction ? `*(${codegenId})` : "*";
  const title =
    codegenId === undefined || !startsFunction || codegenMs === undefined
      ? undefined
      : `Generated function ${codegenId}: ${formatMillis(codegenMs)} over all tasks, its inputs included`;
  return element("span", { class: "sp-plan-codegen", title }, text);
}

function numbers({ metrics, rows, queryStage }: PlanLine): readonly HTMLElement[] {
  const key = KEY_METRICS.flatMap((name) => metrics.filter((metric) => metric.name === name && metric.value !== 0))[0];
  return [
    ...(queryStage === undefined ? [] : [element("span", { class: "sp-tag" }, queryStage)]),
    ...(key === undefined
      ? []
      : [
          element(
            "span",
            { class: key.name === "spill size" ? "sp-plan-spill" : "sp-muted", title: key.name },
            `${key.name === "spill size" ? "spilled " : ""}${operatorMetricText({ name: key.name, kind: key.kind, value: key.value })}`,
          ),
        ]),
    ...(rows === undefined ? [] : [element("span", {}, formatNoun(rows, "row"))]),
  ];
}

function timeBar({ isHottest, time }: PlanLine): HTMLElement {
  if (time === undefined) return element("span", { class: "sp-plan-time" });
  const { ms, share } = time;
  const title = `${operatorMillis(ms)} over all tasks, ${percent(share)} of the time of all operators`;
  const bar = element(
    "span",
    { class: "sp-plan-bar", "aria-hidden": "true" },
    element("span", { class: "sp-plan-fill" }),
  );
  bar.style.setProperty("--sp-share", `${(share * 100).toFixed(1)}%`);
  return element(
    "span",
    { class: `sp-plan-time${isHottest ? " sp-plan-hottest" : ""}`, title },
    bar,
    element("span", {}, operatorMillis(ms)),
    element("span", { class: "sp-visually-hidden" }, `, ${percent(share)} of the time`),
  );
}
