import { expect, it } from 'vitest';
import type { Uri } from 'vscode';
import { pageHtml } from '../../client/src/checklist/html';
import { STRINGS } from './checklistData';

const webview = { cspSource: 'https://webview.test', asWebviewUri: (uri: Uri) => uri };
const uri = (path: string) => ({ toString: () => `https://webview.test/${path}` }) as Uri;
const page = (strings = STRINGS) =>
  pageHtml(webview, { script: uri('checklist.js'), styles: [uri('frame.css'), uri('list.css')], strings, language: 'en' });

it('the checklist page loads nothing but its own script and style', () => {
  const html = page();
  const policy = /content="([^"]*default-src[^"]*)"/.exec(html)?.[1] ?? '';
  const nonce = /<script nonce="([0-9a-f]{32})"/.exec(html)?.[1];
  expect(policy).toBe(`default-src 'none'; style-src https://webview.test; script-src 'nonce-${nonce}'`);
  expect(html).not.toMatch(/style="|<style|\son\w+="|unsafe-/);
  expect(html.match(/<script/g)).toHaveLength(1);
});

it('the checklist page has another nonce each time', () => {
  expect(page()).not.toBe(page());
});

it('hands the texts over whole, and a translation cannot leave their attribute', () => {
  const strings = { ...STRINGS, search: '"><script src="https://elsewhere.test"></script> &quot;' };
  const html = page(strings);
  expect(html.match(/<script/g)).toHaveLength(1);
  const attribute = /data-strings="([^"]*)"/.exec(html)?.[1] ?? '';
  const text = attribute.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  expect(JSON.parse(text)).toEqual(strings);
});
