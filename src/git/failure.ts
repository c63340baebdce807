/** Git could not do what a scan needs. The message is one line and says what to do. */
export class GitFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'GitFailure';
  }
}
