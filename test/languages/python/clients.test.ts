import { describe, expect, test } from 'vitest';
import { findings, findingsIn } from './project.js';

const cases: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  '1.x reads no variable': ['from mistralai import Mistral\nMistral()\n', ['require-api-key missing 2']],
  '1.x, also after a check': ['import os\nfrom mistralai import Mistral\nif not os.getenv("MISTRAL_API_KEY"):\n    raise SystemExit(1)\nMistral()\n', ['require-api-key missing 5']],
  '2.x': ['from mistralai.client import Mistral\nMistral()\n', ['require-api-key missing 2']],
  '2.x after a check': ['import os\nfrom mistralai.client import Mistral\nif not os.getenv("MISTRAL_API_KEY"):\n    raise SystemExit(1)\nMistral()\n', []],
  '0.x': ['from mistralai.client import MistralClient\nMistralClient()\n', ['require-api-key missing 2']],
  'the documented broken form': ['from mistral import Mistral\nclient = Mistral()\n', ['require-api-key missing 2']],
  'the documented corrected form': ['import os\nfrom mistral import Mistral\nclient = Mistral(api_key=os.environ["MISTRAL_API_KEY"])\n', []],
  'None': ['from mistralai import Mistral\nMistral(api_key=None)\n', ['require-api-key missing 2']],
  'empty': ['from mistralai import Mistral\nMistral(api_key="")\n', ['require-api-key empty 2']],
  'a misnamed argument': ['import os\nfrom mistralai import Mistral\nMistral(apiKey=os.environ["MISTRAL_API_KEY"])\n', ['require-api-key ignoredOption 3']],
  'LangChain': ['from langchain_mistralai import ChatMistralAI\nChatMistralAI(model="m")\n', ['require-api-key implicitEnv 2']],
  'LlamaIndex says what is wrong': ['from llama_index.llms.mistralai import MistralAI\nMistralAI()\n', []],
  "OpenAI's client at Mistral": ['from openai import AsyncOpenAI\nAsyncOpenAI(base_url="https://api.mistral.ai/v1")\n', ['require-api-key otherVendorsKey 2']],
  "OpenAI's client at home": ['from openai import OpenAI\nOpenAI()\n', []],
  'self-hosted': ['from mistralai import Mistral\nMistral(server_url="http://localhost:8000")\n', []],
  'spread arguments': ['from mistralai import Mistral\ndef make(**options):\n    return Mistral(**options)\n', []],
  'a subclass': ['from mistralai import Mistral\nclass Mine(Mistral):\n    pass\nMine()\n', ['require-api-key missing 4']],
};

describe('a client without a key', () => {
  test.each(Object.entries(cases))('%s', (_name, [text, found]) => {
    expect(findings(text)).toEqual(found);
  });

  test('a module mistral of the project is not the library', () => {
    expect(findingsIn({ 'mistral.py': 'class Mistral:\n    pass\n', 'main.py': 'from mistral import Mistral\nMistral()\n' })).toEqual([]);
  });

  test.each([
    ['LangChain', 'langchain_mistralai/__init__.py', 'from langchain_mistralai import ChatMistralAI\nChatMistralAI(model="m")\n'],
    ['a module of it', 'langchain_mistralai/chat_models.py', 'from langchain_mistralai.chat_models import ChatMistralAI\nChatMistralAI(model="m")\n'],
    ["Mistral's own", 'src/mistralai/client/__init__.py', 'from mistralai.client import Mistral\nMistral()\n'],
    ['in a subclass', 'src/mistralai/__init__.py', 'from mistralai import Mistral\nclass Mine(Mistral):\n    pass\nMine()\n'],
  ])('the tests of a library whose source is the project: %s', (_name, library, text) => {
    expect(findingsIn({ [library]: 'from .sdk import *\n', 'tests/test_client.py': text })).toEqual([]);
  });

  test('a wrong key is wrong there, too', () => {
    const text = 'from mistralai import Mistral\nMistral(api_key="")\n';
    expect(findingsIn({ 'src/mistralai/__init__.py': '', 'tests/test_client.py': text })).toEqual(['require-api-key empty tests/test_client.py:2']);
  });

  test('a script that is called after the library that it uses', () => {
    expect(findingsIn({ 'app/mistralai.py': 'from mistralai import Mistral\nMistral()\n' })).toEqual(['require-api-key missing app/mistralai.py:2']);
  });
});

const responses: Readonly<Record<string, readonly [string, number]>> = {
  'a route of FastAPI': ['import os\nfrom fastapi import FastAPI\napp = FastAPI()\n@app.get("/config")\ndef config():\n    return {"key": os.environ["MISTRAL_API_KEY"]}\n', 6],
  'jsonify': ['import os\nfrom flask import jsonify\ndef view():\n    return jsonify(key=os.environ["MISTRAL_API_KEY"])\n', 4],
  'JsonResponse': ['import os\nfrom django.http import JsonResponse\ndef view(request):\n    return JsonResponse({"key": os.environ["MISTRAL_API_KEY"]})\n', 4],
  'a template': ['import os\nfrom django.shortcuts import render\ndef view(request):\n    return render(request, "a.html", {"key": os.environ["MISTRAL_API_KEY"]})\n', 4],
  'render_template': ['import os\nfrom flask import render_template\ndef view():\n    return render_template("a.html", key=os.environ["MISTRAL_API_KEY"])\n', 4],
};

test.each(Object.entries(responses))('a key goes to the browser: %s', (_name, [text, line]) => {
  expect(findings(text)).toEqual([`no-client-key response ${String(line)}`]);
});
