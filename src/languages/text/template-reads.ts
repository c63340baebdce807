import type { TextFacts } from './fact-list.js';

/** What begins an output of a template engine: ERB, EJS and JSP, PHP, Blade and Hugo, Razor. */
const opening = String.raw`(?:<%(?:=|-(?!-))|<\?=|<\?php\s{1,8}(?:echo|print)\b|\{\{-?(?![-!/])|\{!!|@\(|@(?=Configuration|Environment))`;
/** A read of a variable, or of the settings that it is taken from. */
const read = String.raw`(?:process\.env\.(?<member>\w{3,80})|(?:process\.env|ENV|_ENV|_SERVER|Configuration|config)\[["'](?<index>[\w.:-]{3,80})["']\]|(?:getenv|env|config|ENV\.fetch|GetEnvironmentVariable)(?:\(\s?|\s)["'](?<argument>[\w.:-]{3,80})["'])`;
const output = new RegExp(String.raw`${opening}(?<before>[^%?{}<>\n]{0,80}?)${read}(?<after>[^\n]{0,60})`, 'gu');
/** What is made of it shows whether it is set, not what it is. */
const isQuestion = /^[^%}>]{0,20}(?:[!=]=|\?(?![?>:])|\.(?:present|blank|empty|nil|length|size)|&&)/u;
/** What Vite and Create React App put in the place of a name in the page. */
const replaced = /%(?<name>[A-Z][A-Z\d_]{5,120})%/gu;

/** What the template of a component reads of the variables that the build hands it. */
const publicRead = /(?:import\.meta|process)\.env\.(?<name>[A-Z][A-Z\d_]{5,120})/gu;

/** Adds the keys that a page, or the template of one, is given when it is rendered: everybody who opens it has them. */
export function addTemplateReads(list: TextFacts): void {
  const { kind, source, vocabulary } = list;
  const { path, text } = source;
  if (kind.structure === 'vue' || kind.structure === 'svelte' || kind.structure === 'astro') {
    for (const match of text.matchAll(publicRead)) {
      const { name = '' } = match.groups ?? {};
      const prefix = vocabulary.publicKeyPrefix(name);
      if (prefix !== undefined) list.addPublicName(match.index + match[0].length - name.length, name, prefix, String(match.index));
    }
    return;
  }
  if (kind.structure !== 'html' && kind.comments !== 'template' && !/\.php$/iu.test(path)) return;
  for (const match of text.matchAll(output)) {
    const { before = '', member, index, argument, after = '' } = match.groups ?? {};
    const name = member ?? index ?? argument ?? '';
    const start = text.indexOf(name, match.index + before.length);
    if (!vocabulary.isKeyName(name) || isQuestion.test(after) || /!|\b(?:empty|isset|present|not)\b/u.test(before) || list.isComment(start)) continue;
    list.add({ kind: 'exposure', place: { source, start, end: start + name.length }, language: kind.language, how: { kind: 'response', by: 'The template', name }, chain: [] });
  }
  if (kind.structure !== 'html') return;
  for (const match of text.matchAll(replaced)) {
    const { name = '' } = match.groups ?? {};
    const prefix = vocabulary.publicKeyPrefix(name);
    if (prefix !== undefined) list.addPublicName(match.index + 1, name, prefix, 'page');
  }
}
