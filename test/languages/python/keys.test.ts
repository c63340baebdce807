import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { findings, findingsIn, key } from './project.js';

const found = (line: number, message = 'bound'): string[] => [`no-hardcoded-key ${message} ${String(line)}`];
const half = key.slice(0, 16);
const rest = key.slice(16);

/** Texts with a key, and the line in which it stands. */
const leaks: Readonly<Record<string, readonly [string, number]>> = {
  'the argument': ['from mistralai import Mistral\nclient = Mistral(api_key="KEY!")\n', 2],
  'the first argument': ['from mistralai import Mistral\nclient = Mistral("KEY!")\n', 2],
  'a module under a name': ['import mistralai as m\nclient = m.Mistral(api_key="KEY!")\n', 2],
  'the client of 2.x': ['from mistralai.client import Mistral as M\nclient = M(api_key="KEY!")\n', 2],
  'the client of 0.x': ['from mistralai.client import MistralClient\nclient = MistralClient("KEY!")\n', 2],
  'a star import': ['from mistralai import *\nclient = Mistral(api_key="KEY!")\n', 2],
  'async with': ['from mistralai import Mistral\nasync def main():\n    async with Mistral(api_key="KEY!") as client:\n        pass\n', 3],
  'a name of a key': ['MISTRAL_API_KEY = "KEY!"\n', 1],
  'an annotated name': ['mistral_api_key: str = "KEY!"\n', 1],
  'the environment': ['import os\nos.environ["MISTRAL_API_KEY"] = "KEY!"\n', 2],
  'setdefault': ['import os\nos.environ.setdefault("MISTRAL_API_KEY", "KEY!")\n', 2],
  'a default of getenv': ['import os\nfrom mistralai import Mistral\nclient = Mistral(api_key=os.getenv("MISTRAL_API_KEY", "KEY!"))\n', 3],
  'or': ['import os\nfrom mistralai import Mistral\nclient = Mistral(api_key=os.getenv("MISTRAL_API_KEY") or "KEY!")\n', 3],
  'implicit concatenation': [`from mistralai import Mistral\nk = ("${half}"\n     "${rest}")\nclient = Mistral(api_key=k)\n`, 2],
  'addition': [`from mistralai import Mistral\na = "${half}"\nclient = Mistral(api_key=a + "${rest}")\n`, 2],
  'an f-string': [`from mistralai import Mistral\na = "${half}"\nclient = Mistral(api_key=f"{a}${rest}")\n`, 2],
  'percent': [`from mistralai import Mistral\nclient = Mistral(api_key="%s%s" % ("${half}", "${rest}"))\n`, 2],
  'format': [`from mistralai import Mistral\nclient = Mistral(api_key="{}{b}".format("${half}", b="${rest}"))\n`, 2],
  'join': [`from mistralai import Mistral\nclient = Mistral(api_key="".join(["${half}", "${rest}"]))\n`, 2],
  'b64decode': [`import base64\nfrom mistralai import Mistral\nclient = Mistral(api_key=base64.b64decode("${Buffer.from(key).toString('base64')}").decode())\n`, 3],
  'a class attribute': ['from mistralai import Mistral\nclass Config:\n    secret = "KEY!"\nclient = Mistral(api_key=Config.secret)\n', 3],
  'an instance attribute': ['from mistralai import Mistral\nclass Bot:\n    def __init__(self):\n        self.k = "KEY!"\n        self.client = Mistral(api_key=self.k)\n', 4],
  'a dataclass': ['from dataclasses import dataclass\nfrom mistralai import Mistral\n@dataclass\nclass C:\n    k: str = "KEY!"\nclient = Mistral(api_key=C().k)\n', 5],
  'a field of a dataclass that is given': ['from dataclasses import dataclass\nfrom mistralai import Mistral\n@dataclass\nclass C:\n    k: str\nclient = Mistral(api_key=C(k="KEY!").k)\n', 6],
  'pydantic settings': ['from pydantic_settings import BaseSettings\nclass S(BaseSettings):\n    mistral_api_key: str = "KEY!"\n', 3],
  'a default parameter': ['from mistralai import Mistral\ndef make(k="KEY!"):\n    return Mistral(api_key=k)\n', 2],
  'an argument by name': ['from mistralai import Mistral\ndef make(model, k):\n    return Mistral(api_key=k)\nmake("m", k="KEY!")\n', 4],
  'keyword arguments handed on': ['from mistralai import Mistral\ndef make(**options):\n    return Mistral(**options)\nclient = make(api_key="KEY!")\n', 4],
  'a subclass': ['from mistralai import Mistral\nclass Mine(Mistral):\n    def __init__(self):\n        super().__init__(api_key="KEY!")\n', 4],
  'a lambda': ['from mistralai import Mistral\nclient = Mistral(api_key=lambda: "KEY!")\n', 2],
  'a dictionary that is asked': ['from mistralai import Mistral\nD = {"k": "KEY!"}\nclient = Mistral(api_key=D.get("k"))\n', 2],
  'argparse': ['import argparse\np = argparse.ArgumentParser()\np.add_argument("--mistral-api-key", default="KEY!")\n', 3],
  'click': ['import click\n@click.option("--key", envvar="MISTRAL_API_KEY", default="KEY!")\ndef main(key): pass\n', 2],
  'typer': ['import typer\ndef main(key: str = typer.Option("KEY!", envvar="MISTRAL_API_KEY")): pass\n', 2],
  'a request': ['import requests\nrequests.post("https://api.mistral.ai/v1/chat/completions", headers={"Authorization": "Bearer KEY!"})\n', 2],
  'urllib': ['import urllib.request\nr = urllib.request.Request("https://api.mistral.ai/v1/models")\nr.add_header("Authorization", "Bearer KEY!")\n', 3],
  'LangChain': ['from langchain_mistralai import ChatMistralAI\nllm = ChatMistralAI(model="m", mistral_api_key="KEY!")\n', 2],
  'LlamaIndex': ['from llama_index.llms.mistralai import MistralAI\nllm = MistralAI(api_key="KEY!")\n', 2],
  'OpenAI client': ['from openai import OpenAI\nclient = OpenAI(api_key="KEY!", base_url="https://api.mistral.ai/v1")\n', 2],
  'litellm': ['from litellm import completion\ncompletion(model="mistral/mistral-tiny", api_key="KEY!", messages=[])\n', 2],
  'SecretStr': ['from pydantic import SecretStr\nfrom langchain_mistralai import ChatMistralAI\nllm = ChatMistralAI(api_key=SecretStr("KEY!"))\n', 3],
  'a comment': ['# client = Mistral(api_key="KEY!")\n', 1],
  'a docstring': ['def f():\n    """Use Mistral(api_key="KEY!")."""\n', 2],
  'Python 2': ['from mistralai.client import MistralClient\nprint "start"\nclient = MistralClient("KEY!")\n', 3],
  'tabs and CRLF': ['from mistralai import Mistral\r\ndef f():\r\n\treturn Mistral(api_key="KEY!")\r\n', 3],
  'behind a cookie': ['# -*- coding: utf-8 -*-\nfrom mistralai import Mistral\nc = Mistral(api_key="KEY!")\n', 3],
  'a bare yield before': ['from mistralai import Mistral\ndef g():\n    yield\n    return Mistral(api_key="KEY!")\n', 4],
  'a number with a bare point before': ['from mistralai import Mistral\nt = 1.\nc = Mistral(api_key="KEY!")\n', 3],
  'with, and a tuple as its target': ['from mistralai import Mistral\nwith f() as (a, b):\n    c = Mistral(api_key="KEY!")\n', 3],
  'an empty class pattern': ['from mistralai import Mistral\nmatch x:\n    case Foo():\n        c = Mistral(api_key="KEY!")\n', 4],
  'a variadic generic': ['from mistralai import Mistral\nclass A(Generic[*Ts]):\n    c = Mistral(api_key="KEY!")\n', 3],
  'a lambda with a slash': ['from mistralai import Mistral\nf = lambda a, /: a\nc = Mistral(api_key="KEY!")\n', 3],
  'an error below': ['from mistralai import Mistral\nc = Mistral(api_key="KEY!")\ndef broken(:\n    pass\n', 2],
  'an error in the line': ['from mistralai import Mistral\nc = Mistral(api_key="KEY!"\n', 2],
};

/** Texts without a leak. */
const silent: Readonly<Record<string, string>> = {
  'a placeholder': 'from mistralai import Mistral\nc = Mistral(api_key="YOUR_API_KEY")\n',
  "another vendor's client": 'from openai import OpenAI\nc = OpenAI(api_key="KEY!")\n',
  'a class of the file': 'class Mistral:\n    def __init__(self, api_key): pass\nc = Mistral(api_key=1)\n',
  'Azure': 'from mistralai_azure import MistralAzure\nc = MistralAzure()\n',
  'a client that is imported from elsewhere': 'from boats import Mistral\nc = Mistral()\n',
  'a digest': 'MISTRAL_PROMPT_MD5 = "0123456789abcdef0123456789abcdef"\n',
};

describe('keys are found', () => {
  test.each(Object.entries(leaks))('%s', (_name, [text, line]) => {
    expect(findings(text)).toEqual(found(line));
  });
});

describe('other texts are left alone', () => {
  test.each(Object.entries(silent))('%s', (_name, text) => {
    expect(findings(text)).toEqual([]);
  });
});

describe('across files', () => {
  const client = 'from mistralai import Mistral\n';
  const cases: Readonly<Record<string, readonly [Readonly<Record<string, string>>, string]>> = {
    'a module beside it': [{ 'conf.py': 'V = "KEY!"\n', 'main.py': `${client}from conf import V\nMistral(api_key=V)\n` }, 'conf.py:1'],
    'a relative import': [{ 'pkg/__init__.py': '', 'pkg/conf.py': 'V = "KEY!"\n', 'pkg/sub/a.py': `${client}from ..conf import V as w\nMistral(api_key=w)\n` }, 'pkg/conf.py:1'],
    'a module of a package': [{ 'pkg/conf.py': 'V = "KEY!"\n', 'main.py': `${client}from pkg import conf\nMistral(api_key=conf.V)\n` }, 'pkg/conf.py:1'],
    'a dotted import': [{ 'pkg/conf.py': 'V = "KEY!"\n', 'main.py': `${client}import pkg.conf\nMistral(api_key=pkg.conf.V)\n` }, 'pkg/conf.py:1'],
    'a star import': [{ 'conf.py': 'V = "KEY!"\n', 'main.py': `${client}from conf import *\nMistral(api_key=V)\n` }, 'conf.py:1'],
    'passed on by the package': [{ 'pkg/conf.py': 'V = "KEY!"\n', 'pkg/__init__.py': 'from .conf import V\n', 'main.py': `${client}from pkg import V\nMistral(api_key=V)\n` }, 'pkg/conf.py:1'],
    'a factory elsewhere': [{ 'factory.py': `${client}def make(k):\n    return Mistral(api_key=k)\n`, 'main.py': 'from factory import make\nmake(k="KEY!")\n' }, 'main.py:2'],
  };
  test.each(Object.entries(cases))('%s', (_name, [files, place]) => {
    expect(findingsIn(files)).toEqual([`no-hardcoded-key bound ${place}`]);
  });
});
