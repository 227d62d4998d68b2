/** What is known of one exercise or question. */
export interface ItemProgress {
  readonly right: boolean;
  /** Answers that were not right before the first right one. */
  readonly misses: number;
  /** The furthest hint that was opened before the first right answer; 0 for none. */
  readonly hints: number;
  /** Part of an open question's rubric that was met. */
  readonly met?: number;
}

/** Progress by item id, as it is kept beside the notebooks. */
export type ProgressData = Readonly<Record<string, ItemProgress>>;

const FRESH: ItemProgress = { right: false, misses: 0, hints: 0 };
/** What each hint takes off the confidence: a nudge little, the answer nearly all. */
const HINT_COSTS = [0, 0.05, 0.15, 0.3, 0.5, 0.9] as const;
const MISS_COST = 0.2;
const SURE = 0.9;
const FAIRLY_SURE = 0.6;

/** What a learner has answered. Hints and misses lower the confidence that is shown, and nothing else. */
export class Progress {
  private readonly items: Map<string, ItemProgress>;

  constructor(data: ProgressData = {}) {
    this.items = new Map(Object.entries(data));
  }

  get data(): ProgressData {
    return Object.fromEntries(this.items);
  }

  of(id: string): ItemProgress | undefined {
    return this.items.get(id);
  }

  answered(id: string, right: boolean): void {
    const item = this.items.get(id) ?? FRESH;
    if (item.right) return;
    this.items.set(id, right ? { ...item, right } : { ...item, misses: item.misses + 1 });
  }

  hinted(id: string, step: number): void {
    const item = this.items.get(id) ?? FRESH;
    if (!item.right) this.items.set(id, { ...item, hints: Math.max(item.hints, step) });
  }

  /** An open question was marked by the learner. */
  marked(id: string, met: number): void {
    this.items.set(id, { ...(this.items.get(id) ?? FRESH), right: met === 1, met });
  }

  /** 0 for what was not answered rightly, 1 for what was right at once and without help. */
  confidence(id: string): number {
    const item = this.items.get(id);
    if (item === undefined) return 0;
    if (item.met !== undefined) return item.met;
    if (!item.right) return 0;
    return Math.max(0.05, 1 - item.misses * MISS_COST - (HINT_COSTS[item.hints] ?? 0));
  }
}

/** `sure (100%)`, `with help (35%)`. */
export function confidenceText(confidence: number): string {
  const percent = `${Math.round(confidence * 100)}%`;
  if (confidence === 0) return "not yet";
  return `${confidence >= SURE ? "sure" : confidence >= FAIRLY_SURE ? "fairly sure" : "with help"} (${percent})`;
}
