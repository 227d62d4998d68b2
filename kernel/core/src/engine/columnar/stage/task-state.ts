import type { Expression } from "../../../plans/expressions/index.js";
import type { TaskContext } from "../../../rdd/task-context.js";
import { compile } from "../../expressions/compile.js";
import type { Evaluator } from "../../expressions/evaluator.js";
import type { GroupState } from "../aggregate/group-state.js";
import type { JoinTable } from "../join/join-table.js";

/** What one task keeps for one generated function: its counters, groups and tables. The function's source knows these names. */
export interface FunctionState {
  readonly counts: number[];
  readonly groups: GroupState | undefined;
  readonly tables: readonly JoinTable[];
}

/** One run of a stage's functions. */
export class StageTask {
  readonly context: TaskContext;
  readonly partition: number;
  private readonly ansi: boolean;
  private readonly evaluators: Map<Expression, Evaluator> = new Map();

  constructor(context: TaskContext, partition: number, ansi: boolean) {
    this.context = context;
    this.partition = partition;
    this.ansi = ansi;
  }

  /** The evaluator of an expression that counts its calls: one for all variants of a function. */
  evaluator(e: Expression, origin: Expression): Evaluator {
    let evaluator = this.evaluators.get(origin);
    if (evaluator === undefined) {
      evaluator = compile(e, { ansi: this.ansi, partition: this.partition });
      this.evaluators.set(origin, evaluator);
    }
    return evaluator;
  }
}
