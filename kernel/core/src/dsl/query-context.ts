import type { QueryRunner, RelationRequest } from "../backend.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import type { CallSite } from "../events/listener.js";
import type { LogicalPlan } from "../plans/logical/index.js";
import type { InternalRow } from "../types/data-type.js";
import type { Row } from "../types/row.js";
import { located } from "./call-site.js";
import { Catalog } from "./catalog.js";
import type { RDD } from "./rdd.js";
import type { SparkContext } from "./spark-context.js";

/** What every DataFrame shares: the way to the planner and to the user's program. */
export class QueryContext {
  readonly sparkContext: SparkContext;
  readonly queries: QueryRunner;
  readonly catalog: Catalog = new Catalog();
  /** The session's settings. */
  readonly conf: RuntimeConfig;

  constructor(sparkContext: SparkContext, queries: QueryRunner, conf: RuntimeConfig = sparkContext.conf) {
    this.sparkContext = sparkContext;
    this.queries = queries;
    this.conf = conf;
  }

  /** `spark.sql.session.timeZone`: whose clocks the timestamps of rows show. */
  get timeZone(): string {
    return this.conf.get("spark.sql.session.timeZone");
  }

  callSite(method: string): CallSite {
    return this.sparkContext.callSite(method);
  }

  print(text: string): void {
    this.sparkContext.ports.host.print(text);
  }

  /** Resolves names and types. @throws AnalysisException that knows the user's line */
  analyze(plan: LogicalPlan): LogicalPlan {
    return located(this.sparkContext.ports.host, () => this.queries.analyze(plan));
  }

  /** The relation over data files. @throws SparkError that knows the user's line */
  relation(request: RelationRequest): LogicalPlan {
    return located(this.sparkContext.ports.host, () => this.queries.relation(request));
  }

  /** The rows of a plan as an RDD of what users get of them. @throws SparkError that knows the user's line */
  rddOf(plan: LogicalPlan, toRow: (row: InternalRow) => Row): RDD<Row> {
    const { sparkContext } = this;
    const make = () => this.queries.toRdd({ plan, callSite: this.callSite("rdd") }, toRow);
    return sparkContext.rdd(located(sparkContext.ports.host, make));
  }

  /** Runs a plan as an action of the user's program. */
  run(plan: LogicalPlan, callSite: CallSite): Promise<InternalRow[]> {
    return this.sparkContext.runAction(callSite, () => this.queries.collect({ plan, callSite }));
  }
}
