import type { Node } from './nodes.js';

/** The direct parts of a node, in the order in which they run. */
export function children(node: Node): readonly (Node | undefined)[] {
  switch (node.kind) {
    case 'text':
    case 'constant':
    case 'pattern':
    case 'name':
    case 'this':
    case 'super':
    case 'jump':
    case 'import':
    case 'import-meta':
      return [];
    case 'template':
      return node.parts;
    case 'member':
      return [node.object, node.index];
    case 'call':
      return [node.callee, ...node.args, node.named];
    case 'spread':
    case 'await':
    case 'return':
    case 'throw':
    case 'definition':
      return [node.value];
    case 'class-member':
      return [...node.decorators, node.value];
    case 'property':
      return [node.index, node.value];
    case 'object':
      return node.properties;
    case 'array':
      return node.elements;
    case 'function':
      return [...node.decorators, ...node.parameters, node.body];
    case 'parameter':
      return [node.fallback, ...node.inner];
    case 'class':
      return [...node.decorators, node.superclass, ...node.members];
    case 'logical':
    case 'binary':
      return [node.left, node.right];
    case 'conditional':
    case 'if':
      return [node.test, node.consequent, node.alternate];
    case 'unary':
      return [node.argument];
    case 'assignment':
      return [node.target, node.value, ...node.inner];
    case 'declaration':
      return [node.value, ...node.inner];
    case 'sequence':
      return node.expressions;
    case 'import-call':
      return [node.specifier];
    case 'element':
      return [node.name, ...node.attributes, ...node.children];
    case 'other':
      return node.children;
    case 'block':
    case 'case':
      return node.kind === 'case' ? [node.test, ...node.body] : node.body;
    case 'expression-statement':
      return [node.expression];
    case 'loop':
      return [...node.before, node.over, node.test, node.body, node.update];
    case 'try':
      return [node.block, node.handler, node.finalizer];
    case 'switch':
      return [node.value, ...node.cases];
  }
}

/**
 * Every node below `root`, itself first, with its `parent` set. No recursion: a program may nest as deep as it likes.
 */
export function link(root: Node): Node[] {
  const nodes: Node[] = [];
  const stack: Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    nodes.push(node);
    const parts = children(node);
    for (let i = parts.length - 1; i >= 0; i--) {
      const part = parts[i];
      if (part === undefined) continue;
      part.parent = node;
      stack.push(part);
    }
  }
  return nodes;
}
