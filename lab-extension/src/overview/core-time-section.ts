import { formatMillis, formatNoun } from "@stageplay/core";
import { type CoreTimePart, coreSeconds, coreTimeTable, type RunModel, shareText, textWidth } from "@stageplay/view";
import { AsTable } from "../dom/as-table.js";
import { element } from "../dom/element.js";

const LABEL_SIZE = 11;
/** A card narrower than this (the style sheet's container query) has all names below the bar. */
const NARROW_PX = 640;
/** Names below the bar; the table has all of them. */
const MOST_NAMES = 5;

/** Where the core-seconds went: one bar of all of them, phases of tasks solid, idle cores hatched, and the exact sums as a table. */
export class CoreTimeSection {
  private readonly heading = element("h2", { class: "sp-heading" });
  private readonly bar = element("div", { class: "sp-core-time", role: "img" });
  private readonly names = element("div", { class: "sp-legend", "aria-hidden": "true" });
  private readonly table = new AsTable("Where the core time went", () =>
    this.model === undefined ? undefined : coreTimeTable(this.model),
  );
  readonly node: HTMLElement = element("section", {}, this.heading, this.bar, this.names, this.table.node);
  private model: RunModel | undefined;

  update(model: RunModel): void {
    this.model = model;
    const { parts, totalUs } = model.coreTime;
    this.node.hidden = totalUs === 0;
    if (totalUs === 0) return;
    this.heading.textContent = `Where the core time went · ${slotsByTime(model)}`;
    const largestFirst = [...parts].sort((a, b) => b.coreUs - a.coreUs);
    this.bar.setAttribute("aria-label", largestFirst.map((part) => labelOf(part)).join(", "));
    this.bar.replaceChildren(...parts.map(segment));
    const named = largestFirst
      .slice(0, MOST_NAMES)
      .map((part) =>
        element(
          "span",
          { class: fits(part) ? "sp-named-inside" : undefined, title: part.text },
          element("span", { class: "sp-swatch", "data-part": part.name, "data-kind": part.kind }),
          labelOf(part),
        ),
      );
    const rest = parts.length - named.length;
    if (rest > 0) named.push(element("span", {}, `and ${rest} more`));
    this.names.replaceChildren(...named);
    this.table.update();
  }
}

/** `8 cores × 340 ms = 2.7 core-seconds`; with cores that came and went, only the product. */
function slotsByTime({ coreTime: { totalUs }, run }: RunModel): string {
  const ms = run.endMs - run.startMs;
  const cores = totalUs / 1000 / ms;
  const near = Math.abs(cores - Math.round(cores)) < 1e-3;
  const total = `${coreSeconds(totalUs)} core-seconds`;
  return near ? `${formatNoun(Math.round(cores), "core")} × ${formatMillis(ms)} = ${total}` : total;
}

function segment(part: CoreTimePart): HTMLElement {
  const node = element(
    "span",
    {
      class: "sp-core-part",
      "data-part": part.name,
      "data-kind": part.kind,
      title: `${labelOf(part)}, ${coreSeconds(part.coreUs)} core-seconds: ${part.text}`,
    },
    ...(fits(part) ? [element("span", {}, labelOf(part))] : []),
  );
  node.style.flexGrow = String(part.share);
  return node;
}

/** Its name has room inside, in a card that is not narrow. */
function fits(part: CoreTimePart): boolean {
  return textWidth(labelOf(part), LABEL_SIZE) + 12 < part.share * (NARROW_PX - 40);
}

const labelOf = (part: CoreTimePart): string => `${part.name} ${shareText(part.share)}`;
