// Spelling of lessons: an English dictionary, and the words of Spark and of this project.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import nspell from "nspell";

const require = createRequire(import.meta.url);
const OWN_WORDS = new URL("words.txt", import.meta.url);

/** Words of prose that are in no dictionary; names in `code`, ids and whatever has capitals inside are left out. */
export class Spelling {
  constructor() {
    const folder = require.resolve("dictionary-en").replace(/index\.js$/, "");
    this.spell = nspell(readFileSync(`${folder}index.aff`), readFileSync(`${folder}index.dic`));
    for (const word of readFileSync(OWN_WORDS, "utf8").split(/\s+/)) if (word !== "") this.spell.add(word);
  }

  /**
   * Misspelt words of a text, each once, with what was probably meant.
   * @param {string} prose
   */
  problems(prose) {
    const bare = prose
      .replaceAll(/```[\s\S]*?```/g, " ")
      .replaceAll(/`[^`]*`/g, " ")
      .replaceAll(/\]\([^)]*\)|https?:\S+|<[^>]*>/g, " ");
    const words = bare.match(/[A-Za-z]+(?:['’][a-z]+)?/g) ?? [];
    const wrong = [...new Set(words)].filter((word) => isPlain(word) && !this.spell.correct(word.replace("’", "'")));
    return wrong.map((word) => {
      const [meant] = this.spell.suggest(word);
      return meant === undefined ? word : `${word} (${meant}?)`;
    });
  }
}

/** Not an id or a name of a program: `L00`, `groupBy`, `AQE`. @param {string} word */
function isPlain(word) {
  return word.length > 2 && !/[A-Z]/.test(word.slice(1));
}
