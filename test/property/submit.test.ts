/** However a spark-submit command is quoted and broken into lines, it says the same; and the strongest layer wins, wherever it stands. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { ConfigLayers } from "../../kernel/core/src/conf/config-layers.js";
import { RuntimeConfig } from "../../kernel/core/src/conf/runtime-config.js";
import { applySubmit } from "../../kernel/core/src/conf/submit/apply-submit.js";
import { parseProperties } from "../../kernel/core/src/conf/submit/parse-properties.js";
import { parseSubmit } from "../../kernel/core/src/conf/submit/parse-submit.js";
import { shellWords } from "../../kernel/core/src/conf/submit/shell-words.js";

const text = fc.string({ unit: fc.constantFrom(..."ab 1=,'\"\\$`#-\n\té"), minLength: 1, maxLength: 12 });

/** A word in one of the ways in which a shell lets it be written. */
const quotings: ((word: string) => string)[] = [
  (word) => `'${word.replaceAll("'", "'\\''")}'`,
  (word) => `"${word.replace(/["\\$`]/g, "\\$&")}"`,
  (word) =>
    [...word].map((char) => (/\s/.test(char) ? `'${char}'` : /[\w=,é]/.test(char) ? char : `\\${char}`)).join(""),
];
const breaks = fc.constantFrom(" ", "\t", " \\\n  ", " \\\n # a comment\n ", "  \\ \r\n", "\n");

test("words come out of a command as they went in", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.nat(2), breaks), { maxLength: 8 }), (words) => {
      const written = words.map(([word, way, gap]) => quotings[way]!(word) + gap);
      expect(shellWords(written.join("")).map((word) => word.text)).toEqual(words.map(([word]) => word));
    }),
    { numRuns: 300 },
  );
});

const sizes = fc.constantFrom("1g", "2g", "4g", "8g");
const optional = fc.option(sizes, { nil: undefined });

test("code beats a flag, that --conf, that the file, that the default", () => {
  fc.assert(
    fc.property(optional, optional, optional, optional, fc.boolean(), (code, flag, conf, file, flagFirst) => {
      const parts = [
        ...(flag === undefined ? [] : [`--executor-memory ${flag}`]),
        ...(conf === undefined ? [] : [`--conf spark.executor.memory=${conf}`]),
      ];
      if (!flagFirst) parts.reverse();
      if (file !== undefined) parts.splice(1, 0, "--properties-file f");
      const { layers } = applySubmit(parseSubmit(parts.join(" ")), {
        base: new ConfigLayers(),
        readFile: (path) => (path === "f" ? `spark.executor.memory ${file}` : undefined),
      });
      if (code !== undefined) layers.set("code", "spark.executor.memory", code);
      const { value, winner } = new RuntimeConfig(layers).explain("spark.executor.memory");
      expect(value).toBe(code ?? flag ?? conf ?? file ?? "1g");
      const names = [code && "code", flag && "flag", conf && "conf", file && "file", "default"];
      expect(winner?.layer).toBe(names.find((name) => name !== undefined));
    }),
    { numRuns: 200 },
  );
});

const key = fc.string({ unit: fc.constantFrom(..."abc.XY-1"), minLength: 1, maxLength: 10 });
const value = fc.string({ unit: fc.constantFrom(..."ab =:#!1,"), maxLength: 10 });

test("properties files keep keys and values, whatever stands between them", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.constantFrom("=", " = ", ": ", "\t"), value), { maxLength: 6 }), (lines) => {
      const written = lines.map(
        ([name, separator, text]) => `${name}${separator}${text.trim() === "" ? "" : `x${text}`}`,
      );
      const read = parseProperties(written.join("\n"));
      expect(read.map((line) => [line.key, line.value])).toEqual(
        lines.map(([name, , text]) => [name, text.trim() === "" ? "" : `x${text}`.trim()]),
      );
    }),
    { numRuns: 200 },
  );
});
