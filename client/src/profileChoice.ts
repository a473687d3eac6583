import { type Disposable, type Event, EventEmitter, type Memento } from 'vscode';
import type { ChecklistParams } from '../../server/src/protocol';

/** The folder and profile that a person looks at: the same in the checklist page, in its tree and in the effective settings. Kept per workspace. */
export interface ProfileChoice extends Disposable {
  /** What was chosen, as far as something was; the server takes the first production profile for what is missing or gone. */
  readonly current: ChecklistParams;
  choose(choice: ChecklistParams): void;
  /** After another one was chosen. */
  readonly onDidChange: Event<ChecklistParams>;
}

const KEY = 'djangoPreflight.profile';

export function createProfileChoice(state: Memento): ProfileChoice {
  const changes = new EventEmitter<ChecklistParams>();
  let current = state.get<ChecklistParams>(KEY, {});
  return {
    get current() {
      return current;
    },
    choose(choice) {
      if (choice.folder === current.folder && choice.profile === current.profile) return;
      current = choice;
      void state.update(KEY, choice);
      changes.fire(choice);
    },
    onDidChange: changes.event,
    dispose: () => changes.dispose(),
  };
}
