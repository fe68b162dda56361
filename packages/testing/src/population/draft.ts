/** A record while it is being made: what readers see as readonly can still be written. */
export type Draft<T> = { -readonly [Key in keyof T]: T[Key] };
