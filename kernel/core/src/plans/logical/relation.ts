import type { Bytes } from "../../base/brand.js";
import type { StructType } from "../../types/data-type.js";
import type { PhysicalPlan } from "../physical/physical-plan.js";

/** A file or folder of data behind a relation; the file port opens what `path` names. */
export interface DataFile {
  readonly path: string;
  readonly size: Bytes;
}

export type DataFormat = "parquet" | "csv" | "json" | "text";

/** Data files with their schema (Spark's HadoopFsRelation). Files are listed when the relation is made. */
export interface FileRelation {
  readonly format: DataFormat;
  /** The paths that the user gave. */
  readonly paths: readonly string[];
  readonly files: readonly DataFile[];
  readonly schema: StructType;
  /** Reader options, keys in lower case. */
  readonly options: Readonly<Record<string, string>>;
  /** What stands for the files' rows, where there are no files. */
  readonly model?: ModelledSource;
}

/** A modelled table as the plans see it: they only pass it on to the planner, which knows the distributions behind it. */
export interface ModelledSource {
  readonly rows: number;
}

/** Where `df.write` puts its rows. */
export interface OutputTarget {
  readonly path: string;
  readonly format: DataFormat;
  readonly mode: "errorifexists" | "overwrite" | "append" | "ignore";
  readonly options: Readonly<Record<string, string>>;
}

/** An RDD of rows as the plans see it: they only pass it on to the planner, which knows the lineage behind it. */
export interface RowSource {
  readonly numPartitions: number;
}

/** A persisted plan as the plans see it (Spark's CachedRDDBuilder); the cache manager makes it, the planner reads it. */
export interface CachedRelation {
  /** The physical plan that fills the cache. */
  readonly plan: PhysicalPlan;
  /** Its text; expression ids (`#17`) only when asked for. */
  planText(options: { readonly ids?: boolean }): string;
  /** Text of the storage level, as the plan prints it. */
  readonly storageLevelText: string;
  /** For the optimizer: of the cached blocks once they are all there, of the plan until then (G2). */
  readonly statistics: { readonly sizeInBytes: Bytes; readonly rowCount?: number };
}

/** Facts about rows that exist: what a query stage found while it ran (H4). */
export interface RuntimeStatistics {
  readonly sizeInBytes: Bytes;
  readonly rowCount: number;
}

/** A part of a physical plan that runs already, as logical plans see it (Spark's LogicalQueryStage). */
export interface PlannedStage {
  /** The physical operator that stands for the part, in one line. */
  readonly simpleString: string;
  /** Undefined while it runs. */
  readonly statistics: RuntimeStatistics | undefined;
  /** Rows that there are at most, and none when it is 0; undefined while that is not known. */
  readonly rowCount: number | undefined;
  /** Bytes by partition of a shuffle that is written, and read as it is. */
  readonly partitionBytes: readonly Bytes[] | undefined;
  /** The stage itself, or operators above one. The rows of a broadcast only a join can read. */
  readonly kind: "shuffle" | "broadcast" | "table" | "operators";
  /** A shuffle that the user asked for with `repartition`. */
  readonly isUserRepartition: boolean;
}

/** Join strategies that a hint can ask for (G3); `no_broadcast_hash` and `prefer_shuffle_hash` are given by AQE alone (H8). */
export type JoinStrategyHint =
  | "no_broadcast_hash"
  | "prefer_shuffle_hash"
  | "broadcast"
  | "merge"
  | "shuffle_hash"
  | "shuffle_replicate_nl";
