import { appendFileSync } from "node:fs";
import { Classroom, type LessonCard, type Session } from "@stageplay/core";
import { cardHtml, cardText } from "@stageplay/view";
import type { MimeBundle } from "../cell/cell-output.js";
import { display } from "../cell/display.js";
import { findBanks, SHIPPED_BANKS } from "./bank-files.js";
import { ProgressFile } from "./progress-file.js";

/**
 * Variables of the environment by which the commands that keep lessons honest talk to the kernel: a file that events are appended to, a line of JSON each;
 * `1` for trying claims on changed data; `off` for keeping no progress.
 */
const RECORD = "STAGEPLAY_LESSON_RECORD";
const MUTATE = "STAGEPLAY_MUTATE_CLAIMS";
const PROGRESS = "STAGEPLAY_PROGRESS";

/** The classroom of this kernel's session: cards are shown under the cell, banks are files. */
export function kernelClassroom(session: Session, env: NodeJS.ProcessEnv = process.env): Classroom {
  const recordFile = env[RECORD];
  const progress = new ProgressFile(env[PROGRESS] !== "off" && recordFile === undefined);
  return new Classroom({
    startLesson: (settings) => session.startLesson(settings),
    setting: (key) => session.spark.conf.get(key),
    sparkVersion: () => session.spark.version,
    lessonHash: () => session.lessonHash(),
    show: (card) => {
      const shown = display(cardBundle(card));
      return (next) => shown.update(cardBundle(next));
    },
    // As HTML too: notebooks break the lines of plain output in the middle of words.
    print: (text) => void display(cardBundle({ blocks: [{ kind: "text", text }] })),
    banks: () => findBanks([process.cwd(), SHIPPED_BANKS]),
    now: () => Date.now(),
    loadProgress: () => progress.load(),
    saveProgress: (data) => progress.save(data),
    record: (event) => {
      if (recordFile !== undefined) appendFileSync(recordFile, `${JSON.stringify(event)}\n`);
    },
    mutate: env[MUTATE] === "1",
  });
}

function cardBundle(card: LessonCard): MimeBundle {
  return { "text/html": cardHtml(card), "text/plain": cardText(card) };
}
