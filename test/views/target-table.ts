/** A table of numbers and targets; each line is printed as soon as it is known. */
export interface TargetTable {
  add(what: string, number: string, target: string, met: boolean, note?: string): void;
  /** Whether every target so far is met. */
  readonly met: boolean;
}

export function targetTable(print: (line: string) => void): TargetTable {
  let met = true;
  const line = (what: string, number: string, target: string, verdict: string, note: string): void =>
    print(`${what.padEnd(32)} ${number.padStart(14)}  ${target.padEnd(10)} ${verdict.padEnd(7)} ${note}`.trimEnd());
  line("what", "number", "target", "met", "");
  return {
    add: (what, number, target, reached, note = "") => {
      met &&= reached;
      line(what, number, target, reached ? "yes" : "MISSED", note);
    },
    get met() {
      return met;
    },
  };
}
