import type { Bytes } from "../base/brand.js";
import type { RowValues } from "./row-values.js";
import {
  ALWAYS_USED,
  columnBytes,
  fitsNarrow,
  isCount,
  newColumn,
  TASK_COLUMN_NAMES,
  type TaskColumn,
  type TaskColumnName,
} from "./task-columns.js";

/** Rows whose values are known without having been written. */
export interface Segment {
  readonly start: number;
  readonly count: number;
  readonly values: RowValues;
}

/** What a segment takes, about. */
const SEGMENT_BYTES = 48;
/** Columns that every attempt fills, but mostly by whole stages. */
const OFTEN_KNOWN: ReadonlySet<TaskColumnName> = new Set(["stageId", "partition", "runMs"]);
const NUMBERS: Readonly<Record<TaskColumnName, number>> = Object.fromEntries(
  TASK_COLUMN_NAMES.map((name, number) => [name, number]),
) as Record<TaskColumnName, number>;

/**
 * The columns of a task table. A column is made when somebody asks for it: until then, stages whose values are known are noted as
 * segments, which take nothing a row, as columns do that nobody uses: they are one shared column of zeros.
 */
export class ColumnStore {
  /** What stands for every column that is not used: a byte a row, which nobody may write to. */
  zeros: Uint8Array = new Uint8Array(0);
  /** The columns by name, as they are now. */
  readonly columns: Readonly<Record<TaskColumnName, TaskColumn>>;
  private capacity = 0;
  private readonly used: Set<TaskColumnName>;
  /** Bytes and counts that are doubles: one of them is no whole number below 2³². */
  private readonly wide: Set<TaskColumnName>;
  /** By number; undefined for a column that is to be made when it is asked for. */
  private readonly made: (TaskColumn | undefined)[];
  private readonly segments: Map<TaskColumnName, Segment[]> = new Map();

  /** @param keepsAll every column is used, and as wide as it may be. */
  constructor(keepsAll: boolean) {
    this.used = new Set(keepsAll ? TASK_COLUMN_NAMES : ALWAYS_USED);
    this.wide = new Set(keepsAll ? TASK_COLUMN_NAMES.filter(isCount) : []);
    this.made = TASK_COLUMN_NAMES.map((name) => {
      if (!this.used.has(name)) return this.zeros;
      return keepsAll || !OFTEN_KNOWN.has(name) ? newColumn(name, 0, this.wide.has(name)) : undefined;
    });
    this.columns = new ColumnsByName(this.made, (name) => this.make(name)) as unknown as ColumnStore["columns"];
  }

  isUsed(name: TaskColumnName): boolean {
    return this.used.has(name);
  }

  /** Makes a column one's own, and wide enough for a value. */
  use(name: TaskColumnName, value = 0): TaskColumn {
    const widens = isCount(name) && !fitsNarrow(value) && !this.wide.has(name);
    if (!widens && this.used.has(name)) return this.columns[name];
    if (widens) this.wide.add(name);
    return this.remake(name);
  }

  /** Bytes of what is kept: columns that are made, and segments. */
  get byteLength(): Bytes {
    let bytes = this.zeros.byteLength;
    for (const column of this.made) if (column !== undefined && column !== this.zeros) bytes += column.byteLength;
    for (const segments of this.segments.values()) bytes += segments.length * SEGMENT_BYTES;
    return bytes;
  }

  setRows(name: TaskColumnName, start: number, count: number, values: RowValues): void {
    const column = this.made[NUMBERS[name]];
    const isMade = column !== undefined && column !== this.zeros;
    if (isCount(name) && values.mayBeWide && !this.wide.has(name)) {
      this.wide.add(name);
      if (isMade) this.remake(name);
    }
    if (isMade) {
      values.writeTo(this.columns[name], start, count);
      return;
    }
    this.used.add(name);
    this.made[NUMBERS[name]] = undefined;
    let segments = this.segments.get(name);
    if (segments === undefined) {
      segments = [];
      this.segments.set(name, segments);
    }
    segments.push({ start, count, values });
  }

  clearRows(start: number, end: number): void {
    for (const name of this.used) {
      const column = this.made[NUMBERS[name]];
      if (column !== undefined) column.fill(0, start, end);
      const segments = this.segments.get(name);
      const last = segments?.pop();
      if (last === undefined) continue;
      segments!.push(last.start + last.count <= start ? last : { ...last, count: start - last.start });
    }
  }

  /** The segment that a row lies in; undefined when its column is made. */
  segmentAt(name: TaskColumnName, row: number): Segment | undefined {
    const segments = this.segments.get(name);
    if (segments === undefined) return undefined;
    let low = 0;
    let high = segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (segments[middle]!.start <= row) low = middle;
      else high = middle - 1;
    }
    const segment = segments[low]!;
    return segment.start <= row && row < segment.start + segment.count ? segment : undefined;
  }

  /** All columns that are made lie in one buffer: three dozen of their own would cost a small run more than all else that it keeps. */
  grow(capacity: number, rows: number): void {
    this.capacity = capacity;
    const { zeros } = this;
    this.zeros = new Uint8Array(this.used.size < TASK_COLUMN_NAMES.length ? capacity : 0);
    const names = TASK_COLUMN_NAMES.filter((name) => this.used.has(name) && this.made[NUMBERS[name]] !== undefined);
    const buffer = new ArrayBuffer(
      names.reduce((bytes, name) => bytes + columnBytes(name, capacity, this.wide.has(name)), 0),
    );
    let offset = 0;
    TASK_COLUMN_NAMES.forEach((name, number) => {
      const old = this.made[number];
      if (old === zeros) this.made[number] = this.zeros;
      else if (old !== undefined) {
        const isWide = this.wide.has(name);
        const grown = newColumn(name, capacity, isWide, buffer, offset);
        grown.set(old.subarray(0, rows));
        this.made[number] = grown;
        offset += columnBytes(name, capacity, isWide);
      }
    });
  }

  /** Makes a column from what is known of it. */
  private make(name: TaskColumnName): TaskColumn {
    const column = newColumn(name, this.capacity, this.wide.has(name));
    for (const { start, count, values } of this.segments.get(name) ?? []) values.writeTo(column, start, count);
    this.segments.delete(name);
    this.made[NUMBERS[name]] = column;
    return column;
  }

  /** Makes a column anew: it was not used, or is too narrow. */
  private remake(name: TaskColumnName): TaskColumn {
    const old = this.made[NUMBERS[name]];
    const column = this.make(name);
    if (old !== undefined && this.used.has(name)) column.set(old);
    this.used.add(name);
    return column;
  }
}

/** A property for each column: it is there, or made when it is asked for. */
class ColumnsByName {
  readonly made: (TaskColumn | undefined)[];
  readonly make: (name: TaskColumnName) => TaskColumn;

  constructor(made: (TaskColumn | undefined)[], make: (name: TaskColumnName) => TaskColumn) {
    this.made = made;
    this.make = make;
  }
}

for (const [name, number] of Object.entries(NUMBERS)) {
  Object.defineProperty(ColumnsByName.prototype, name, {
    get(this: ColumnsByName): TaskColumn {
      return this.made[number] ?? this.make(name as TaskColumnName);
    },
  });
}
