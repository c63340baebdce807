import { causes } from '../rules/causes.js';
import type { Level, Rule } from '../rules/rule.js';
import { offersEdits } from '../rules/suggestions.js';

/** @returns the rows of the README's table, one for each rule, in their order */
export function ruleTable(rules: readonly Rule[]): string {
  return [
    '| Rule | What it reports | `recommended` | `strict` | 💡 |',
    '| :-- | :-- | :-- | :-- | :-- |',
    ...rules.map((rule) =>
      `| [${rule.name}](rules/${rule.name}.md) | ${cell(rule.description)} | ${rule.levels.recommended} | ${rule.levels.strict} | ${offersEdits(rule) ? '💡' : ''} |`,
    ),
    '',
    '💡 offers an edit in the editor.',
  ].join('\n');
}

/** @returns the head of a rule's page: title, description, presets, documented causes, suggestions */
export function pageHead(rule: Rule): string {
  return [
    `# mistral-keys/${rule.name}`,
    '',
    `> ${rule.description}`,
    '',
    `- Presets: ${presets(rule)}`,
    ...rule.causes.map((id) => `- Documented cause: [\`${id}\`](${causes[id].url}): ${causes[id].text}`),
    `- ${offersEdits(rule) ? '💡 Offers edits in the editor (suggestions; nothing is changed on its own).' : 'Offers no edits: the mending is for a person.'}`,
  ].join('\n');
}

/**
 * @returns the options of a rule, from the schema by which ESLint checks them
 * @throws Error for an option whose schema has no description
 */
export function optionList(rule: Rule): string {
  const { properties } = rule.schema;
  const options = typeof properties === 'object' && properties !== null ? Object.entries(properties) : [];
  if (options.length === 0) return 'None.';
  return ['One object with these properties, each a list of strings:', '', ...options.map(([name, schema]) => option(rule, name, schema))].join('\n');
}

/**
 * Replaces what stands between the two markers of a generated part.
 * @param text the whole page
 * @param part the name that the markers carry
 * @throws Error where the page has no such markers
 */
export function withPart(text: string, part: string, content: string): string {
  const start = `<!-- generated: ${part} -->`;
  const end = `<!-- end of generated: ${part} -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`There is no pair of lines "${start}" and "${end}".`);
  return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`;
}

function presets(rule: Rule): string {
  const levels: readonly (readonly [string, Level])[] = [
    ['recommended', rule.levels.recommended],
    ['strict', rule.levels.strict],
  ];
  return levels.map(([name, level]) => `\`${name}\` (${level})`).join(', ');
}

function option(rule: Rule, name: string, schema: unknown): string {
  const description = typeof schema === 'object' && schema !== null && 'description' in schema ? schema.description : undefined;
  if (typeof description !== 'string') throw new Error(`The option "${name}" of ${rule.name} has no description in its schema.`);
  const preset = rule.defaultOptions[name];
  return `- \`${name}\`: ${description}${preset === undefined ? '' : ` Default: \`${JSON.stringify(preset)}\`.`}`;
}

/** A bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
