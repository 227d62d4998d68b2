import type { TaskContext } from "../../../rdd/task-context.js";
import type { FunctionCode } from "../code/function-code.js";
import type { Columns } from "../code/value-code.js";
import type { VectorShape } from "./source-columns.js";

/** An operator that rows flow through one after the other, as code inside the loop of a generated function (Spark's doConsume). */
export interface StreamOperator {
  /** Spark's name of the operator, for the reader of the source. */
  readonly name: string;
  /** How many numbers it counts. */
  readonly counters: number;
  /** One row out for each row in. */
  readonly isOneToOne: boolean;
  /** At most one row out for each row in. */
  readonly isNarrowing: boolean;
  /**
   * Writes its work on a row.
   * @param counts variables of its counters
   * @param consume writes what happens to each row that comes out; called once
   */
  write(input: Columns, fn: OperatorCode, counts: readonly string[], consume: (output: Columns) => void): void;
  /** Tells the task what was counted. */
  report(counts: readonly number[], context: TaskContext): void;
}

/** An operator that only counts the rows on their way to the end of the function. */
export function countingOperator(
  name: string,
  report: (count: number, context: TaskContext) => void = () => {},
): StreamOperator {
  return {
    name,
    counters: 1,
    isOneToOne: false,
    isNarrowing: true,
    write: (input, fn, [count], consume) => {
      fn.line(`${count}++;`);
      consume(input);
    },
    report: ([count], context) => report(count!, context),
  };
}

/** The function that an operator writes into. */
export interface OperatorCode extends FunctionCode {
  /** The shapes of the columns of a join's hash table, by number of the join in the function. */
  readonly tableShapes: readonly (readonly VectorShape[])[];
  /** Which of the tables are looked up by key instead of by hash. */
  readonly directTables: readonly boolean[];
}
