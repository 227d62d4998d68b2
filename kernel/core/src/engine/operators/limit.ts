import { addToMetric, type Kernel, type KernelOptions } from "./kernel.js";

/** The first rows of a partition; takes no more than it needs. */
export function limitKernel(limit: number, { outputRows }: KernelOptions): Kernel {
  return function* ([rows], context) {
    let count = 0;
    try {
      if (limit === 0) return;
      for (const row of rows!) {
        count++;
        yield row;
        if (count === limit) return;
      }
    } finally {
      addToMetric(context, outputRows, count);
    }
  };
}
