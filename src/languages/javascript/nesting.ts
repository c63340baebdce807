/**
 * The deepest nesting that is parsed, weighed as below. oxc recurses without a bound of its own, and where the stack ends
 * the process dies. Of the 8 MB of a main thread a bracket takes up to 4 kB, a part of a chain such as `a => a => …` 800
 * bytes, a part of a sum 200; the threads that Node starts have half as much.
 */
const deepest = 16_000;
const bracketWeight = 16;
const chainWeight = 4;

/** Operators that nest in what stands behind them weigh more than those that stand in a row. */
const operatorWeights = new Uint8Array(128).fill(1);
for (const [operator, weight] of Object.entries({ '?': 4, '=': 4, '*': 2, ':': 2, '<': 8, '>': 0 })) {
  operatorWeights[operator.charCodeAt(0)] = weight;
}

/** Words that take what follows into themselves. */
const nestingWords = new Set('async await class delete do extends for if infer keyof new readonly return typeof unique void while with yield'.split(' '));

/** Words behind which an operand or a statement stands; in a row they nest as sums do. */
const joiningWords = new Set('as case default else export in instanceof is of satisfies throw'.split(' '));

/** Words that go on with what stands before them, also on a new line. */
const continuingWords = new Set('as catch else extends finally in instanceof is of satisfies while'.split(' '));

/** Words whose parentheses end no expression. */
const headerWords = new Set(['await', 'for', 'if', 'while', 'with']);

/** One open bracket. */
interface Level {
  /** The weight of everything around it. */
  readonly outside: number;
  /** The weight of the operators since the last comma, semicolon or start of a statement. */
  operators: number;
  /** JSX tags that are open. */
  tags: number;
  readonly isHeader: boolean;
  /** It is the `${` of a template. */
  readonly isHole: boolean;
}

/**
 * Says where a text gets to nest deeper than the parser can stand. An upper bound, found in one pass over the characters:
 * strings, comments, templates and regular expressions are passed over, everything else that could nest counts.
 * @param jsx whether `<a>` may be a tag
 * @returns a 0-based offset, or `undefined` where all of it can be parsed
 */
export function tooDeepAt(text: string, jsx: boolean): number | undefined {
  return text.length * bracketWeight > deepest ? new Nesting(text, jsx).tooDeepAt() : undefined;
}

class Nesting {
  #index = 0;
  #level: Level = { outside: 0, operators: 0, tags: 0, isHeader: false, isHole: false };
  readonly #levels: Level[] = [];
  /** Whether an operand has just ended, so that a slash divides. */
  #afterOperand = false;
  #afterBrace = false;
  #afterLineEnd = false;
  #lastWord = '';

  constructor(
    readonly text: string,
    readonly jsx: boolean,
  ) {}

  tooDeepAt(): number | undefined {
    const { text } = this;
    while (this.#index < text.length) {
      this.#take(text.charCodeAt(this.#index));
      const { outside, operators, tags } = this.#level;
      if (outside + operators + tags * chainWeight > deepest) return Math.min(this.#index, text.length);
    }
    return undefined;
  }

  #take(character: number): void {
    if (character <= 32) {
      if (character === 10 || character === 13) this.#afterLineEnd = true;
      this.#index++;
    } else if (isWordPart(character)) this.#takeWord();
    else if (character === 34 || character === 39) this.#takeString(character);
    else if (character === 96) this.#takeTemplate();
    else if (character === 40 || character === 91 || character === 123) this.#open(false);
    else if (character === 41 || character === 93 || character === 125) this.#close(character === 125);
    else if (character === 47) this.#takeSlash();
    else if (character === 44 || character === 59) this.#separate();
    else this.#takeOperator(character);
  }

  #takeWord(): void {
    const start = this.#index;
    do this.#index++;
    while (isWordPart(this.text.charCodeAt(this.#index)));
    const length = this.#index - start;
    const word = length < 2 || length > 11 ? '' : this.text.slice(start, this.#index);
    const isName = this.text.charCodeAt(start - 1) === 46 && this.text.charCodeAt(start - 2) !== 46;
    const startsStatement = this.#afterOperand && (this.#afterLineEnd || this.#afterBrace) && !continuingWords.has(word);
    if (startsStatement || (word === 'case' && !isName)) this.#reset();
    const weight = isName ? 0 : nestingWords.has(word) ? chainWeight : joiningWords.has(word) ? 1 : 0;
    this.#level.operators += weight;
    this.#lastWord = isName ? '' : word;
    this.#end(weight === 0);
  }

  /** A quote that no other one answers in its line is an apostrophe in the text of a tag. */
  #takeString(mark: number): void {
    if (this.#afterOperand && this.#afterLineEnd) this.#reset();
    const end = this.#findInLine(mark, this.#index + 1);
    this.#index = end === undefined ? this.#index + 1 : end + 1;
    this.#end(true);
  }

  /** Goes from a backtick, or from the bracket that closes a hole, to the end of the template or to the next hole. */
  #takeTemplate(): void {
    const { text } = this;
    this.#level.operators++;
    for (let index = this.#index + 1; index < text.length; index++) {
      const character = text.charCodeAt(index);
      if (character === 92) index++;
      else if (character === 96) {
        this.#index = index + 1;
        this.#end(true);
        return;
      } else if (character === 36 && text.charCodeAt(index + 1) === 123) {
        this.#index = index + 1;
        this.#open(true);
        return;
      }
    }
    this.#index = text.length;
  }

  #open(isHole: boolean): void {
    // Calls and members in a row: the first is the innermost.
    if (this.#afterOperand) this.#level.operators++;
    const { outside, operators, tags } = this.#level;
    this.#levels.push(this.#level);
    const isHeader = this.#lastWord !== '' && headerWords.has(this.#lastWord);
    this.#level = { outside: outside + operators + tags * chainWeight + bracketWeight, operators: 0, tags: 0, isHeader, isHole };
    this.#index++;
    this.#end(false);
    this.#lastWord = '';
  }

  #close(isBrace: boolean): void {
    const { isHole, isHeader } = this.#level;
    this.#level = this.#levels.pop() ?? { ...this.#level, operators: 0, tags: 0 };
    if (isHole && isBrace) {
      this.#level.operators = Math.max(0, this.#level.operators - 1);
      this.#takeTemplate();
      return;
    }
    this.#index++;
    this.#end(!isHeader);
    this.#afterBrace = isBrace;
    this.#lastWord = '';
  }

  #takeSlash(): void {
    const { text } = this;
    const next = text.charCodeAt(this.#index + 1);
    const before = text.charCodeAt(this.#index - 1);
    if (next === 42) {
      const end = text.indexOf('*/', this.#index + 2);
      this.#index = end < 0 ? text.length : end + 2;
    } else if (next === 47 && before !== 58) this.#index = endOfLine(text, this.#index);
    else if (this.jsx && (next === 62 || before === 60)) {
      this.#level.tags = Math.max(0, this.#level.tags - 1);
      this.#index++;
      this.#end(false);
    } else {
      const end = this.#afterOperand ? undefined : this.#findInLine(47, this.#index + 1);
      if (end === undefined) this.#takeOperator(47);
      else {
        this.#index = end + 1;
        this.#end(true);
      }
    }
  }

  #separate(): void {
    this.#reset();
    this.#index++;
    this.#end(false);
  }

  #takeOperator(character: number): void {
    const next = this.text.charCodeAt(this.#index + 1);
    // Within a tag, expressions stand in brackets: what compares nothing opens another tag.
    const mayBeTag = this.jsx && (!this.#afterOperand || this.#level.tags > 0);
    const isTag = character === 60 && mayBeTag && (next === 62 || (isWordPart(next) && !(next >= 48 && next <= 57)));
    const isAttribute = character === 61 && this.#level.tags > 0 && (next === 34 || next === 39 || next === 123);
    if (isTag) this.#level.tags++;
    else if (!isAttribute && !(character === 60 && next === 47)) this.#level.operators += operatorWeights[character] ?? 1;
    this.#index++;
    // `x++` and the `!` of TypeScript end an operand: a slash right behind them divides.
    this.#end(this.#afterOperand && (character === 33 || character === 43 || character === 45) && this.text.charCodeAt(this.#index) === 47);
  }

  /** Where tags are open, commas and line ends may be text. */
  #reset(): void {
    if (this.#level.tags === 0) this.#level.operators = 0;
  }

  #end(afterOperand: boolean): void {
    this.#afterOperand = afterOperand;
    this.#afterBrace = false;
    this.#afterLineEnd = false;
  }

  /** @returns where a mark that is not escaped, nor in the brackets of a regular expression, stands before the line ends */
  #findInLine(mark: number, from: number): number | undefined {
    const { text } = this;
    let inClass = false;
    for (let index = from; index < text.length; index++) {
      const character = text.charCodeAt(index);
      if (character === 92) {
        // Behind a backslash, a string goes on in the next line.
        index += text.charCodeAt(index + 1) === 13 && text.charCodeAt(index + 2) === 10 ? 2 : 1;
      } else if (character === 10 || character === 13) return undefined;
      else if (mark === 47 && character === 91) inClass = true;
      else if (mark === 47 && character === 93) inClass = false;
      else if (character === mark && !inClass) return index;
    }
    return undefined;
  }
}

function isWordPart(character: number): boolean {
  return (
    (character >= 97 && character <= 122) ||
    (character >= 65 && character <= 90) ||
    (character >= 48 && character <= 57) ||
    character === 95 ||
    character === 36 ||
    character === 35 ||
    character === 92 ||
    character > 127
  );
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
