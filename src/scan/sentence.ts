/**
 * Fills the `{{name}}` parts of a sentence, as ESLint does.
 * @param data what stands in for each name; a part without a value stays as it is
 */
export function fillSentence(sentence: string, data: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{\{([^{}]*)\}\}/gu, (whole, name: string) => data[name.trim()] ?? whole);
}
