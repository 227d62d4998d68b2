import { formatCount } from "../../base/format.js";
import { TASK_LOCALITIES, type TaskLocality } from "../../events/task-table.js";
import { isOpen } from "../todo.js";
import { countIsRight, countText, isCount } from "./count-kind.js";
import { type AnswerKind, type JudgedPart, rightOrWrong } from "./judgement.js";

/** Task attempts by level; levels that none had are left out. */
export type LocalityCounts = Readonly<Partial<Record<TaskLocality, number>>>;

const isLevel = (name: unknown): name is TaskLocality => (TASK_LOCALITIES as readonly unknown[]).includes(name);
const WANTED = `the level of all tasks, "PROCESS_LOCAL", or tasks by level, { NODE_LOCAL: 6 }; levels are ${TASK_LOCALITIES.join(", ")}`;

function entriesOf(answer: unknown): readonly [string, unknown][] {
  return typeof answer === "object" && answer !== null ? Object.entries(answer) : [];
}

/** The level of all tasks, or counts by level. */
export const LOCALITY: AnswerKind<LocalityCounts> = {
  refuses(answer) {
    if (typeof answer === "string") return isLevel(answer) ? undefined : WANTED;
    const entries = entriesOf(answer);
    const fits = entries.every(([level, count]) => isLevel(level) && (isOpen(count) || isCount(count)));
    return entries.length > 0 && fits ? undefined : WANTED;
  },
  hasOpen: (answer) => isOpen(answer) || entriesOf(answer).some(([, count]) => isOpen(count)),
  judge(answer, counts) {
    if (typeof answer === "string") {
      const levels = Object.keys(counts);
      return rightOrWrong(levels.length === 1 && levels[0] === answer);
    }
    const parts = entriesOf(answer).map(([level, count]): JudgedPart => {
      const actual = counts[level as TaskLocality] ?? 0;
      const correct = countIsRight(count, actual);
      return { label: level, expected: countText(count), actual: formatCount(actual), correct };
    });
    return { score: parts.filter((part) => part.correct).length / parts.length, parts };
  },
  answerText(answer) {
    if (typeof answer === "string") return `all ${answer}`;
    return entriesOf(answer)
      .map(([level, count]) => `${level} ${countText(count)}`)
      .join(", ");
  },
  valueText(counts) {
    const entries = Object.entries(counts);
    if (entries.length === 0) return "no task ran";
    return entries.map(([level, count]) => `${level} ${formatCount(count)}`).join(", ");
  },
};
