/** A number that was measured. */
export interface Measured {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Such as `≤ 300 ms`; absent where nothing was promised. */
  readonly target?: string;
  /** Whether the target is reached. */
  readonly met?: boolean;
  readonly note?: string;
}

/** Takes numbers one by one. */
export interface Measurements {
  add(measured: Measured): void;
}

/** A table of numbers and targets; each line is printed as soon as it is known. */
export interface TargetTable extends Measurements {
  /** Whether every target so far is met. */
  readonly met: boolean;
}

export function targetTable(print: (line: string) => void): TargetTable {
  let met = true;
  const line = (what: string, number: string, target: string, verdict: string, note: string): void =>
    print(`${what.padEnd(32)} ${number.padStart(14)}  ${target.padEnd(10)} ${verdict.padEnd(7)} ${note}`.trimEnd());
  line("what", "number", "target", "met", "");
  return {
    add: ({ what, value, unit, target = "", met: reached = true, note = "" }) => {
      met &&= reached;
      line(what, `${value} ${unit}`.trimEnd(), target, target === "" ? "" : reached ? "yes" : "MISSED", note);
    },
    get met() {
      return met;
    },
  };
}
