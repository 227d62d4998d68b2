import type { FindingPlace } from "../events/finding.js";
import type { SparkPlanInfo } from "../events/listener.js";
import type { RunSqlExecution } from "../events/run.js";

/** What Spark wraps around operators: nothing of it computes. */
const WRAPPERS =
  /^(?:WholeStageCodegen|InputAdapter|AdaptiveSparkPlan|ResultQueryStage|ShuffleQueryStage|BroadcastQueryStage|TableCacheQueryStage|AQEShuffleRead|ColumnarToRow|CustomShuffleReader)/;

/** An operator of an executed plan, without the wrappers around it. */
export class PlanOperator {
  readonly name: string;
  /** In one line, as the plan prints it. */
  readonly text: string;
  readonly children: readonly PlanOperator[];
  readonly parent: PlanOperator | undefined;
  readonly execution: RunSqlExecution;
  private readonly info: SparkPlanInfo;

  constructor(info: SparkPlanInfo, execution: RunSqlExecution, parent?: PlanOperator) {
    this.name = info.nodeName;
    this.text = info.simpleString;
    this.info = info;
    this.execution = execution;
    this.parent = parent;
    this.children = info.children.map(unwrapped).flatMap((child) => new PlanOperator(child, execution, this));
  }

  /** The operator and all beneath it, from the top down. */
  *all(): IterableIterator<PlanOperator> {
    yield this;
    for (const child of this.children) yield* child.all();
  }

  /** A metric by its name in Spark; undefined where it was not counted. */
  metric(name: string): number | undefined {
    const metric = this.info.metrics.find((one) => one.name === name);
    return metric === undefined ? undefined : this.execution.metrics[metric.accumulatorId];
  }

  /** Rows that came out: its own count, or that of the operator whose rows it passes on. */
  get rows(): number | undefined {
    const own = this.metric("number of output rows") ?? this.metric("shuffle records written");
    if (own !== undefined) return own;
    return this.passesRowsOn ? this.children[0]?.rows : undefined;
  }

  /** Rows that went in, of all children. */
  get rowsIn(): number | undefined {
    const rows = this.children.map((child) => child.rows);
    return rows.every((count) => count !== undefined) ? rows.reduce((total, count) => total + count, 0) : undefined;
  }

  /** Bytes that an exchange moved. */
  get bytes(): number | undefined {
    return this.metric("data size") ?? this.metric("shuffle bytes written");
  }

  get isExchange(): boolean {
    return this.name === "Exchange";
  }

  get place(): FindingPlace {
    return { executionId: this.execution.executionId, operator: this.text };
  }

  private get passesRowsOn(): boolean {
    return /^(?:Sort|Project|Exchange|BroadcastExchange|ReusedExchange)$/.test(this.name);
  }
}

/** The plan of a query that ran, without wrappers. */
export function planOf(execution: RunSqlExecution): PlanOperator {
  return new PlanOperator(unwrapped(execution.planInfo), execution);
}

/** Arguments between the brackets after a name: `keys` of `HashAggregate(keys=[a#1, b#2], …)`, without the ids of columns. */
export function listIn(text: string, name: string): readonly string[] {
  const from = text.indexOf(`${name}=[`);
  if (from === -1) return [];
  return splitList(text.slice(from + name.length + 2));
}

/** Items up to the bracket that closes the list. */
export function splitList(text: string): readonly string[] {
  const items: string[] = [];
  let depth = 0;
  let item = "";
  for (const character of text) {
    if (character === "]" && depth === 0) break;
    if (character === "(" || character === "[") depth++;
    if (character === ")" || character === "]") depth--;
    if (character === "," && depth === 0) {
      items.push(item);
      item = "";
    } else item += character;
  }
  return [...items, item].map((one) => withoutIds(one.trim())).filter((one) => one !== "");
}

/** `category#12` and `id#3L` as the user wrote them. */
export function withoutIds(text: string): string {
  return text.replace(/#\d+L?/g, "");
}

function unwrapped(info: SparkPlanInfo): SparkPlanInfo {
  let inner = info;
  while (WRAPPERS.test(inner.nodeName) && inner.children.length === 1) inner = inner.children[0]!;
  return inner;
}
