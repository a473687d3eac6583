import data from './data/python-releases.json';

/** A line of Python releases. */
export interface PythonRelease {
  /** `3.9`. */
  readonly line: string;
  /** The month of its last security release: `2025-10`. */
  readonly ends: string;
  /** That month is over, by the date of the table. */
  readonly isOver: boolean;
}

/** What is known of a line of Python; undefined for one that the table does not have. */
export function pythonRelease(line: string): PythonRelease | undefined {
  const found = data.releases.find((release) => release.line === line);
  return found && { ...found, isOver: found.ends < data.meta.asOf };
}
