import type { Bytes } from "./base/brand.js";
import type { ColumnVector } from "./types/column-vector.js";
import type { DataType, StructType } from "./types/data-type.js";

/**
 * All that the core asks of the world around it. The kernel gives Node's files, a browser page gives fetched ones; tests
 * give what they like. Nothing else in the core reaches outside.
 */
export interface Ports {
  readonly files: FilePort;
  readonly sql: SqlParserPort;
  readonly host: HostPort;
}

export type FileFormat = "parquet" | "csv" | "json" | "text";

export interface FileStatus {
  /** What {@link FilePort} opens again; absolute. */
  readonly path: string;
  readonly size: Bytes;
}

/** A byte range of a file that one task reads (G14). */
export interface FileSplit {
  readonly path: string;
  readonly start: number;
  readonly length: number;
}

/**
 * Rows by columns. A column is a vector, or an array of values as `types/data-type.ts` says; every column has `numRows` entries. Text columns of one
 * scan should share a dictionary.
 */
export interface ColumnBatch {
  readonly numRows: number;
  readonly columns: readonly (ColumnVector | ArrayLike<unknown>)[];
}

export interface ScanRequest {
  readonly format: FileFormat;
  /** Columns wanted, a subset of the file's, in this order. Missing ones are read as null. */
  readonly schema: StructType;
  /** All columns of the file in its order, as far as the caller knows them. CSV needs it: its columns have positions, not names. */
  readonly dataSchema?: StructType;
  readonly splits: readonly FileSplit[];
  /** Reader options with lower-case keys (`header`, `sep`, …). Text with `wholetext` has one row a file, of text or of bytes by the schema. */
  readonly options: Readonly<Record<string, string>>;
  /** Whether no row of a row group can pass the filters above the scan: then Parquet leaves it out. */
  readonly skips?: (group: RowGroupFacts) => boolean;
}

/** What a Parquet file tells of a column of a row group before its rows are read. */
export interface ColumnFacts {
  readonly values: ColumnVector;
  /** All values are in a dictionary, which can be searched; otherwise only the least and the greatest are known. */
  readonly inDictionary: boolean;
}

/** A row group, for {@link ScanRequest.skips}. */
export interface RowGroupFacts {
  readonly numRows: number;
  /** By name; undefined when the file has no such column. */
  column(name: string): ColumnFacts | undefined;
}

/** A scan whose data is at hand, so that a task reads it without waiting. */
export interface OpenScan {
  /**
   * The rows that belong to the split: a text line by Hadoop's rule (it starts in the split), a Parquet row group by its
   * midpoint (G15). Parquet batches hold at most 4,096 rows, as Spark's vectorised reader has them (N1).
   */
  read(split: FileSplit): Iterable<ColumnBatch>;
}

export interface InferredSchema {
  readonly schema: StructType;
  /** Rows or lines that inference looked at, for the metrics of the schema job (N1: a CSV header counts). */
  readonly recordsRead: number;
  readonly bytesRead: Bytes;
}

export type SaveMode = "errorifexists" | "overwrite" | "append" | "ignore";

export interface WriteRequest {
  readonly path: string;
  readonly format: FileFormat;
  readonly schema: StructType;
  readonly mode: SaveMode;
  readonly options: Readonly<Record<string, string>>;
}

/** Spark's FileCommitProtocol in small: nothing shows under the path before {@link commitJob}, nothing stays after {@link abortJob}. */
export interface OutputCommitter {
  /** Writes one task attempt's rows to staging and returns the bytes of the file. An attempt without rows may write no file. */
  writeTask(partition: number, attempt: number, rows: Iterable<readonly unknown[]>): { bytes: Bytes; records: number };
  abortTask(partition: number, attempt: number): void;
  /** Moves the staged files of the given attempts to their place and writes `_SUCCESS`. */
  commitJob(attempts: readonly { partition: number; attempt: number }[]): void;
  /** Removes the staging folder; the path is as it was before. */
  abortJob(): void;
}

export interface FilePort {
  /**
   * The data files of a path (a file, a folder, or a glob), in order of name; names starting with `_` or `.` do not count.
   * @throws SparkError PATH_NOT_FOUND when there is none.
   */
  list(path: string): readonly FileStatus[];
  /** The schema that the files themselves tell, synchronously, because `spark.read.csv(…)` chains (G16). */
  inferSchema(
    format: FileFormat,
    files: readonly FileStatus[],
    options: Readonly<Record<string, string>>,
  ): InferredSchema;
  /** Loads what the splits need; the returned scan is synchronous. */
  open(request: ScanRequest): Promise<OpenScan>;
  /** Like {@link open} without waiting, for line formats (text, csv, json) under a job that runs inside a transformation. */
  openNow(request: ScanRequest): OpenScan;
  /**
   * Starts an output. @throws SparkError PATH_ALREADY_EXISTS under mode `errorifexists`.
   * Returns undefined when mode is `ignore` and the path exists.
   */
  createWriter(request: WriteRequest): OutputCommitter | undefined;
}

/** An expression string parsed to a neutral tree; `plans` turns it into expressions. Names are Spark's function names. */
export type ParsedExpression =
  | { readonly node: "column"; readonly parts: readonly string[] }
  | { readonly node: "star"; readonly qualifier: readonly string[] }
  /** `isLocal` of a timestamp that names no zone: its value is what the session's clocks show, as if they showed UTC. */
  | { readonly node: "literal"; readonly dataType: DataType; readonly value: unknown; readonly isLocal?: true }
  | {
      readonly node: "call";
      readonly name: string;
      readonly args: readonly ParsedExpression[];
      readonly distinct?: boolean;
      /** `FILTER (WHERE …)`. */
      readonly filter?: ParsedExpression;
    }
  /** `op` is Spark's symbol: + - * / % || = <=> != < <= > >= and or not ~ & | ^ like rlike in between isnull isnotnull. */
  | { readonly node: "operator"; readonly op: string; readonly args: readonly ParsedExpression[] }
  | { readonly node: "cast"; readonly child: ParsedExpression; readonly dataType: DataType; readonly isTry?: boolean }
  /** `x -> x + 1`, `(a, b) -> a + b`. */
  | { readonly node: "lambda"; readonly params: readonly string[]; readonly body: ParsedExpression }
  /** `INTERVAL 1 MONTH`; `text` as Spark writes it. */
  | {
      readonly node: "interval";
      readonly months: number;
      readonly days: number;
      readonly micros: number;
      readonly text: string;
    }
  | {
      readonly node: "case";
      readonly branches: readonly (readonly [ParsedExpression, ParsedExpression])[];
      readonly otherwise?: ParsedExpression;
    }
  | { readonly node: "alias"; readonly child: ParsedExpression; readonly name: string }
  /** `call OVER (PARTITION BY … ORDER BY … ROWS BETWEEN …)`; bounds as in `Window.rowsBetween`. */
  | {
      readonly node: "window";
      readonly function: ParsedExpression;
      readonly partitionBy: readonly ParsedExpression[];
      readonly orderBy: readonly ParsedSortItem[];
      readonly frame?: { readonly type: "RowFrame" | "RangeFrame"; readonly lower: number; readonly upper: number };
    };

export interface ParsedSortItem {
  readonly expression: ParsedExpression;
  readonly ascending: boolean;
  readonly nullsFirst: boolean;
}

/** A query parsed to a neutral tree; `plans` turns it into a logical plan. */
export interface ParsedQuery {
  /** `WITH name AS (…)`, in order: each may use those before it. */
  readonly ctes: readonly { readonly name: string; readonly query: ParsedQuery }[];
  readonly body: ParsedQueryBody;
  readonly orderBy: readonly ParsedSortItem[];
  readonly limit?: number;
}

export type ParsedQueryBody =
  | ParsedSelect
  | {
      readonly node: "union" | "intersect" | "except";
      readonly all: boolean;
      readonly left: ParsedQueryBody;
      readonly right: ParsedQueryBody;
    }
  /** A query in parentheses. */
  | { readonly node: "query"; readonly query: ParsedQuery };

export interface ParsedSelect {
  readonly node: "select";
  readonly distinct: boolean;
  readonly items: readonly ParsedExpression[];
  /** Several, with commas between them, meet row by row. */
  readonly from: readonly ParsedRelation[];
  readonly where?: ParsedExpression;
  readonly groupBy: readonly ParsedExpression[];
  readonly having?: ParsedExpression;
}

export type ParsedRelation =
  | { readonly node: "table"; readonly parts: readonly string[]; readonly alias?: string }
  | { readonly node: "subquery"; readonly query: ParsedQuery; readonly alias?: string }
  | {
      readonly node: "join";
      /** As `df.join` takes it. */
      readonly joinType: string;
      readonly left: ParsedRelation;
      readonly right: ParsedRelation;
      readonly on?: ParsedExpression;
      readonly using?: readonly string[];
    };

export interface SqlParserPort {
  /**
   * Parses an expression string as `expr("…")`, `filter("…")` and `selectExpr("…")` take it.
   * @throws SparkError PARSE_SYNTAX_ERROR with position and hint.
   */
  parseExpression(text: string): ParsedExpression;
  /**
   * Parses a query as `spark.sql("…")` takes it.
   * @throws SparkError PARSE_SYNTAX_ERROR with position and hint; UNSUPPORTED_FEATURE for SQL that is none of the above.
   */
  parseQuery(text: string): ParsedQuery;
  /** Parses a type name as `cast("decimal(10,2)")` takes it. @throws SparkError PARSE_SYNTAX_ERROR */
  parseDataType(text: string): DataType;
}

export interface HostPort {
  /** Lets the host's event loop turn once, so that the user's program goes on and messages leave. */
  breathe(): Promise<void>;
  /** True once after the user asked to interrupt; polled by the simulation and by row loops. */
  interrupted(): boolean;
  /** Finds the user's frame in a JavaScript stack, mapped to the user's own source; undefined when there is none. */
  userFrame(stack: string): { readonly file: string; readonly line: number } | undefined;
  /** Prints for the user (`df.show()`, `printSchema()`, `explain()`). */
  print(text: string): void;
}
