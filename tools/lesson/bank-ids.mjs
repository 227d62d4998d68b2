// Ids of the shipped banks as types, for the editor's completion.
/**
 * @param {readonly import("@stageplay/core").Bank[]} banks
 * @returns {string} the text of `kernel/host/src/lesson/bank-ids.ts`
 */
export function bankIds(banks) {
  return [
    "/** Ids of the banks that come with the kernel, for the editor's completion. `npm run lesson -- ids` writes this file. */",
    union(
      "ExerciseId",
      banks.flatMap((bank) => bank.exercises),
    ),
    union(
      "QuestionId",
      banks.flatMap((bank) => bank.questions),
    ),
    "",
  ].join("\n");
}

const MOST_COLUMNS = 120;

/** Laid out as the formatter has it. @param {string} name @param {readonly { id: string }[]} items */
function union(name, items) {
  const ids = items.length === 0 ? ["never"] : items.map(({ id }) => `"${id}"`);
  const line = `export type ${name} = ${ids.join(" | ")};`;
  return line.length <= MOST_COLUMNS ? line : `export type ${name} =${ids.map((id) => `\n  | ${id}`).join("")};`;
}
