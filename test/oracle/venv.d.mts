/** Path of the referee's python. */
export function refereePython(): string;
/** The referee's python, or undefined after a line that says why; an Error when referees are required. */
export function refereeOrSkip(): string | undefined;
/** The python of a virtual environment in .cache, made from a requirements.txt. Throws an Error where it cannot be had. */
export function pythonWith(name: string, requirementsFile: string, interpreter?: string): string;
