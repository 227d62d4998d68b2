/** What to do with a task that a search through a stack comes upon. */
export type Verdict = "take" | "drop" | "keep";

/**
 * Tasks that wait, by index; the next one is on top. Spark fills its stacks in reverse so that the lowest index comes first, and a
 * failed task, pushed on top, comes next (C6). The untouched tasks of a fresh set are a mere range, which costs nothing.
 */
export class TaskStack {
  /** The untouched tasks `next` … `end − 1`, lowest on top, under what was pushed. */
  private next: number;
  private end: number;
  private readonly pushed: number[] = [];

  /** A stack with the tasks 0 … `numTasks` − 1. */
  constructor(numTasks = 0) {
    this.next = 0;
    this.end = numTasks;
  }

  get isEmpty(): boolean {
    return this.next === this.end && this.pushed.length === 0;
  }

  push(index: number): void {
    this.pushed.push(index);
  }

  /** Takes the top, −1 when there is none. */
  pop(): number {
    if (this.pushed.length > 0) return this.pushed.pop()!;
    return this.next < this.end ? this.next++ : -1;
  }

  /** Nothing was taken or pushed so far. */
  get isUntouched(): boolean {
    return this.next === 0 && this.pushed.length === 0;
  }

  /** Drops the next `count` untouched tasks. */
  skip(count: number): void {
    this.next += count;
  }

  /** Goes down from the top: takes the first task that it may, drops stale ones on the way; −1 when there is none. */
  search(judge: (index: number) => Verdict): number {
    const { pushed } = this;
    for (let i = pushed.length - 1; i >= 0; i--) {
      const index = pushed[i]!;
      const verdict = judge(index);
      if (verdict === "keep") continue;
      if (i === pushed.length - 1) pushed.pop();
      else pushed.splice(i, 1);
      if (verdict === "take") return index;
    }
    while (this.next < this.end) {
      const verdict = judge(this.next);
      if (verdict === "keep") {
        this.unroll();
        return this.search(judge);
      }
      const index = this.next++;
      if (verdict === "take") return index;
    }
    return -1;
  }

  /** Drops what is stale from the top and says whether anything is left (Spark cleans its lists as lazily). */
  hasAny(isStale: (index: number) => boolean): boolean {
    const { pushed } = this;
    while (pushed.length > 0) {
      if (!isStale(pushed[pushed.length - 1]!)) return true;
      pushed.pop();
    }
    while (this.next < this.end) {
      if (!isStale(this.next)) return true;
      this.next++;
    }
    return false;
  }

  /** Writes the range out, under what was pushed, because a task in its midst is to be taken. */
  private unroll(): void {
    const range: number[] = [];
    for (let index = this.end - 1; index >= this.next; index--) range.push(index);
    this.pushed.unshift(...range);
    this.next = this.end;
  }
}
