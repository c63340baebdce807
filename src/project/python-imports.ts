const statement = /^[ \t]*(?:from[ \t]+(?<from>[.\w]{1,200})[ \t]+import[ \t]+(?<names>\([^)]{0,2000}|[^\n#]{0,500})|import[ \t]+(?<modules>[^\n#;]{1,300}))/gmu;

/** The modules that a Python text imports, read off its lines; a name that is imported may be a module too. */
export function pythonSpecifiers(text: string): string[] {
  const found: string[] = [];
  for (const { groups } of text.matchAll(statement)) {
    const from = groups?.['from'];
    if (from === undefined) {
      for (const part of (groups?.['modules'] ?? '').split(',')) found.push(firstWord(part));
      continue;
    }
    found.push(from);
    for (const part of (groups?.['names'] ?? '').replace('(', '').split(',')) {
      const name = firstWord(part);
      if (/^\w+$/u.test(name)) found.push(from.endsWith('.') ? from + name : `${from}.${name}`);
    }
  }
  return found;
}

function firstWord(text: string): string {
  return /^[\w.]+/u.exec(text.trim())?.[0] ?? '';
}
