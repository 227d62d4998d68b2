import type { Millis } from "../base/brand.js";
import { compile, compileProjection } from "../engine/expressions/index.js";
import type { ExpressionEvaluator } from "../optimizer/index.js";
import { bindReferences } from "../plans/expressions/index.js";
import { daysFromCivil, MICROS_PER_DAY } from "../types/date-time.js";

/** What the optimizer's expressions depend on, asked for each time. */
interface EvaluatorSettings {
  /** `spark.sql.ansi.enabled`. */
  ansi(): boolean;
  /** `spark.sql.session.timeZone`. */
  timeZone(): string;
  /** Virtual time. */
  now(): Millis;
}

/**
 * When every application starts, in µs since 1970: 2026-01-01 in UTC. A simulation has no clock but its own, so that `current_timestamp()` is the
 * same each time a notebook is run: this moment and the virtual time since then.
 */
const APPLICATION_START = daysFromCivil(2026, 1, 1) * MICROS_PER_DAY;

/** The engine as the optimizer sees it. */
export function expressionEvaluator({ ansi, timeZone, now }: EvaluatorSettings): ExpressionEvaluator {
  return {
    timeZone,
    currentTime: () => APPLICATION_START + Math.round(now() * 1000),
    tryEvaluate: (e) => {
      try {
        return { value: compile(e, { ansi: ansi() })([]) };
      } catch {
        return undefined;
      }
    },
    projection: (list, input) =>
      compileProjection(
        list.map((e) => bindReferences(e, input)),
        { ansi: ansi() },
      ),
  };
}
