import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';

/** Asks people questions, one after the other. */
export interface Questions {
  /** @returns whether the answer is yes; no answer is yes too, the end of the input is no */
  readonly agreed: (question: string) => Promise<boolean>;
  readonly close: () => void;
}

/** Opens a dialogue on two streams. */
export function askOn(input: Readable, output: Writable): Questions {
  const lines = createInterface({ input });
  const answers: AsyncIterator<string, unknown> = lines[Symbol.asyncIterator]();
  return {
    agreed: async (question) => {
      output.write(`${question} [Y/n] `);
      const answer = await answers.next();
      if (answer.done === true) output.write('\n');
      return answer.done !== true && /^(?:y(?:es)?)?$/iu.test(answer.value.trim());
    },
    close: () => {
      lines.close();
    },
  };
}
