/** Something that a measurement needs is not there; the message says what, and how to get it. */
export class Skipped extends Error {}
