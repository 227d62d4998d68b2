import { addToMetric, type Kernel, type KernelOptions } from "./kernel.js";

/** Rows that are left out at the start of those that are taken. */
export interface LimitOptions extends Pick<KernelOptions, "outputRows"> {
  readonly offset?: number | undefined;
  /** Reads on when there are enough rows, as Spark's generated limit with an offset does. */
  readonly readsAll?: boolean;
}

/** The first rows of a partition, all of them for a limit of -1, without the first `offset` of these; takes no more than it needs. */
export function limitKernel(limit: number, { outputRows, offset = 0, readsAll = false }: LimitOptions): Kernel {
  return function* ([rows], context) {
    let seen = 0;
    let given = 0;
    try {
      if (limit === 0) return;
      for (const row of rows!) {
        seen++;
        if (seen > offset && (limit < 0 || seen <= limit)) {
          given++;
          yield row;
        }
        if (seen === limit && !readsAll) return;
      }
    } finally {
      addToMetric(context, outputRows, given);
    }
  };
}
