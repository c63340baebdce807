/** @returns where the page of a rule stands; it is also `rules/NAME.md` in the installed package */
export function rulePage(name: string): string {
  return `https://github.com/eslint-plugin-mistral-keys/eslint-plugin-mistral-keys/blob/main/rules/${name}.md`;
}
