/** The exit statuses of the command. */
export const exitStatus = { clean: 0, findings: 1, failed: 2 } as const;

/** The user asked for something that cannot be done. The message says what happened and what to do. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
