import * as texts from './help.js';

/** An option as the help tells of it. */
export interface OptionHelp {
  /** With its dashes. */
  readonly name: string;
  /** How the help writes it, with what stands for a value, such as `--since[=REV]`. */
  readonly shown: string;
  /** What stands for the value, such as `FILE` or `NAME[=FILE]`; none where it takes none. */
  readonly value?: string;
  readonly valueMayBeLeftOut: boolean;
  readonly text: string;
}

/** An item of a list, such as an action, and what it does. */
export interface HelpItem {
  readonly head: string;
  readonly text: string;
}

/** A paragraph of the help, with the word before its first colon where it has one. */
export interface HelpSection {
  readonly title?: string;
  readonly text: string;
}

/** The help of a command, taken apart. */
export interface HelpPage {
  readonly command: string;
  readonly summary: string;
  /** One line for each way to call it. */
  readonly usage: readonly string[];
  readonly options: readonly OptionHelp[];
  /** The words of which it takes one, such as `install`. */
  readonly words: readonly HelpItem[];
  /** Says whether it takes paths. */
  readonly paths: boolean;
  /** All but the usage, in their order. */
  readonly sections: readonly HelpSection[];
}

/** Sections that list words of which the command takes one. */
const wordLists: readonly (string | undefined)[] = ['Actions', 'Shells'];

const generalSections = sectionsOf(texts.generalHelp);

/** The options that stand in place of a command. */
export const generalOptions: readonly OptionHelp[] = optionsIn(generalSections);

/**
 * The help of each command, taken apart. Completion and the man page are made from what `--help` prints, so that nothing is
 * told twice. The text of a command is exported as `<command>Help`.
 */
export const helpPages: readonly HelpPage[] = itemsOf(titled(generalSections, 'Commands')).map(({ head, text }) => {
  const [command = ''] = head.split(' ');
  const found = Object.entries(texts).find(([name]) => name === `${command}Help`);
  if (found === undefined) throw new Error(`The command "${command}" has no help of its own.`);
  return pageOf(command, text, found[1]);
});

function pageOf(command: string, summary: string, help: string): HelpPage {
  const [first, ...sections] = sectionsOf(help);
  const usage = (first?.text ?? '').split('\n').map((line) => line.trim());
  return {
    command,
    summary,
    usage,
    options: optionsIn(sections),
    words: sections.filter(({ title }) => wordLists.includes(title)).flatMap(({ text }) => itemsOf(text)),
    paths: usage.some((line) => line.includes('[paths')),
    sections,
  };
}

/** Paragraphs are parted by an empty line, or the next begins with its title. */
function sectionsOf(help: string): HelpSection[] {
  return help.trim().split(/\n\n|\n(?=[A-Z][a-z ]{0,30}: )/u).map((paragraph) => {
    const { title, text } = /^(?<title>[A-Z][a-z ]{0,30}):\s(?<text>[\s\S]*)$/u.exec(paragraph)?.groups ?? {};
    return title === undefined || text === undefined ? { text: paragraph } : { title, text };
  });
}

function titled(sections: readonly HelpSection[], title: string): string {
  return sections.find((section) => section.title === title)?.text ?? '';
}

/** `--name`, `--name VALUE`, `--name[=VALUE]`; what stands in brackets behind a space is no value of the option. */
function optionsIn(sections: readonly HelpSection[]): OptionHelp[] {
  return itemsOf(titled(sections, 'Options')).map(({ head, text }) => {
    const { name = head, optional, value = optional } = /^(?<name>-[\w-]+)(?:\[=(?<optional>[^\]]+)\]| (?<value>[^[].*)| \[.*)?$/u.exec(head)?.groups ?? {};
    return { name, shown: head, ...(value === undefined ? {} : { value }), valueMayBeLeftOut: optional !== undefined, text };
  });
}

/** @returns the items of a list: each begins behind two spaces, and two or more part its head from its text */
export function itemsOf(list: string): HelpItem[] {
  const items: { head: string; text: string }[] = [];
  for (const line of list.split('\n')) {
    const [head = '', ...text] = line.slice(2).split(/ {2,}/u);
    const last = items.at(-1);
    if (/^ {2}\S/u.test(line)) items.push({ head, text: text.join(' ') });
    else if (last !== undefined) last.text += ` ${line.trim()}`;
  }
  return items;
}
