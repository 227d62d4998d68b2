import { settled, settledRows } from "../../rdd/settled.js";
import { pollEvery, type TaskContext } from "../../rdd/task-context.js";

/** What map, filter and flatMap do to one partition. Rows are counted as they pass, for the cost model. */
export function* mapRows<T, U>(rows: Iterable<T>, f: (row: T) => U, context: TaskContext): Iterable<U> {
  let count = 0;
  try {
    for (const row of rows) {
      pollEvery(++count, context);
      yield settled(f(row), "map");
    }
  } finally {
    context.metrics.charge("pipelineRows", count);
  }
}

export function* filterRows<T>(rows: Iterable<T>, f: (row: T) => boolean, context: TaskContext): Iterable<T> {
  let count = 0;
  try {
    for (const row of rows) {
      pollEvery(++count, context);
      if (settled(f(row), "filter")) yield row;
    }
  } finally {
    context.metrics.charge("pipelineRows", count);
  }
}

export function* flatMapRows<T, U>(rows: Iterable<T>, f: (row: T) => Iterable<U>, context: TaskContext): Iterable<U> {
  let count = 0;
  try {
    for (const row of rows) {
      for (const out of settledRows(f(row), "flatMap")) {
        pollEvery(++count, context);
        yield out;
      }
    }
  } finally {
    context.metrics.charge("pipelineRows", count);
  }
}
