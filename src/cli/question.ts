import type { Readable, Writable } from 'node:stream';

/** Asks a question that is answered with yes or no. Everything but `y` and `yes` means no, as does the end of the input. */
export async function askWhether(question: string, input: Readable, output: Writable): Promise<boolean> {
  const { createInterface } = await import('node:readline');
  const lines = createInterface({ input, output });
  try {
    return await new Promise((resolve) => {
      lines.once('close', () => {
        resolve(false);
      });
      lines.question(`${question} [y/N] `, (answer) => {
        resolve(/^\s*y(?:es)?\s*$/iu.test(answer));
      });
    });
  } finally {
    lines.close();
  }
}
