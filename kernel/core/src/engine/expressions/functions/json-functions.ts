import { typeSql } from "../../../types/type-name.js";
import { fromCsv, schemaOfCsv, toCsv } from "./csv.js";
import { type FunctionImplementations, plain, type SpecialImplementations } from "./function-table.js";
import { fromJson } from "./json/from-json.js";
import { jsonObjectAt } from "./json/json-path.js";
import { parseJson } from "./json/json-value.js";
import { schemaOfJson } from "./json/schema-of-json.js";
import { toJson } from "./json/to-json.js";

export const JSON_IMPLEMENTATIONS: FunctionImplementations = {
  to_json: ({ argTypes, call }) => toJson(argTypes[0]!, call.timeZone),
  to_csv: ({ argTypes, call }) => toCsv(argTypes[0]!, call.timeZone),
  get_json_object: plain(jsonObjectAt),
  json_array_length: plain((text: string) => {
    const value = parseJson(text);
    return value?.kind === "array" ? value.items.length : null;
  }),
  json_object_keys: plain((text: string) => {
    const value = parseJson(text);
    return value?.kind === "object" ? value.fields.map(([name]) => name) : null;
  }),
  schema_of_json: plain((text: string) => typeSql(schemaOfJson(text))),
  schema_of_csv: plain((text: string) => typeSql(schemaOfCsv(text))),
};

/** Functions whose second argument is only a type. */
export const JSON_SPECIALS: SpecialImplementations = {
  from_json: parsing(fromJson),
  from_csv: parsing(fromCsv),
};

function parsing(reader: typeof fromJson): SpecialImplementations[string] {
  return ([text], { resultType, call }) => {
    const read = reader(resultType, call.timeZone);
    return (row) => {
      const value = text!(row);
      return value === null ? null : read(value as string);
    };
  };
}
