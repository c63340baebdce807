import { rules } from '../../../rules/index.js';
import { SourceFile } from '../../../src/facts/source.js';
import { Project } from '../../../src/project/project.js';

/** A key that nobody has. */
export const key = 'Pqbk6U8fMzY1cfZb0U71Tg2xmzXhIacb';

/**
 * What the rules find in the last of some files, as `rule message file:line`, in order. `KEY` stands for a key.
 * @param files texts by path below the project's folder
 */
export function findingsIn(files: Readonly<Record<string, string>>): string[] {
  const texts = new Map(Object.entries(files).map(([path, text]) => [`/app/${path}`, text.replaceAll('KEY!', key)]));
  const project = new Project({
    read: (path) => (texts.has(path) ? Buffer.from(texts.get(path) ?? '') : undefined),
    isFile: (path) => texts.has(path) || path === '/app/.git/HEAD',
    list: () => [...texts.keys()],
  });
  const [path, text] = [...texts].at(-1) ?? ['/app/main.py', ''];
  const facts = project.facts(new SourceFile(path, text));
  const found = rules.flatMap((rule) => [...rule.check(facts, rule.defaultOptions)].map(({ messageId, place }) => {
    const { source, start } = place;
    return `${rule.name} ${messageId} ${source.path.slice('/app/'.length)}:${source.position(start).line}`;
  }));
  return found.sort();
}

/** The same for one file, without its name. */
export function findings(text: string): string[] {
  return findingsIn({ 'main.py': text }).map((found) => found.replace('main.py:', ''));
}
