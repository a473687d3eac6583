import type { EvidenceDto, FixDto, ItemDto } from '../../../../server/src/protocol';
import { evidenceMessage, fixTitles, isRule, isSettleable, isSettled, recordOf, shownStatus } from '../view';
import { describeRecord, fill, plural, statusLabel } from '../words';
import { type Described, h, type Piece } from './dom';
import { formView } from './form';
import { statusIcon } from './icons';
import { type Actions, type PageModel, SERVER_LANGUAGE } from './page';

/** Places and fixes that an item shows before it is asked for more. */
const FEW = 4;

/** An item. What is settled takes one line; what is not says why, where, and what can be done about it. */
export function itemView(item: ItemDto, model: PageModel, actions: Actions): Described {
  const { snapshot, state, strings, language } = model;
  const status = shownStatus(item, snapshot.records);
  const record = recordOf(item, snapshot.records);
  const isForm = state.draft?.item === item.id && isSettleable(item);
  return h(
    'li',
    {
      key: item.id,
      class: `item item-${status}${isSettled(status) ? ' item-settled' : ''}`,
      'data-item': item.id,
      'data-status': status,
      tabindex: '-1',
    },
    statusIcon(status, item.severity),
    h(
      'div',
      { class: 'content' },
      h(
        'div',
        { class: 'line' },
        h(
          'div',
          { class: 'title' },
          h('h3', { lang: SERVER_LANGUAGE }, item.title),
          h('span', { class: 'status' }, record ? describeRecord(record, strings, language) : statusLabel(item, snapshot.records, strings)),
        ),
        isRule(item) ? ruleView(item, model, actions) : undefined,
      ),
      ...details(item, model),
      ...evidence(item, model, actions),
      isForm ? formView(item, model, actions) : actionRow(item, model, actions),
    ),
  );
}

/** What the files say, or what a person said since. */
function details(item: ItemDto, { snapshot }: PageModel): readonly Piece[] {
  const record = recordOf(item, snapshot.records);
  if (record) return record.note ? [h('p', { class: 'note' }, record.note)] : [];
  return item.why.map((line, at) => h('p', { class: at === 0 ? 'why first' : 'why', lang: SERVER_LANGUAGE }, line));
}

function ruleView({ id }: ItemDto, { strings }: PageModel, actions: Actions): Described {
  const explain = h(
    'button',
    {
      type: 'button',
      class: 'link',
      'data-action': 'explain',
      'aria-label': fill(strings.explainRule, id),
      onclick: () => actions.explain(id),
    },
    strings.explain,
  );
  return h('div', { class: 'rule' }, h('span', {}, id), explain);
}

function evidence(item: ItemDto, model: PageModel, actions: Actions): readonly Piece[] {
  if (item.evidence.length === 0) return [];
  const { state, strings } = model;
  const shown = state.full.includes(item.id) ? item.evidence : item.evidence.slice(0, FEW);
  const hidden = item.evidence.length - shown.length;
  return [
    h(
      'ul',
      { key: 'evidence', class: 'evidence', 'aria-label': strings.evidence },
      ...shown.map((one) => h('li', {}, ...place(one, item, model, actions))),
      hidden > 0 ? h('li', {}, moreButton(plural(hidden, strings.moreEvidence), item, model, actions)) : undefined,
    ),
  ];
}

function place(one: EvidenceDto, item: ItemDto, { strings }: PageModel, actions: Actions): readonly Piece[] {
  const label = fill(strings.openEvidence, one.message, one.label);
  const link = h(
    'button',
    {
      type: 'button',
      class: 'link place',
      'data-action': 'reveal',
      title: one.message,
      'aria-label': label,
      onclick: () => actions.reveal(one),
    },
    one.label,
  );
  const message = evidenceMessage(item, one.message);
  return message === '' ? [link] : [link, h('span', { class: 'place-message', lang: SERVER_LANGUAGE }, message)];
}

function moreButton(text: string, { id }: ItemDto, { state }: PageModel, actions: Actions): Described {
  return h('button', { key: 'more', type: 'button', class: 'link', onclick: () => actions.change({ full: [...state.full, id] }) }, text);
}

function actionRow(item: ItemDto, model: PageModel, actions: Actions): Described | undefined {
  const { state, strings } = model;
  const titles = fixTitles(item);
  const all = item.fixes.map((fix, at) => fixButton(fix, titles[at] ?? fix.title, model, actions));
  const shown = state.full.includes(item.id) ? all : all.slice(0, FEW);
  const hidden = all.length - shown.length;
  const more = hidden > 0 ? [moreButton(plural(hidden, strings.moreFixes), item, model, actions)] : [];
  const row = [...shown, ...more, ...handButtons(item, model, actions)];
  return row.length > 0 ? h('div', { key: 'actions', class: 'actions' }, ...row) : undefined;
}

function fixButton(fix: FixDto, title: string, { strings }: PageModel, actions: Actions): Described {
  const kind = fix.safe ? 'button' : 'button secondary';
  return h(
    'button',
    {
      key: `fix ${title}`,
      type: 'button',
      class: kind,
      'data-action': 'fix',
      lang: SERVER_LANGUAGE,
      title: fix.safe ? strings.safeFix : strings.unsafeFix,
      onclick: () => actions.fix(fix.reference),
    },
    title,
  );
}

function handButtons(item: ItemDto, model: PageModel, actions: Actions): readonly Described[] {
  if (!isSettleable(item)) return [];
  const { snapshot, strings, author } = model;
  const record = recordOf(item, snapshot.records);
  const draft = {
    item: item.id,
    verdict: record?.verdict ?? 'done',
    by: record ? (record.by ?? '') : author,
    note: record?.note ?? '',
  } as const;
  const opener = (text: string) =>
    h(
      'button',
      {
        key: 'settle',
        type: 'button',
        class: 'link',
        'data-action': 'settle',
        'aria-label': `${text} ${item.title}`,
        onclick: () => actions.openForm(draft),
      },
      text,
    );
  if (!record) return [opener(item.status === 'byHand' ? strings.hand.open : strings.hand.openUnknown)];
  const takeBack = h(
    'button',
    {
      key: 'takeBack',
      type: 'button',
      class: 'link',
      'data-action': 'takeBack',
      'aria-label': `${strings.hand.takeBack} ${item.title}`,
      onclick: () => actions.takeBack(item.id),
    },
    strings.hand.takeBack,
  );
  return [opener(strings.hand.edit), takeBack];
}
