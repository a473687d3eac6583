/// <reference lib="dom" />
import { type Editor, startPage } from './app';

declare function acquireVsCodeApi(): Editor;

const root = document.getElementById('checklist');
if (root) startPage(acquireVsCodeApi(), root, window);
