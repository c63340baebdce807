import { describe, expect, it } from 'vitest';
import { Outline } from '../../../src/languages/python/outline.js';

function outlined(text: string, name: string): unknown {
  return new Outline(text).of(name);
}

describe('the outline of a Python module', () => {
  it('tells functions, classes and imports', () => {
    const text = 'import os\nimport a.b as c\nfrom .x import (\n    one,  # first\n    two as other,\n)\n\n@cache\nasync def load(key):\n    one = 1\n\nclass Client(Base, metaclass=Meta):\n    pass\n';
    expect(outlined(text, 'os')).toEqual({ kind: 'import', specifier: 'os', name: '*' });
    expect(outlined(text, 'c')).toEqual({ kind: 'import', specifier: 'a.b', name: '*' });
    expect(outlined(text, 'one')).toEqual({ kind: 'import', specifier: '.x', name: 'one' });
    expect(outlined(text, 'other')).toEqual({ kind: 'import', specifier: '.x', name: 'two' });
    expect(outlined(text, 'load')).toEqual({ kind: 'function' });
    expect(outlined(text, 'Client')).toEqual({ kind: 'class', base: 'Base' });
    expect(outlined(text, 'pass')).toBe('absent');
  });

  it.each([
    ['is defined twice', 'try:\n    from a import f\nexcept ImportError:\n    def f(): pass\n'],
    ['is set besides', 'def f(): pass\nf = wrap(f)\n'],
    ['is set in a branch', 'def f(): pass\nif x:\n    f = g\n'],
    ['is set by a function', 'def f(): pass\ndef g():\n    global f\n    f = 1\n'],
    ['is the variable of a with', 'from a import f\nwith open(x) as f:\n    pass\n'],
    ['has a type', 'f: int\nf = 1\n'],
    ['is a class made of a call', 'class f(make(Base)):\n    pass\n'],
  ])('does not tell what a name is that %s', (_, text) => {
    expect(outlined(text, 'f')).toBeUndefined();
  });

  it('leaves what functions and classes set to them', () => {
    expect(outlined('from a import f\n\ndef g():\n    f = 1\n\n    f = 2\n\nclass C:\n    f = 3\n', 'f')).toEqual({ kind: 'import', specifier: 'a', name: 'f' });
  });

  it('knows from where all names are imported', () => {
    expect(new Outline('from .a import *\nif x:\n    from b import *\n').stars).toEqual(['.a', 'b']);
  });

  it('takes one look at each line', () => {
    const line = 'from a import (' + 'x, '.repeat(5000) + ')\n' + 'class A(' + '['.repeat(20_000) + '\n';
    expect(outlined(line.repeat(20), 'y')).toBe('absent');
  });
});
