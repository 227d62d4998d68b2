import { Analyzer, type AnalyzerContext } from "../analyzer/index.js";
import type { ExplainMode, QueryRequest, QueryRunner, RelationRequest } from "../backend.js";
import type { ExecutionId, Millis } from "../base/brand.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import { inSessionTimeZone } from "../conf/session-time-zone.js";
import type { ListenerBus } from "../events/listener-bus.js";
import { executeBatches, optimizerBatches, sameResult, withoutExcludedRules } from "../optimizer/index.js";
import {
  CachedTable,
  collectRows,
  type ExecutionServices,
  executeWrite,
  type PlanningContext,
  type PlanState,
  runLater,
  runNow,
  runnablePlan,
  SQLMetrics,
} from "../planner/index.js";
import { fromParsed } from "../plans/expressions/index.js";
import { type LogicalPlan, schemaOf, statisticsOf } from "../plans/logical/index.js";
import { type PhysicalPlan, physicalText } from "../plans/physical/index.js";
import type { SqlParserPort } from "../ports.js";
import { MapPartitionsRDD } from "../rdd/map-partitions-rdd.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";
import { StorageLevel } from "../rdd/storage-level.js";
import type { InternalRow, StructType } from "../types/data-type.js";
import { explainText } from "./explain/explain-text.js";
import { expressionEvaluator } from "./expression-evaluator.js";
import { fileRelation } from "./file-relation.js";
import { parsedPlan } from "./parsed-plan.js";
import { planOptimized } from "./plan-optimized.js";
import { PlanRun } from "./plan-run.js";
import { type PlanningSteps, QueryExecution } from "./query-execution.js";
import { schemaJobRunner } from "./reader-jobs.js";
import { SCHEMA_JOBS } from "./schema-jobs.js";
import { SharedState } from "./shared-state.js";
import { sparkPlanInfo } from "./spark-plan-info.js";
import { filesUnder, refuseToOverwriteInput } from "./write-target.js";

/** The parts of an application that queries run with. */
export interface LocalQueryRunnerOptions extends ExecutionServices {
  readonly sql: SqlParserPort;
  readonly bus: ListenerBus;
  /** Virtual time. */
  now(): Millis;
  /** Virtual time that the driver takes to plan a query (K). */
  readonly planningMs: number;
  /** The notebook whose session this is, where several share the driver: its queries and jobs are shown under its name. */
  readonly client?: string;
  /** Forgets the blocks of an RDD that is cached no more. */
  dropBlocks(rdd: RDDLineage<unknown>): void;
}

/**
 * Runs queries on the application's own cluster: analyzer → optimizer → planner → lineage → jobs, as Spark without adaptive
 * execution does. Each action is a SQL execution on the listener bus.
 */
export class LocalQueryRunner implements QueryRunner {
  private readonly options: LocalQueryRunnerOptions;
  private readonly analyzer: Analyzer;
  private readonly steps: PlanningSteps;
  private readonly shared: SharedState;
  /** A DataFrame's own query: a second action on it finds its shuffles again. */
  private readonly queries: WeakMap<LogicalPlan, QueryExecution> = new WeakMap();
  /** What the analyzer was given, by what it made of it. */
  private readonly parsed: WeakMap<LogicalPlan, LogicalPlan> = new WeakMap();
  private readonly metrics: SQLMetrics;

  /** @param shared what other sessions of the application use as well */
  constructor(options: LocalQueryRunnerOptions, shared: SharedState = new SharedState()) {
    this.options = options;
    this.shared = shared;
    const { exprIds: ids } = shared;
    const ansi = (): boolean => options.conf.getBoolean("spark.sql.ansi.enabled");
    const zone = (): string => options.conf.get("spark.sql.session.timeZone");
    this.analyzer = new Analyzer(
      (): AnalyzerContext => ({
        ids,
        ansi: ansi(),
        timeZone: zone(),
        caseSensitive: options.conf.getBoolean("spark.sql.caseSensitive"),
        parseExpression: (text) => fromParsed(options.sql.parseExpression(text)),
        parseDataType: (text) => options.sql.parseDataType(text),
      }),
    );
    const batches = optimizerBatches(
      ids,
      expressionEvaluator({ ansi, timeZone: zone, now: () => options.now() }),
      options.conf,
    );
    const planning: PlanningContext = { conf: options.conf, ids, nextPlanId: () => shared.nextPlanId() };
    this.steps = {
      withCachedData: (plan) => this.shared.cache.useCachedData(plan),
      optimize: (plan) =>
        executeBatches(withoutExcludedRules(batches, options.conf, "spark.sql.optimizer.excludedRules"), plan),
      plan: (plan, isCached, trace) =>
        planOptimized(plan, planning, { defaultParallelism: () => options.defaultParallelism(), isCached, trace }),
    };
    this.metrics = new SQLMetrics(
      () => shared.nextAccumulatorId(),
      (executionId, updates) => options.bus.post("onDriverAccumUpdates", { executionId, updates }),
    );
  }

  newSession(conf: RuntimeConfig, client?: string): QueryRunner {
    return new LocalQueryRunner({ ...this.options, conf, ...(client !== undefined && { client }) }, this.shared);
  }

  analyze(plan: LogicalPlan): LogicalPlan {
    const analyzed = this.analyzer.analyze(plan);
    if (analyzed !== plan) this.parsed.set(analyzed, plan);
    return analyzed;
  }

  schemaOf(analyzed: LogicalPlan): StructType {
    return schemaOf(analyzed);
  }

  relation(asked: RelationRequest): LogicalPlan {
    const { files, conf } = this.options;
    const request = { ...asked, options: inSessionTimeZone(asked.options, conf) };
    const listed = request.paths.flatMap((path) => files.list(path));
    if (request.schema !== undefined) return fileRelation(request, listed, request.schema);
    const { schema } = files.inferSchema(request.format, listed, request.options);
    SCHEMA_JOBS[request.format](request, listed, schemaJobRunner(request.callSite, this.options, this));
    return fileRelation(request, listed, schema);
  }

  persist(analyzed: LogicalPlan, level: StorageLevel): void {
    if (this.shared.cache.has(analyzed)) return;
    const query = new QueryExecution(this.analyze(analyzed), this.steps, { isCached: true });
    this.shared.cache.add(analyzed, new CachedTable(query.executedPlan, level, statisticsOf(query.optimizedPlan)));
  }

  unpersist(analyzed: LogicalPlan): void {
    this.release(this.shared.cache.remove(analyzed));
  }

  private release(table: CachedTable | undefined): void {
    const batches = table?.batches;
    if (batches === undefined) return;
    // Plans that still read the table compute its rows again, and keep them no more.
    batches.storageLevel = StorageLevel.NONE;
    this.options.dropBlocks(batches);
  }

  sameSemantics(one: LogicalPlan, other: LogicalPlan): boolean {
    return sameResult(one, other);
  }

  explain(plan: LogicalPlan, mode: ExplainMode): string {
    return explainText(this.queryOf(this.analyze(plan)), mode);
  }

  /** The query of a plan, for tests and lessons that look at its forms. */
  queryOf(analyzed: LogicalPlan): QueryExecution {
    const known = this.queries.get(analyzed);
    if (known !== undefined) return known;
    const query = new QueryExecution(analyzed, this.steps, { parsed: () => this.parsedPlanOf(analyzed) });
    this.queries.set(analyzed, query);
    return query;
  }

  /** The plan that the user wrote, with SQL text parsed. */
  private parsedPlanOf(analyzed: LogicalPlan): LogicalPlan {
    const parsed = this.parsed.get(analyzed);
    return parsed === undefined ? analyzed : parsedPlan(parsed, analyzed, this.options.sql);
  }

  async collect(request: QueryRequest): Promise<InternalRow[]> {
    const analyzed = this.analyze(request.plan);
    const existing = this.beforeWrite(analyzed, request.callSite.short);
    const query = this.queryOf(analyzed);
    const plan = query.executedPlan;
    await this.options.jobs.driverWork(this.options.planningMs);
    return this.asExecution(request, query, async (executionId) => {
      const run = this.runOf(request, query, executionId);
      const update = (): void => this.updateExecution(executionId, plan);
      const runnable = await runLater(runnablePlan(plan, run, (state) => run.withState(state), update));
      const top = runnable.kind === "ResultQueryStageExec" ? runnable.plan : runnable;
      if (top.kind !== "DataWritingCommandExec") return collectRows(top, run);
      await executeWrite(top, run);
      // What was kept of the old files is kept no more.
      for (const table of this.shared.cache.removeReading(existing)) this.release(table);
      return [];
    });
  }

  /** The files that a write will replace or join. @throws AnalysisException when it would overwrite its own input */
  private beforeWrite(analyzed: LogicalPlan, callSite: string): ReadonlySet<string> {
    if (analyzed.kind !== "InsertIntoHadoopFsRelationCommand") return new Set();
    const existing = filesUnder(this.options.files, analyzed.target.path);
    refuseToOverwriteInput(analyzed, existing, callSite);
    return existing;
  }

  toRdd<T>(request: QueryRequest, toObject: (row: InternalRow) => T): RDDLineage<T> {
    const { rdds } = this.options;
    const objects: LogicalPlan = { kind: "DeserializeToObject", child: this.analyze(request.plan) };
    // A query of its own, planned beside that of the DataFrame.
    const query = new QueryExecution(objects, this.steps);
    const { executedPlan: plan } = query;
    const executionId = this.startExecution(request, query);
    const run = this.runOf(request, query, executionId);
    const update = (): void => this.updateExecution(executionId, plan);
    const withState = (state: PlanState): PlanRun => run.withState(state);
    try {
      const rows = run.execute(runNow(runnablePlan(plan, run, withState, update)));
      const outside = new MapPartitionsRDD<InternalRow, InternalRow>(rows, (iterable) => iterable);
      outside.name = "SQLExecutionRDD";
      this.endExecution(executionId, "");
      return rdds.withScope(
        "mapPartitions",
        request.callSite,
        () =>
          new MapPartitionsRDD<InternalRow, T>(outside, function* (iterable) {
            for (const row of iterable) yield toObject(row);
          }),
      );
    } catch (error) {
      this.endExecution(executionId, error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  /** Tells listeners that a query runs, and how it ended (I7). */
  async asExecution<T>(
    request: QueryRequest,
    query: QueryExecution,
    body: (id: ExecutionId) => Promise<T>,
  ): Promise<T> {
    const executionId = this.startExecution(request, query);
    try {
      const result = await body(executionId);
      this.endExecution(executionId, "");
      return result;
    } catch (error) {
      this.endExecution(executionId, error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  /** @param plan what runs of the query, where that is not its executed plan as it is */
  startExecution(
    { callSite, description }: QueryRequest,
    query: QueryExecution,
    plan: PhysicalPlan = query.executedPlan,
  ): ExecutionId {
    const executionId = this.shared.nextExecutionId();
    this.options.bus.post("onSQLExecutionStart", {
      executionId,
      description: this.named(description ?? callSite.short),
      callSite,
      timeMs: this.options.now(),
      physicalPlanDescription: `== Physical Plan ==\n${physicalText(plan)}`,
      sparkPlanInfo: sparkPlanInfo(plan, this.metrics),
      planTrace: () => query.trace,
    });
    return executionId;
  }

  private named(description: string): string {
    const { client } = this.options;
    return client === undefined ? description : `${client}: ${description}`;
  }

  /** Tells listeners what an adaptive plan has become (I7). */
  private updateExecution(executionId: ExecutionId, plan: PhysicalPlan): void {
    this.options.bus.post("onSQLAdaptiveExecutionUpdate", {
      executionId,
      physicalPlanDescription: `== Physical Plan ==\n${physicalText(plan)}`,
      sparkPlanInfo: sparkPlanInfo(plan, this.metrics),
    });
  }

  endExecution(executionId: ExecutionId, errorMessage: string): void {
    this.options.bus.post("onSQLExecutionEnd", { executionId, timeMs: this.options.now(), errorMessage });
  }

  runOf({ callSite, description }: QueryRequest, query: QueryExecution, executionId: ExecutionId | undefined): PlanRun {
    const { client } = this.options;
    const run = {
      callSite,
      ...(executionId !== undefined && { executionId }),
      ...(description !== undefined && { description }),
      ...(client !== undefined && { description: this.named(description ?? callSite.short) }),
    };
    return new PlanRun(this.options, run, query.state, this.metrics);
  }
}
