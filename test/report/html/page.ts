import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Element = DefaultTreeAdapterTypes.Element;

/** An element of a page as a browser builds it, with what tests ask of it. */
export class Page {
  constructor(readonly element: Element | DefaultTreeAdapterTypes.Document) {}

  /** @returns the page of a text; throws where the text is not well-formed HTML */
  static parse(text: string): Page {
    const errors: string[] = [];
    const document = parse(text, { onParseError: ({ code, startLine }) => errors.push(`${code} in line ${startLine}`) });
    if (errors.length > 0) throw new Error(errors.join(', '));
    return new Page(document);
  }

  /** @returns the elements below with this tag and, where they are given, these values of attributes; a class is one of several */
  all(tag: string, wanted: Readonly<Record<string, string>> = {}): Page[] {
    const found: Page[] = [];
    const visit = (nodes: readonly DefaultTreeAdapterTypes.ChildNode[]): void => {
      for (const node of nodes) {
        if (!('tagName' in node)) continue;
        const page = new Page(node);
        const fits = Object.entries(wanted).every(([name, value]) => (name === 'class' ? page.attribute('class')?.split(' ').includes(value) : page.attribute(name) === value));
        if ((tag === '*' || node.tagName === tag) && fits) found.push(page);
        visit(node.childNodes);
      }
    };
    visit(this.element.childNodes);
    return found;
  }

  /** @returns the only such element; throws where there is none, or another one */
  one(tag: string, wanted: Readonly<Record<string, string>> = {}): Page {
    const [found, ...others] = this.all(tag, wanted);
    if (found === undefined || others.length > 0) throw new Error(`There are ${others.length + (found === undefined ? 0 : 1)} <${tag}> with ${JSON.stringify(wanted)}.`);
    return found;
  }

  attribute(name: string): string | undefined {
    return this.attributes().find((attribute) => attribute.name === name)?.value;
  }

  attributes(): readonly { readonly name: string; readonly value: string }[] {
    return 'attrs' in this.element ? this.element.attrs : [];
  }

  get tag(): string {
    return this.element.nodeName;
  }

  /** The text in it, every run of spaces as one. */
  get text(): string {
    const texts = (nodes: readonly DefaultTreeAdapterTypes.ChildNode[]): string => nodes.map((node) => ('value' in node ? node.value : 'childNodes' in node ? texts(node.childNodes) : '')).join('');
    return texts(this.element.childNodes).replace(/\s+/gu, ' ').trim();
  }
}
