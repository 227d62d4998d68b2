import { formatBytes, formatMillis } from "../../base/format.js";
import type { FindingRule } from "../finding-rule.js";
import { joinSides, mayBroadcast, writerOf } from "../joins.js";

/** A join shuffled both sides, though one turned out to be small enough to broadcast (G3). */
export const broadcastMissed: FindingRule = {
  id: "broadcast-missed",
  detect: (facts) => {
    const limit = facts.settings.number("spark.sql.autoBroadcastJoinThreshold");
    if (limit <= 0) return [];
    return facts.plans
      .flatMap((plan) => [...plan.all()])
      .flatMap((join) => {
        const sides = joinSides(join);
        if (sides === undefined) return [];
        const [left, right] = sides.map((side) => ({ side, writer: writerOf(facts, side) }));
        const bytesOf = ({ side, writer }: NonNullable<typeof left>): number =>
          side.bytes ?? writer?.sum("shuffleWriteBytes") ?? Number.POSITIVE_INFINITY;
        const [small, large, name] =
          bytesOf(left!) <= bytesOf(right!) ? [left!, right!, "left" as const] : [right!, left!, "right" as const];
        const bytes = bytesOf(small);
        if (!(bytes < limit) || !mayBroadcast(join, name)) return [];
        if (bytesOf(large) <= Math.max(bytes, facts.settings.threshold("broadcast-missed", "bytes"))) return [];
        const costMs =
          (large.writer?.sum("shuffleWriteMs") ?? 0) + (large.writer?.sum("shuffleWriteBytes") ?? 0) / 880_000;
        return [
          {
            severity: "warning",
            seen:
              `${join.name}: the ${name} side had ${formatBytes(bytes)} at run time, below the threshold of ${formatBytes(limit)}, ` +
              `and ${formatBytes(bytesOf(large))} of the other side were shuffled to meet it (${formatMillis(costMs)} core time).`,
            cause: /hint|merge/i.test(join.execution.description)
              ? "A hint asked for another join."
              : "The planner did not know how small this side would be: its estimate was too high, or a hint asked for another join.",
            fix: "Broadcast the small side: each executor gets a copy, and the large side stays where it is.",
            change: `large.join(broadcast(small), key) // the ${name} side`,
            callSite: join.execution.callSite,
            places: [join.place, ...(large.writer === undefined ? [] : [large.writer.place()])],
            costMs,
            savesMs: costMs / Math.max(1, large.writer === undefined ? 1 : facts.slotsOf(large.writer.stage)),
          } as const,
        ];
      });
  },
};
