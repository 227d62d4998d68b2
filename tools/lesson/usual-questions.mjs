// The 25 questions that learners ask most, and the sections of the lessons in which running something answers them.

/**
 * @typedef {object} UsualQuestion
 * @property {string} asks
 * @property {readonly (readonly [lesson: string, section: string])[]} answeredIn the best place first; a section as its heading has it, without the claims
 */

/** In order of their numbers, from 1; a bank's `answers` has these numbers. @type {readonly UsualQuestion[]} */
export const USUAL_QUESTIONS = [
  {
    asks: "What are job, stage and task, and how does one become the other?",
    answeredIn: [
      ["L00", "5. Job, stage, task"],
      ["L01", "3. Count the shuffles"],
    ],
  },
  {
    asks: 'What does "skipped" mean?',
    answeredIn: [
      ["L07", "6. What a cache cuts off"],
      ["L04", "7. Done is done"],
    ],
  },
  { asks: "Why did one `show()` run three jobs?", answeredIn: [["L00", "6. Why did `show` run three jobs?"]] },
  { asks: "Why does `take` add jobs as it goes?", answeredIn: [["L09", "3. take() and show() bring little"]] },
  {
    asks: "Why does AQE add jobs, and why do pending stages turn into skipped ones?",
    answeredIn: [["L02", "8. With AQE on"]],
  },
  { asks: "Why has a `count()` more than one stage?", answeredIn: [["L01", "1. Row by row: one stage"]] },
  {
    asks: "Why 200 tasks for tiny data?",
    answeredIn: [
      ["L03", "6. Is 200 a good number?"],
      ["L03", "7. Too many, and the repair"],
    ],
  },
  { asks: "`shuffle.partitions` or `default.parallelism`?", answeredIn: [["L03", "6. Is 200 a good number?"]] },
  { asks: "Why are read partitions not the number of files?", answeredIn: [["L02", "6. What fixes the first number"]] },
  { asks: "`repartition` or `coalesce`?", answeredIn: [["L02", "7. Shuffles that you can save"]] },
  { asks: "Why can `coalesce` make a job slower?", answeredIn: [["L02", "7. Shuffles that you can save"]] },
  {
    asks: "Why is cached data computed again?",
    answeredIn: [
      ["L08", "5. Where does a block go that does not fit?"],
      ["L07", "6. What a cache cuts off"],
    ],
  },
  { asks: "How can a cache hurt the plan?", answeredIn: [["L07", "7. When a cache hurts"]] },
  { asks: "`groupByKey` or `reduceByKey`?", answeredIn: [["L04", "5. Combine before you send"]] },
  { asks: "When does a join need no shuffle?", answeredIn: [["L02", "4. Joins that cut nothing"]] },
  {
    asks: "Why was it not a broadcast join?",
    answeredIn: [
      ["L09", "6. Broadcasts"],
      ["L02", "4. Joins that cut nothing"],
    ],
  },
  {
    asks: "Why is the last task 100 times slower?",
    answeredIn: [
      ["L05", "2. The same picture, two causes"],
      ["L05", "3. 499 done, one running"],
    ],
  },
  {
    asks: "What are the locality levels, and who waits for them?",
    answeredIn: [
      ["L07", "3. The place is taken"],
      ["L07", "4. Waiting too long"],
    ],
  },
  { asks: 'What is "missing an output location for shuffle"?', answeredIn: [["L06", "4. A fetch fails"]] },
  { asks: "What does a stage retry run again?", answeredIn: [["L06", "4. A fetch fails"]] },
  {
    asks: "How to choose cores, memory and executors?",
    answeredIn: [
      ["L10", "5. The chain"],
      ["L10", "4. Each lever moves something else"],
    ],
  },
  { asks: "Why can 32 nodes lose against 4?", answeredIn: [["L10", "1. Slots"]] },
  {
    asks: "Spill: memory or disk, what do the two numbers mean?",
    answeredIn: [["L08", "2. More cores, less memory each"]],
  },
  {
    asks: "Why does `collect()` kill the driver?",
    answeredIn: [
      ["L09", "2. collect()"],
      ["L09", "5. What fills its heap?"],
    ],
  },
  { asks: "Why do sort and `inferSchema` work before the action?", answeredIn: [["L00", "1. A plan is not a run"]] },
];
