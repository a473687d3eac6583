// @vitest-environment happy-dom
/// <reference lib="dom" />
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FromPage, ToPage } from '../../client/src/checklist/messages';
import type { HandRecords } from '../../client/src/checklist/records';
import type { Trouble } from '../../client/src/checklist/store';
import { startPage } from '../../client/src/checklist/webview/app';
import { FRESH, type PageState, readState } from '../../client/src/checklist/webview/state';
import type { ChecklistDto } from '../../server/src/protocol';
import { checklist, evidence, fix, item, STRINGS, section } from './checklistData';

const BROKEN = item('django/broken', 'fail', {
  severity: 'error',
  why: ['It is broken.', 'Mend it.'],
  evidence: [evidence('config/settings.py', 7, 'It is broken.')],
  fixes: [fix('Mend it'), fix('Tear it down', { safe: false })],
});
const BENT = item('django/bent', 'fail', { severity: 'warning', fixes: [fix('Straighten it')] });
const HOSTS = section('hosts', item('django/passed', 'pass'), BROKEN, BENT);
const MAIL = section('mail', item('by-hand/mail', 'byHand', { why: ['Send one.'] }), item('django/unknown', 'unknown'));
const LIST = checklist(HOSTS, MAIL, section('proxy', item('nginx/passed', 'pass')));
const MENDED = checklist(section('hosts', item('django/passed', 'pass'), item('django/broken', 'pass'), BENT), MAIL);

let messages: EventTarget;
let sent: FromPage[];
let kept: Partial<PageState> | undefined;

beforeEach(() => {
  sent = [];
  kept = undefined;
});

/** Loads the page anew, as the editor does after a reload, and gives it the list. */
function load(list?: ChecklistDto, records: HandRecords = {}): void {
  document.body.innerHTML = '<main id="checklist"></main><div id="announcement"></div>';
  document.documentElement.lang = 'en';
  messages = new EventTarget();
  find('main').dataset.strings = JSON.stringify(STRINGS);
  startPage(
    {
      postMessage: (message) => sent.push(message),
      getState: () => kept,
      setState: (state) => {
        kept = state;
      },
    },
    find('main'),
    messages,
  );
  if (list) tell(list, records);
}

function tell(list: ChecklistDto | undefined, records: HandRecords = {}, trouble?: Trouble): void {
  const snapshot = { ...(list && { checklist: list }), records, ...(trouble && { trouble }) };
  const data: ToPage = { type: 'snapshot', snapshot, author: 'Ada' };
  messages.dispatchEvent(new MessageEvent('message', { data }));
}

function find<T extends HTMLElement = HTMLElement>(selector: string): T {
  const found = document.querySelector<T>(selector);
  if (!found) throw new Error(`The page has no ${selector}`);
  return found;
}

const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
const items = () => all('[data-item]').map((one) => `${one.dataset.item} ${one.dataset.status}`);
const inItem = <T extends HTMLElement>(id: string, selector: string) => find<T>(`[data-item="${id}"] ${selector}`);
const announced = () => find('#announcement').textContent;
const press = (target: EventTarget, key: string) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

describe('the page', () => {
  it('asks for the list, and waits for it', () => {
    load();
    expect(sent).toEqual([{ type: 'ready' }]);
    expect(find('main').getAttribute('aria-busy')).toBe('true');
    expect(find('main').textContent).toContain('Reading the project…');
    tell(LIST);
    expect(find('main').getAttribute('aria-busy')).toBe('false');
  });

  it('shows what is to do, the worst first, and sections without anything to do as a line', () => {
    load(LIST);
    expect(items()).toEqual(['django/broken fail', 'django/bent fail', 'django/unknown unknown', 'by-hand/mail byHand']);
    expect(all('[data-section]').map((one) => [one.dataset.section, one.querySelector('button')?.getAttribute('aria-expanded')])).toEqual([
      ['hosts', 'true'],
      ['mail', 'true'],
      ['proxy', 'false'],
    ]);
  });

  it('says where it is: project, profile, version, progress', () => {
    load(LIST);
    expect(all('dt').map((one) => `${one.textContent}: ${one.nextElementSibling?.textContent}`)).toEqual([
      'Folder: shop',
      'Profile: config.settings (production)',
      'Django: 5.2 (requirements.txt)',
    ]);
    const ring = find('[role="progressbar"]');
    expect([ring.getAttribute('aria-valuenow'), ring.getAttribute('aria-valuemax')]).toEqual(['2', '6']);
    expect(ring.getAttribute('aria-valuetext')).toBe('2 of 6 settled, 2 fail, 1 cannot be told, 1 to do by hand');
  });

  it('lets folder and profile be chosen where there are several', () => {
    const folders = [...LIST.folders, { uri: 'file:///blog', name: 'blog' }];
    load({ ...LIST, folders, profiles: [...LIST.profiles, { name: 'config.test', kind: 'test', because: '' }] });
    const [folder, profile] = [find<HTMLSelectElement>('[data-choice=folder]'), find<HTMLSelectElement>('[data-choice=profile]')];
    expect([folder.value, profile.value]).toEqual(['file:///shop', 'config.settings']);
    profile.value = 'config.test';
    profile.dispatchEvent(new Event('change'));
    folder.value = 'file:///blog';
    folder.dispatchEvent(new Event('change'));
    expect(sent.slice(1)).toEqual([
      { type: 'choose', choice: { folder: 'file:///shop', profile: 'config.test' } },
      { type: 'choose', choice: { folder: 'file:///blog' } },
    ]);
  });

  it('passes on what is asked of an item', () => {
    load(LIST);
    inItem('django/broken', '[data-action=reveal]').click();
    inItem('django/broken', '[data-action=fix]').click();
    inItem('django/broken', '[data-action=explain]').click();
    expect(sent.slice(1)).toEqual([
      { type: 'reveal', evidence: BROKEN.evidence[0] },
      { type: 'fix', reference: BROKEN.fixes[0]?.reference },
      { type: 'explain', rule: 'django/broken' },
    ]);
  });

  it('puts safe fixes before a person, and others behind', () => {
    load(LIST);
    const looks = all('[data-item="django/broken"] [data-action=fix]').map((one) => [one.textContent, one.className]);
    expect(looks).toEqual([
      ['Mend it', 'button'],
      ['Tear it down', 'button secondary'],
    ]);
  });

  it('lets nobody tick what fails', () => {
    load(LIST);
    expect(all('[data-item="django/broken"] [data-action=settle]')).toEqual([]);
    expect(all('[data-action=settle]')).toHaveLength(2);
  });

  it('draws text as text', () => {
    load(checklist(section('x', item('django/x', 'unknown', { why: ['<img src=x onerror=alert(1)>'] }))));
    expect(all('img')).toEqual([]);
    expect(find('.why').textContent).toBe('<img src=x onerror=alert(1)>');
  });
});

describe('a live update', () => {
  it('keeps the focus and the very same elements', () => {
    load(LIST);
    const button = inItem('django/bent', '[data-action=fix]');
    button.focus();
    tell(checklist(section('hosts', BENT, BROKEN), MAIL));
    expect(document.activeElement).toBe(button);
  });

  it('hands the focus to the next item when the item was mended, and to its section when it was the last', () => {
    load(LIST);
    inItem('django/broken', '[data-action=fix]').focus();
    tell(MENDED);
    expect((document.activeElement as HTMLElement).dataset.item).toBe('django/bent');
    tell(checklist(section('hosts', item('django/bent', 'pass')), MAIL));
    expect(document.activeElement).toBe(find('[data-section=hosts] h2 button'));
  });

  it('keeps what is typed into an open form', () => {
    load(LIST);
    inItem('by-hand/mail', '[data-action=settle]').click();
    const note = inItem<HTMLTextAreaElement>('by-hand/mail', 'textarea');
    type(note, 'sent from the');
    note.focus();
    tell(MENDED);
    expect(document.activeElement).toBe(note);
    expect(note.value).toBe('sent from the');
  });

  it('is announced only when the counts changed', async () => {
    load(LIST);
    expect(announced()).toBe('2 of 6 settled, 2 fail, 1 cannot be told, 1 to do by hand');
    const changed = vi.fn();
    new MutationObserver(changed).observe(find('#announcement'), { childList: true, characterData: true, subtree: true });
    tell(LIST);
    await Promise.resolve();
    expect(changed).not.toHaveBeenCalled();
    tell(MENDED);
    expect(announced()).toBe('2 of 5 settled, 1 fails, 1 cannot be told, 1 to do by hand');
  });

  it('does not repeat the counts after something else was said', () => {
    load(LIST);
    messages.dispatchEvent(new MessageEvent('message', { data: { type: 'done', what: 'copied' } satisfies ToPage }));
    expect(announced()).toBe('The checklist was copied.');
    tell(LIST);
    expect(announced()).toBe('The checklist was copied.');
  });
});

describe('the form', () => {
  const open = () => {
    load(LIST);
    inItem('by-hand/mail', '[data-action=settle]').click();
  };

  it('opens with the last name, ready to be saved', () => {
    open();
    const name = inItem<HTMLInputElement>('by-hand/mail', 'input[name=by]');
    expect(name.value).toBe('Ada');
    expect(document.activeElement).toBe(name);
    expect(inItem<HTMLInputElement>('by-hand/mail', 'input[value=done]').checked).toBe(true);
  });

  it('sends what was filled in, and gives the focus back', () => {
    open();
    type(inItem('by-hand/mail', 'input[name=by]'), 'Grace');
    type(inItem<HTMLTextAreaElement>('by-hand/mail', 'textarea'), 'arrived');
    inItem('by-hand/mail', 'input[value=notApplicable]').click();
    inItem('by-hand/mail', 'form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    expect(sent.at(-1)).toEqual({
      type: 'settle',
      item: 'by-hand/mail',
      settlement: { verdict: 'notApplicable', by: 'Grace', note: 'arrived' },
    });
    expect(all('form')).toEqual([]);
    expect(document.activeElement).toBe(inItem('by-hand/mail', '[data-action=settle]'));
  });

  it('is left with Escape, and nothing is sent', () => {
    open();
    press(inItem('by-hand/mail', 'textarea'), 'Escape');
    expect(all('form')).toEqual([]);
    expect(sent).toHaveLength(1);
    expect(document.activeElement).toBe(inItem('by-hand/mail', '[data-action=settle]'));
  });

  it('takes up a record to edit it, which can also be taken back', () => {
    load(LIST, { 'by-hand/mail': { verdict: 'notApplicable', by: 'Grace', note: 'no mail here' } });
    find('[data-filter=all]').click();
    expect(inItem('by-hand/mail', '.status').textContent).toBe('Does not apply here, says Grace');
    inItem('by-hand/mail', '[data-action=takeBack]').click();
    expect(sent.at(-1)).toEqual({ type: 'takeBack', item: 'by-hand/mail' });
    inItem('by-hand/mail', '[data-action=settle]').click();
    expect(inItem<HTMLTextAreaElement>('by-hand/mail', 'textarea').value).toBe('no mail here');
    expect(inItem<HTMLInputElement>('by-hand/mail', 'input[value=notApplicable]').checked).toBe(true);
  });
});

describe('search and filters', () => {
  it('narrow the list, and say when nothing is left', () => {
    load(LIST);
    find('[data-filter=fail]').click();
    expect(items()).toEqual(['django/broken fail', 'django/bent fail']);
    expect(all('[aria-pressed=true]').map((one) => one.dataset.filter)).toEqual(['fail']);
    type(find<HTMLInputElement>('input[type=search]'), 'bent');
    expect(items()).toEqual(['django/bent fail']);
    type(find<HTMLInputElement>('input[type=search]'), 'zebra');
    expect(find('.nothing').textContent).toContain('“zebra”');
    find('.nothing button').click();
    expect(find('[data-filter=all]').getAttribute('aria-pressed')).toBe('true');
  });

  it('unfold what a search finds, and fold it again afterwards', () => {
    load(LIST);
    find('[aria-label="Collapse All"]').click();
    type(find<HTMLInputElement>('input[type=search]'), 'bent');
    expect(items()).toEqual(['django/bent fail']);
    type(find<HTMLInputElement>('input[type=search]'), '');
    expect(items()).toEqual([]);
  });

  it('are reached with / and left with Escape', () => {
    load(LIST);
    const search = find<HTMLInputElement>('input[type=search]');
    press(find('[data-filter=fail]'), '/');
    expect(document.activeElement).toBe(search);
    type(search, 'bent');
    press(search, 'Escape');
    expect(search.value).toBe('');
    expect(items()).toHaveLength(4);
  });

  it('leave a / that is being written alone', () => {
    load(LIST);
    inItem('by-hand/mail', '[data-action=settle]').click();
    press(inItem('by-hand/mail', 'textarea'), '/');
    expect(document.activeElement).not.toBe(find('input[type=search]'));
  });

  it('show the settled items of a section on request', () => {
    load(LIST);
    const more = find('[data-section=hosts] .more button');
    expect(more.textContent).toBe('Show 1 settled item');
    more.click();
    expect(items()).toContain('django/passed pass');
    find('[data-section=hosts] .more button').click();
    expect(items()).not.toContain('django/passed pass');
  });
});

describe('folding', () => {
  it('stays as a person left it, one by one and all at once', () => {
    load(LIST);
    find('[data-section=mail] h2 button').click();
    tell(MENDED);
    expect(all('[data-section=mail] [data-item]')).toEqual([]);
    find('[aria-label="Collapse All"]').click();
    expect(items()).toEqual([]);
    find('[aria-label="Expand All"]').click();
    expect(items()).toHaveLength(3);
  });
});

describe('after a reload', () => {
  it('the page is as it was: filter, search, folds, and the form that was open', () => {
    load(LIST);
    find('[data-filter=all]').click();
    find('[data-section=proxy] h2 button').click();
    inItem('by-hand/mail', '[data-action=settle]').click();
    type(inItem<HTMLTextAreaElement>('by-hand/mail', 'textarea'), 'half a no');
    load(LIST);
    expect(find('[data-filter=all]').getAttribute('aria-pressed')).toBe('true');
    expect(all('[data-section=proxy] [data-item]')).toEqual([]);
    expect(inItem<HTMLTextAreaElement>('by-hand/mail', 'textarea').value).toBe('half a no');
  });

  it.each([
    undefined,
    { filter: 'open', folded: ['hosts'], search: 7, open: ['hosts'], whole: 'x', full: {}, scroll: '7' },
    { draft: { item: 7, verdict: 'done', by: '', note: '' } },
    { draft: { item: 'x', verdict: 'later', by: '', note: '' } },
  ])('what another version kept is left out, not stumbled over: %j', (state) => expect(readState(state)).toEqual(FRESH));
});

describe('without a list', () => {
  it('a server that is gone can be restarted', () => {
    load();
    tell(undefined, {}, { kind: 'stopped', message: '' });
    expect(find('[role=alert]').textContent).toContain('The language server is not running');
    find('[role=alert] button').click();
    expect(sent.at(-1)).toEqual({ type: 'restart' });
  });

  it('the last one stays in sight, under a word that it may be out of date', () => {
    load(LIST);
    tell(LIST, {}, { kind: 'stopped', message: '' });
    expect(find('.banner').textContent).toContain('out of date');
    expect(items()).toHaveLength(4);
    tell(LIST);
    expect(all('.banner')).toEqual([]);
  });

  it.each([
    ['no folder', { folders: [], profiles: [], sections: [] }, 'No folder is open'],
    ['no Django', { folders: [{ uri: 'file:///x', name: 'x' }], profiles: [], sections: [] }, 'No Django project here'],
  ])('it says that there is %s', (_, list, text) => {
    load(list);
    expect(find('h1').textContent).toBe(text);
    expect(announced()).toBe(text);
  });

  it('everything settled is good news, with the sections below', () => {
    load(checklist(section('hosts', item('django/passed', 'pass'))));
    expect(find('.nothing').textContent).toContain('Everything is settled.');
    expect(all('[data-section]')).toHaveLength(1);
  });
});
