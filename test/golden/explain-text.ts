/** A text of `explain()` in the form of the records: numbers of ids by the order in which they appear, files without folders. */
export function normalizedExplain(text: string): readonly string[] {
  const planIds = new Map<string, number>();
  const exprIds = new Map<string, number>();
  const numberIn = (known: Map<string, number>) => (_: string, mark: string, id: string) => {
    const number = known.get(id) ?? known.size + 1;
    known.set(id, number);
    return `${mark}${number}`;
  };
  return text
    .replace(GENERATED_CODE, "")
    .replace(/(plan_id=)(\d+)/g, numberIn(planIds))
    .replace(/(#)(\d+)/g, numberIn(exprIds))
    .replace(/file:[^\],]*\//g, "file:/")
    .replace(HASHED_SIZE, "$1(sizeInBytes=?")
    .trim()
    .split("\n")
    .map((line) => line.trimEnd());
}

/** Spark's is Java, ours is JavaScript; the records have none. */
const GENERATED_CODE = /\nGenerated code:\n[\s\S]*?(?=\n== Subtree |$(?![\s\S]))/g;

/** Sizes in the JVM's memory, of hash tables and of compressed caches, are not modelled. */
const HASHED_SIZE = /((?:BroadcastQueryStage|TableCacheQueryStage) \(\d+\), Statistics)\(sizeInBytes=[^,]*/g;
