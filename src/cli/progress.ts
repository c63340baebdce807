import { writeSync } from 'node:fs';

/** How long a scan goes on in silence, and the time between two words, in milliseconds. */
const patience = 1000;
const interval = 100;

/** A line on the terminal that says how far a scan is. It shows only when the scan takes over a second. */
export class Progress {
  readonly #started = performance.now();
  #shown = 0;

  /** @param enabled whether the standard error is a terminal */
  constructor(readonly enabled: boolean) {}

  show(done: number, total: number): void {
    const now = performance.now();
    if (!this.enabled || now - this.#started < patience || now - this.#shown < interval) return;
    this.#shown = now;
    // The scan keeps the event loop busy, so a stream would show this line only at the end.
    writeSync(2, `\r\u001b[K${done} of ${total} files`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#shown > 0) writeSync(2, '\r\u001b[K');
  }
}
