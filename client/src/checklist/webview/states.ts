import type { Trouble } from '../store';
import type { Strings } from '../strings';
import { type Described, h } from './dom';
import { largeIcon, statusIcon } from './icons';
import type { Actions } from './page';

/** The whole page when the list could not be made. */
export function troubleView({ kind, message }: Trouble, { states }: Strings, actions: Actions): Described {
  const [title, hint] = kind === 'stopped' ? [states.stopped, states.stoppedHint] : [states.failed, message];
  return h(
    'div',
    { key: 'trouble', class: 'state', role: 'alert' },
    largeIcon('fail'),
    h('h1', {}, title),
    h('p', { class: 'quiet' }, hint),
    h('div', { class: 'state-actions' }, ...remedies(states, actions)),
  );
}

/** Above a list that is still there, but no longer follows the files. */
export function outdatedBanner({ kind, message }: Trouble, { states }: Strings, actions: Actions): Described {
  const text = kind === 'stopped' ? states.outdated : `${states.failed}: ${message}`;
  return h(
    'div',
    { key: 'outdated', class: 'banner', role: 'alert' },
    statusIcon('fail', 'warning'),
    h('p', {}, text),
    h('div', { class: 'banner-actions' }, ...remedies(states, actions)),
  );
}

/** The whole page when there is nothing to list. */
export function messageView(why: 'noFolder' | 'noDjango', { states }: Strings, actions: Actions): Described {
  const open = h('button', { type: 'button', class: 'button', onclick: () => actions.send('openFolder') }, states.openFolder);
  return h(
    'div',
    { key: why, class: 'state' },
    largeIcon('unknown'),
    h('h1', {}, states[why]),
    h('p', { class: 'quiet' }, states[`${why}Hint`]),
    why === 'noFolder' ? h('div', { class: 'state-actions' }, open) : undefined,
  );
}

function remedies(states: Strings['states'], actions: Actions): readonly Described[] {
  return [
    h('button', { type: 'button', class: 'button', onclick: () => actions.send('restart') }, states.restart),
    h('button', { type: 'button', class: 'button secondary', onclick: () => actions.send('showOutput') }, states.output),
  ];
}
