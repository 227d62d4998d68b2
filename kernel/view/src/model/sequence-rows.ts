import { foldGroups, type SequenceFold } from "./sequence-folds.js";
import { sequenceParts } from "./sequence-parts.js";
import { stageGroups } from "./sequence-stage-groups.js";
import type { SequenceFault, SequenceGroup, SequenceItem, SequenceMessage, SequenceModel } from "./sequence-types.js";

/** What is said while no job runs is looked at when something happened then, or when it is all there is. */
function isOfInterest({ jobIds, items }: SequenceGroup): boolean {
  return jobIds.length > 0 || items.some((item) => item.kind === "fault" || item.tone === "bad");
}

/** With more rows than these, jobs are closed at first, but for the last one and those that failed. */
const ROOMY = 60;
/** A job with more has a part for each of its stages. */
const MANY = 120;

/** A line of the picture, from top to bottom in order of time. */
export type SequenceRow =
  | {
      readonly kind: "group";
      readonly id: string;
      readonly group: SequenceGroup;
      /** 1 for the stages of a job with many messages, and for what is in a fold. */
      readonly depth: number;
      readonly isOpen: boolean;
    }
  | {
      readonly kind: "message";
      readonly id: string;
      readonly group: SequenceGroup;
      readonly message: SequenceMessage;
      /** 0, or how deep inside opened arrows. */
      readonly depth: number;
      /** Absent when it stands for itself alone. */
      readonly isOpen?: boolean;
    }
  | { readonly kind: "fault"; readonly id: string; readonly group: SequenceGroup; readonly fault: SequenceFault }
  | { readonly kind: "rest"; readonly id: string; readonly group: SequenceGroup; readonly count: number };

/** The lines of a model, of which groups and arrows of many can be opened and closed. */
export class SequenceRows {
  private model: SequenceModel | undefined;
  private readonly toggled: Map<string, boolean> = new Map();
  private parts: Map<string, ReturnType<typeof sequenceParts>> = new Map();
  private shown: readonly SequenceRow[] | undefined;

  /** Shows another model; what was opened stays open as far as it is there. */
  setModel(model: SequenceModel): void {
    this.model = model;
    this.parts = new Map();
    this.shown = undefined;
  }

  /** Every line that is not inside something closed. */
  all(): readonly SequenceRow[] {
    this.shown ??= this.made();
    return this.shown;
  }

  /** Opens what is closed and closes what is open. */
  toggle(id: string): void {
    const row = this.all().find((each) => each.id === id);
    if (row === undefined || !("isOpen" in row)) return;
    this.toggled.set(id, !row.isOpen);
    this.shown = undefined;
  }

  /** Opens a group, as a link from elsewhere wants. */
  open(id: string): void {
    this.toggled.set(id, true);
    const holds = (part: object): part is SequenceFold =>
      "parts" in part && (part as SequenceFold).parts.some((each) => each.id === id);
    const fold = foldGroups(this.model?.groups ?? []).find(holds);
    if (fold !== undefined) this.toggled.set(fold.group.id, true);
    this.shown = undefined;
  }

  private made(): readonly SequenceRow[] {
    const rows: SequenceRow[] = [];
    const groups = this.model?.groups ?? [];
    const items = groups.reduce((sum, group) => sum + group.items.length, 0);
    const lastJob = groups.filter(({ jobIds }) => jobIds.length > 0).at(-1)?.id;
    const isOpenAtFirst = (group: SequenceGroup): boolean =>
      isOfInterest(group) && (items <= ROOMY || group.failed || group.id === lastJob);
    for (const part of foldGroups(groups)) {
      if ("parts" in part) this.addFold(rows, part, 0, (group) => this.addJob(rows, group, 1, false));
      else if ("items" in part) this.addJob(rows, part, 0, isOpenAtFirst(part));
    }
    return rows;
  }

  private addFold(
    rows: SequenceRow[],
    { group, parts }: SequenceFold,
    depth: number,
    add: (part: SequenceGroup) => void,
  ): void {
    const isOpen = this.toggled.get(group.id) ?? false;
    rows.push({ kind: "group", id: group.id, group, depth, isOpen });
    if (isOpen) for (const part of parts) add(part);
  }

  private addJob(rows: SequenceRow[], group: SequenceGroup, depth: number, openAtFirst: boolean): void {
    const isOpen = this.toggled.get(group.id) ?? openAtFirst;
    rows.push({ kind: "group", id: group.id, group, depth, isOpen });
    if (!isOpen) return;
    const parts =
      group.items.length > MANY ? foldGroups(stageGroups(group, this.model?.run.stages ?? [])) : group.items;
    for (const [i, part] of parts.entries()) {
      if ("parts" in part) this.addFold(rows, part, 1, (stage) => this.addStages(rows, stage));
      else if ("items" in part) this.addStages(rows, part);
      else this.addItem(rows, group, part, `${group.id}/${i}`);
    }
  }

  private addStages(rows: SequenceRow[], group: SequenceGroup): void {
    const isOpen = this.toggled.get(group.id) ?? false;
    rows.push({ kind: "group", id: group.id, group, depth: 1, isOpen });
    if (!isOpen) return;
    for (const [i, item] of group.items.entries()) this.addItem(rows, group, item, `${group.id}/${i}`);
  }

  private addItem(rows: SequenceRow[], group: SequenceGroup, item: SequenceItem, id: string): void {
    if (item.kind === "fault") rows.push({ kind: "fault", id, group, fault: item });
    else this.addMessage(rows, group, item, id, 0);
  }

  private addMessage(
    rows: SequenceRow[],
    group: SequenceGroup,
    message: SequenceMessage,
    id: string,
    depth: number,
  ): void {
    if (message.count === 1) {
      rows.push({ kind: "message", id, group, message, depth });
      return;
    }
    const isOpen = this.toggled.get(id) ?? false;
    rows.push({ kind: "message", id, group, message, depth, isOpen });
    if (!isOpen || this.model === undefined) return;
    const known = this.parts.get(id);
    const { parts, left } = known ?? sequenceParts(this.model.run, message);
    if (known === undefined) this.parts.set(id, { parts, left });
    for (const [i, part] of parts.entries()) this.addMessage(rows, group, part, `${id}/${i}`, depth + 1);
    if (left > 0) rows.push({ kind: "rest", id: `${id}/rest`, group, count: left });
  }
}
