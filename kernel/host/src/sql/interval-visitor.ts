import type { ParsedExpression } from "@stageplay/core";
import type { IntervalContext } from "dt-sql-parser/dist/lib/spark/SparkSqlParser.js";
import { stringValue } from "./literals.js";
import { unsupported } from "./unsupported.js";

type ParsedInterval = Extract<ParsedExpression, { node: "interval" }>;

const MONTHS: Readonly<Record<string, number>> = { YEAR: 12, MONTH: 1 };
const DAYS: Readonly<Record<string, number>> = { WEEK: 7, DAY: 1 };
const MICROS: Readonly<Record<string, number>> = {
  HOUR: 3_600_000_000,
  MINUTE: 60_000_000,
  SECOND: 1_000_000,
  MILLISECOND: 1000,
  MICROSECOND: 1,
};

/** `INTERVAL 1 MONTH`, `INTERVAL '2' DAYS 3 HOURS`. */
export function visitInterval(ctx: IntervalContext): ParsedInterval {
  const units = ctx.errorCapturingMultiUnitsInterval()?.multiUnitsInterval();
  if (!units) throw unsupported("an interval from unit to unit", "Write its parts: INTERVAL 1 DAY 2 HOURS.");
  const pairs = units.intervalValue().map((value, i): readonly [string, string] => {
    const text = value.getText();
    return [/^['"]/.test(text) ? stringValue(text) : text, units.unitInMultiUnits(i)!.getText()];
  });
  return intervalOf(pairs);
}

/** The interval of pairs of a number and a unit. */
function intervalOf(pairs: readonly (readonly [value: string, unit: string])[]): ParsedInterval {
  let [months, days, micros] = [0, 0, 0];
  for (const [value, unit] of pairs) {
    const name = singular(unit);
    const n = Number(value);
    if (!Number.isFinite(n)) throw unsupported(`the interval value '${value}'`, "Write a number before each unit.");
    if (name in MONTHS) months += n * MONTHS[name]!;
    else if (name in DAYS) days += n * DAYS[name]!;
    else if (name in MICROS) micros += Math.round(n * MICROS[name]!);
    else throw unsupported(`the interval unit ${unit}`, "Use YEAR, MONTH, WEEK, DAY, HOUR, MINUTE or SECOND.");
  }
  const text = `INTERVAL ${pairs.map(([value, unit]) => `'${value}' ${singular(unit)}`).join(" ")}`;
  return { node: "interval", months, days, micros, text };
}

const singular = (unit: string): string => unit.toUpperCase().replace(/S$/, "");
