import type { RunMessages } from "@stageplay/core";

/** Messages of one kind that a bundle holds: enough for a picture of who talks to whom. */
const MOST_OF_A_KIND = 50;

/** The messages with the first of each kind; {@link RunMessages.totals} says of how many. What is told by tasks comes with these. */
export function thinMessages(messages: RunMessages): RunMessages {
  const kept = new Map<string, number>();
  const sent = messages.sent.filter(([, name]) => {
    const count = (kept.get(name) ?? 0) + 1;
    kept.set(name, count);
    return count <= MOST_OF_A_KIND;
  });
  return sent.length === messages.sent.length ? messages : { ...messages, sent };
}
