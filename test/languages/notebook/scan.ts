import { scan } from '../../../src/scan/index.js';
import type { Finding } from '../../../src/scan/finding.js';
import { folder } from '../../scan/folder.js';

/** What a scan finds in some files. */
export async function findings(files: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  return (await scan({ cwd: folder(files) })).findings;
}

/** The same for one notebook: the rule, the message up to its first colon, and what stands at the place. */
export async function found(text: string): Promise<string[]> {
  const all = await findings({ 'a.ipynb': text });
  return all.map((finding) => `${finding.rule} | ${finding.message.slice(0, finding.message.indexOf(':'))} | ${spelled(text, finding)}`);
}

/** What stands at the place of a finding, as the file spells it. */
export function spelled(text: string, { line, column, endLine, endColumn }: Finding): string {
  const all = text.split('\n');
  if (line === endLine) return all[line - 1]?.slice(column - 1, endColumn - 1) ?? '';
  return [all[line - 1]?.slice(column - 1), ...all.slice(line, endLine - 1), all[endLine - 1]?.slice(0, endColumn - 1)].join('\n');
}
