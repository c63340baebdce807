/** A variable that an env file sets. */
export interface Setting {
  readonly name: string;
  readonly value: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * What an env file sets, as `dotenv` reads it: quotes come off, a comment behind a bare value too. Values over several
 * lines are not keys, so only their first line is read.
 */
export function readEnvFile(text: string): Setting[] {
  return text.split(/\r\n|\n|\r/u).flatMap((line, index) => {
    const match = /^\s*(?:export\s+)?(?<name>[\w.-]{1,120})\s*[=:](?<value>.*)$/u.exec(line)?.groups;
    return match === undefined ? [] : [{ name: match['name'] ?? '', value: unquoted((match['value'] ?? '').trim()), line: index + 1 }];
  });
}

function unquoted(value: string): string {
  const quoted = /^(?<quote>["'`])(?<inner>[^"'`]*)\k<quote>/u.exec(value)?.groups;
  if (quoted !== undefined) return quoted['inner'] ?? '';
  const comment = value.search(/(?:^|\s)#/u);
  return comment < 0 ? value : value.slice(0, comment).trim();
}
