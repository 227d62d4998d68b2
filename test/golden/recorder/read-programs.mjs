/** The settings of every record, as the first ones were made with. */
const BASE_CONF = [
  ["master", "local[2]"],
  ["spark.default.parallelism", "4"],
  ["spark.sql.shuffle.partitions", "8"],
  ["spark.sql.session.timeZone", "UTC"],
];

const ADAPTIVE = "spark.sql.adaptive.enabled";

/**
 * @typedef {object} RecorderProgram
 * @property {string} id
 * @property {string} scala
 * @property {[string, string][]} conf
 * @property {boolean} bytes whether bytes of shuffles are recorded
 */

/**
 * Reads a file of programs. A program starts with the line `//# ID [aqe] [bytes] [key=value …]`; what follows up to the next such line is Scala.
 * With `aqe` it is recorded twice, as `ID@aqe-off` and `ID@aqe-on`. A setting takes the place of the usual one.
 *
 * @param {string} text
 * @returns {RecorderProgram[]}
 */
export function readPrograms(text) {
  return text
    .split(/^\/\/# /m)
    .slice(1)
    .flatMap(readProgram);
}

/** @param {string} block */
function readProgram(block) {
  const [head = "", ...lines] = block.split("\n");
  const [id = "", ...words] = head.trim().split(/\s+/);
  const scala = lines.join("\n").trim();
  const settings = words.filter((word) => word.includes("=")).map((word) => word.split(/=(.*)/s).slice(0, 2));
  const conf = [...new Map([...BASE_CONF, ...settings])];
  const bytes = words.includes("bytes");
  if (!words.includes("aqe")) return [{ id, scala, conf, bytes }];
  return ["off", "on"].map((mode) => ({
    id: `${id}@aqe-${mode}`,
    scala,
    conf: [...conf, [ADAPTIVE, String(mode === "on")]],
    bytes,
  }));
}
