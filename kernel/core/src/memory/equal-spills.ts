import type { Bytes } from "../base/brand.js";

/** What a collection had in memory when it spilled. */
interface Filling {
  readonly rows: number;
  readonly memoryBytes: Bytes;
}

/** Spills that need not be gone through one by one. */
export interface ForeseenSpills extends Filling {
  readonly spills: number;
}

const NONE: ForeseenSpills = { spills: 0, rows: 0, memoryBytes: 0 };
/** Longest round: a shuffle writer keeps its array of pointers at every other spill. */
const LONGEST_ROUND = 2;

/**
 * Tells when a collection has settled: a round of fillings that has come twice is followed by equal ones, as nothing but the collection itself asks for
 * memory meanwhile. So hundreds of spills of a large partition need not be gone through one by one.
 */
export class EqualSpills {
  private readonly fillings: Filling[] = [];

  /**
   * A filling has been spilled.
   *
   * @param left rows that are still to come
   * @returns the whole rounds that are certain to follow; one round less than fits is foreseen, as the end may differ
   */
  after(filling: Filling, left: number): ForeseenSpills {
    const { fillings } = this;
    fillings.push(filling);
    if (fillings.length > 2 * LONGEST_ROUND) fillings.shift();
    for (let length = 1; length <= LONGEST_ROUND; length++) {
      if (!this.cameTwice(length)) continue;
      const round = fillings.slice(-length);
      const rows = round.reduce((sum, each) => sum + each.rows, 0);
      const rounds = Math.max(0, Math.floor(left / rows) - 1);
      const memoryBytes = round.reduce((sum, each) => sum + each.memoryBytes, 0);
      return { spills: rounds * length, rows: rounds * rows, memoryBytes: rounds * memoryBytes };
    }
    return NONE;
  }

  private cameTwice(length: number): boolean {
    const { fillings } = this;
    if (fillings.length < 2 * length) return false;
    for (let i = 1; i <= length; i++) {
      const [last, before] = [fillings.at(-i)!, fillings.at(-i - length)!];
      if (last.rows !== before.rows || last.memoryBytes !== before.memoryBytes) return false;
    }
    return true;
  }
}
