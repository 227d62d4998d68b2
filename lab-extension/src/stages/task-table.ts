import { formatCount } from "@stageplay/core";
import { type RunModel, type TaskFilter, type TaskOrder, type TextTable, taskNumbers, taskRows } from "@stageplay/view";
import { element } from "../dom/element.js";
import { focusable } from "../dom/focusable.js";
import { TaskFilters } from "./task-filters.js";
import { type TaskTableColumn, taskTableColumns } from "./task-table-columns.js";
import { MOST_PRINTED, VirtualRows } from "./virtual-rows.js";

/** All task attempts, to be filtered and ordered; of a million of them only the rows in sight are in the page. */
export class TaskTable {
  readonly node: HTMLElement;
  private readonly filters = new TaskFilters(() => this.refill());
  private readonly found = element("span", { class: "sp-muted", role: "status" });
  private readonly head = element("thead");
  private readonly scroller = focusable(
    element("div", { class: "sp-task-scroller", role: "region" }),
    "Tasks; scroll with the arrow keys",
  );
  private readonly printed = element("p", { class: "sp-print-only sp-muted" });
  private readonly table = element("table", { class: "sp-table sp-task-table" });
  private readonly rows: VirtualRows;
  private model: RunModel | undefined;
  private columns: readonly TaskTableColumn[] = [];
  private order: TaskOrder = "task";
  private descending = false;
  private shown: Uint32Array = new Uint32Array();

  constructor() {
    this.rows = new VirtualRows(this.scroller, (index) => this.row(index));
    this.table.append(element("caption", { class: "sp-visually-hidden" }, "Task attempts"), this.head, this.rows.body);
    this.scroller.append(this.table);
    this.node = element(
      "section",
      { class: "sp-tasks", "aria-label": "Tasks" },
      element("div", { class: "sp-task-filters" }, this.filters.node, this.found),
      this.scroller,
      this.printed,
    );
  }

  /** The rows as they are filtered and ordered. */
  get numbers(): TextTable | undefined {
    return this.model && taskNumbers(this.model, this.shown);
  }

  dispose(): void {
    this.rows.dispose();
  }

  update(model: RunModel): void {
    this.model = model;
    this.columns = taskTableColumns(model);
    this.filters.update(model);
    this.refill();
  }

  /** Shows the tasks of one stage attempt. */
  showStage(label: string): void {
    this.filters.chooseStage(label);
    this.refill();
  }

  /** Brings a task into view; filters that hide it are lifted. */
  reveal(row: number): void {
    if (!this.shown.includes(row)) {
      this.filters.clear();
      this.refill();
    }
    this.rows.reveal(this.shown.indexOf(row));
  }

  private refill(): void {
    if (this.model === undefined) return;
    const filter: TaskFilter = this.filters.filter();
    this.shown = taskRows(this.model, filter, this.order, this.descending);
    const { drawn, total } = this.model.tasksDrawn;
    const { drawn: measured, total: all } = this.model.metricsSampled;
    const kept = drawn < total ? `, ${formatCount(drawn)} of ${formatCount(total)} kept in the notebook` : "";
    const metrics = measured < all ? `, metrics of ${formatCount(measured)}` : "";
    this.found.textContent = `${formatCount(this.shown.length)} of ${formatCount(drawn)} tasks${kept}${metrics}`;
    this.printed.textContent =
      this.shown.length > MOST_PRINTED
        ? `The first ${formatCount(MOST_PRINTED)} of ${formatCount(this.shown.length)} tasks are printed.`
        : "";
    this.table.setAttribute("aria-rowcount", String(this.shown.length + 1));
    this.head.replaceChildren(element("tr", {}, ...this.columns.map((column) => this.heading(column))));
    this.scroller.scrollTop = 0;
    this.rows.reset(this.shown.length);
  }

  private heading({ heading, order, isName }: TaskTableColumn): HTMLElement {
    const cell = element("th", { scope: "col", class: isName ? "sp-left" : undefined });
    if (order === undefined) {
      cell.append(heading);
      return cell;
    }
    const sorted = order === this.order;
    cell.setAttribute("aria-sort", sorted ? (this.descending ? "descending" : "ascending") : "none");
    const mark = sorted ? (this.descending ? " ▾" : " ▴") : "";
    const button = element(
      "button",
      { type: "button", class: "sp-link", "data-lm-suppress-shortcuts": "true", "data-order": order },
      `${heading}${mark}`,
    );
    button.addEventListener("click", () => this.sortBy(order, isName));
    cell.append(button);
    return cell;
  }

  /** Names ascend first, numbers descend: the longest task is what is looked for. */
  private sortBy(order: TaskOrder, isName: boolean): void {
    this.descending = order === this.order ? !this.descending : !isName;
    this.order = order;
    this.refill();
    this.head.querySelector<HTMLElement>(`[data-order="${order}"]`)?.focus();
  }

  private row(index: number): HTMLTableRowElement {
    const row = this.shown[index]!;
    return element(
      "tr",
      { "data-task-row": row, "aria-rowindex": index + 2 },
      ...this.columns.map(({ text, isName }) => {
        const words = text(row);
        return element("td", { class: isName ? "sp-left" : undefined, title: isName ? words : undefined }, words);
      }),
    );
  }
}
