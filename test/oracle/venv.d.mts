/** Path of the referee's python. */
export function refereePython(): string;
/** The referee's python, or undefined after a line that says why; an Error when referees are required. */
export function refereeOrSkip(): string | undefined;
