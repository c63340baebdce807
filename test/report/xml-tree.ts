import { SaxesParser } from 'saxes';

/** An element of an XML file: its own text, without that of its children. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** @returns the root; throws where the text is not well-formed */
export function parseXml(text: string): Element {
  const parser = new SaxesParser();
  const top: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (part) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += part;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  for (const event of ['comment', 'cdata', 'doctype', 'processinginstruction'] as const) {
    parser.on(event, () => {
      throw new Error(`A report holds no ${event}.`);
    });
  }
  parser.write(text).close();
  const [root] = top.children;
  if (root === undefined) throw new Error('There is no root.');
  return root;
}

/** What an element may hold: its attributes, and its children by name. */
export interface ElementRule {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
  readonly children?: readonly string[];
  readonly text?: boolean;
}

/** @returns in what an element and those below it break the rules, by name of element */
export function breaches(element: Element, rules: Readonly<Record<string, ElementRule>>): string[] {
  const { name, attributes, children, text } = element;
  const rule = rules[name];
  if (rule === undefined) return [`<${name}> is unknown`];
  const { required, optional = [], children: known = [] } = rule;
  return [
    ...required.filter((attribute) => !(attribute in attributes)).map((attribute) => `<${name}> lacks ${attribute}`),
    ...Object.keys(attributes).filter((attribute) => !required.includes(attribute) && !optional.includes(attribute)).map((attribute) => `<${name}> has ${attribute}`),
    ...children.filter((child) => !known.includes(child.name)).map((child) => `<${name}> holds <${child.name}>`),
    ...(rule.text === true || text.trim() === '' ? [] : [`<${name}> holds text`]),
    ...children.flatMap((child) => breaches(child, rules)),
  ];
}
